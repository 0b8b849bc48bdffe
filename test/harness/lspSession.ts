import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const running: { process: ChildProcess; connection: MessageConnection; directory: string }[] = [];
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
    for (const { process, connection, directory } of running.splice(0)) {
      connection.dispose();
      process.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  });
  afterAll(() => {
    if (server !== undefined) rmSync(dirname(server), { recursive: true, force: true });
  });
}

/**
 * Starts the built server over stdio with a client that has no optional capabilities but those given.
 * @param files what the folder holds; a copy of the example when left out.
 */
export async function startServer(
  capabilities: object = {},
  files?: Readonly<Record<string, string>>,
  locale?: string,
) {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-lsp-')));
  if (!files) cpSync('examples/seed', directory, { recursive: true });
  for (const [file, text] of Object.entries(files ?? {})) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  const process = spawn(globalThis.process.execPath, [server as string, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(process.stdout!),
    new StreamMessageWriter(process.stdin!),
  );
  const published = new Map<string, Diagnostic[]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      published.set(uri, diagnostics);
    },
  );
  connection.listen();
  running.push({ process, connection, directory });
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
  return { connection, directory, result, uriOf, until, open };
}
