import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** A server that tells nothing for so many milliseconds after its last answer has told all. */
const QUIET = 500;
const running: { process: ChildProcess; connection: MessageConnection }[] = [];
const folders: string[] = [];
let server: string | undefined;

/** Builds the server before the tests of a file, and ends the servers of each test after it. */
export function useServers(): void {
  beforeAll(async () => {
    server = join(mkdtempSync(join(tmpdir(), 'argocd-coverage-server-')), 'server.cjs');
    await build({
      entryPoints: ['server/src/main.ts'],
      outfile: server,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      define: { __REPOSITORY_URL__: '"https://example.test/repo"', __VERSION__: '"0.0.0"' },
    });
  });
  afterEach(() => {
    for (const { process, connection } of running.splice(0)) {
      connection.dispose();
      process.kill('SIGKILL');
    }
    for (const directory of folders.splice(0)) rmSync(directory, { recursive: true, force: true });
  });
  afterAll(() => {
    if (server !== undefined) rmSync(dirname(server), { recursive: true, force: true });
  });
}

/** Makes a folder for servers; it goes after the test. @param files what it holds; a copy of the example when left out. */
export function makeFolder(files?: Readonly<Record<string, string>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-lsp-')));
  folders.push(directory);
  if (!files) cpSync('examples/seed', directory, { recursive: true });
  for (const [file, text] of Object.entries(files ?? {})) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  return directory;
}

/**
 * Starts the built server over stdio with a client that has no optional capabilities but those given.
 * @param files what the folder holds, as in `makeFolder`; or the path of a folder that is there.
 */
export async function startServer(
  capabilities: object = {},
  files?: Readonly<Record<string, string>> | string,
  locale?: string,
) {
  const directory = typeof files === 'string' ? files : makeFolder(files);
  const process = spawn(globalThis.process.execPath, [server as string, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(process.stdout!),
    new StreamMessageWriter(process.stdin!),
  );
  let told = Date.now();
  const published = new Map<string, Diagnostic[]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      published.set(uri, diagnostics);
      told = Date.now();
    },
  );
  connection.listen();
  running.push({ process, connection });
  const uriOf = (file: string): string => pathToFileURL(join(directory, file)).toString();
  const result = await connection.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: null,
    rootUri: pathToFileURL(directory).toString(),
    capabilities,
    ...(locale === undefined ? {} : { locale }),
  });
  await connection.sendNotification('initialized', {});
  const until = async (file: string, fits: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> => {
    for (let i = 0; i < 400; i++) {
      const found = published.get(uriOf(file));
      if (found && fits(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${file}: ${JSON.stringify(published.get(uriOf(file)))}`);
  };
  const open = (file: string, text: string) =>
    connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: uriOf(file), languageId: 'yaml', version: 1, text },
    });
  /** Waits until the server has taken in all that was sent to it, and for some time tells nothing more. */
  const rests = async (): Promise<void> => {
    await connection.sendRequest('argocdCoverage/report', { format: 'json' });
    told = Date.now();
    while (Date.now() - told < QUIET) await new Promise((resolve) => setTimeout(resolve, 25));
  };
  /** All that the client shows now, by file: the files without diagnostics left out. */
  const shown = (): Record<string, Diagnostic[]> =>
    Object.fromEntries(
      [...published]
        .filter(([, diagnostics]) => diagnostics.length > 0)
        .map(([uri, diagnostics]): [string, Diagnostic[]] => [relative(directory, fileURLToPath(uri)), diagnostics])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  /** Ends the server as a crash or the system would: without a word, whatever it is at. */
  const kill = async (): Promise<void> => {
    const exit = once(process, 'exit');
    process.stdin?.on('error', () => undefined);
    process.kill('SIGKILL');
    await exit;
  };
  return { connection, directory, result, uriOf, until, open, rests, shown, kill };
}
