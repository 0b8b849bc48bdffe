import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createEngine } from './engine.ts';
import { fetchedFileSystem } from './files/fetchedFileSystem.ts';
import { clientFiles } from './lsp/clientFiles.ts';
import { startSession } from './lsp/session.ts';

/** Set by the build from package.json. */
declare const __REPOSITORY_URL__: string;
declare const __VERSION__: string;
/** The worker’s end of the channel to who started it. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

// The language server in a web worker: no disk, no processes; the client reads the files.
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
const fetched = fetchedFileSystem(clientFiles(connection));
const engine = createEngine({ fileSystem: fetched, log: (message) => connection.console.info(message) });
startSession(connection, engine, {
  version: __VERSION__,
  fetched,
  href: (code) => `${__REPOSITORY_URL__}/blob/main/docs/rules/${code}.md`,
});
