import type { Connection } from 'vscode-languageserver';
import type { RemoteFiles } from '../files/fetchedFileSystem.ts';
import { MAX_TEXT_BYTES } from '../files/fileSystem.ts';
import {
  ClientRequests,
  type ListDirectoriesParams,
  type ListDirectoriesResult,
  type ReadFilesParams,
  type ReadFilesResult,
} from '../protocol.ts';
import { uriOfPath } from './convert.ts';

/** The files that the client can read, for a server that has no disk. */
export function clientFiles(connection: Connection): RemoteFiles {
  return {
    async list(directories) {
      const params: ListDirectoriesParams = { uris: directories.map(uriOfPath) };
      const found = await connection.sendRequest<ListDirectoriesResult>(ClientRequests.listDirectories, params);
      return found.directories.map((entries) => entries ?? undefined);
    },
    async read(files) {
      const params: ReadFilesParams = { uris: files.map(uriOfPath), limit: MAX_TEXT_BYTES };
      const found = await connection.sendRequest<ReadFilesResult>(ClientRequests.readFiles, params);
      return found.files.map((base64) => (base64 === null ? undefined : decode(base64)));
    },
  };
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
