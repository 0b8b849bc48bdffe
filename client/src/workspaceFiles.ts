import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  ClientRequests,
  type ListDirectoriesParams,
  type ListDirectoriesResult,
  type ReadFilesParams,
  type ReadFilesResult,
} from '../../server/src/protocol.ts';

/** Questions that a file system is asked at the same time: behind it may be a network. */
const AT_ONCE = 16;
/** What one call of `String.fromCharCode` takes. */
const CHUNK = 8192;

type Entry = NonNullable<ListDirectoriesResult['directories'][number]>[number];

/** Reads files for a server that has no disk: whatever file system the workspace lies in, and nothing outside of it. */
export function answerFileRequests(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(
      ClientRequests.listDirectories,
      async ({ uris }: ListDirectoriesParams): Promise<ListDirectoriesResult> => ({
        directories: await each(uris, list),
      }),
    ),
    client.onRequest(
      ClientRequests.readFiles,
      async ({ uris, limit }: ReadFilesParams): Promise<ReadFilesResult> => ({
        files: await each(uris, (uri) => read(uri, limit)),
      }),
    ),
  );
}

async function list(uri: vscode.Uri): Promise<readonly Entry[]> {
  const found = await vscode.workspace.fs.readDirectory(uri);
  return found.map(([name, type]) => ({ name, kind: kindOf(type) }));
}

/** A symlink to a file is read as one; one to a directory is not entered, for it may lead around in a circle. */
function kindOf(type: vscode.FileType): Entry['kind'] {
  if (type & vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'directory' : 'other';
}

async function read(uri: vscode.Uri, limit: number): Promise<string | null> {
  const { size } = await vscode.workspace.fs.stat(uri);
  return size > limit ? null : base64(await vscode.workspace.fs.readFile(uri));
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(text);
}

/** Asks for each URI, some at a time. @returns the answers in order; null for what is outside the workspace or can’t be read. */
async function each<T>(uris: readonly string[], ask: (uri: vscode.Uri) => Promise<T>): Promise<(T | null)[]> {
  const answers = uris.map((): T | null => null);
  const waiting = uris.entries();
  const worker = async (): Promise<void> => {
    for (const [i, text] of waiting) {
      const uri = vscode.Uri.parse(text);
      if (!vscode.workspace.getWorkspaceFolder(uri)) continue;
      try {
        answers[i] = await ask(uri);
      } catch {
        // Gone meanwhile, or not for us: the answer is that there is nothing.
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}
