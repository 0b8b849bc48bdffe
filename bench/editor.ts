import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** An editor on the real server over stdio. */
export interface Editor {
  /** Milliseconds from `initialize` to the first complete status. */
  readonly start: number;
  /** Opens a file and types its texts in turn. @returns milliseconds from each change to the status that follows its diagnostics. */
  type(path: string, texts: readonly string[]): Promise<number[]>;
  /** How many lists of diagnostics arrived since the last call. */
  published(): number;
  /** Tells of changed files and hovers meanwhile. @returns milliseconds until the status, and of the slowest hover. */
  burst(paths: readonly string[], hovered: string): Promise<{ readonly time: number; readonly slowestHover: number }>;
  /** Milliseconds of CPU that the server uses in a second of silence; undefined where the system does not tell. */
  idle(): Promise<number | undefined>;
  /** Bytes; undefined where the system does not tell. */
  peak(): number | undefined;
  stop(): void;
}

/** Starts the server of a build on a repository, and waits for its first index. */
export async function startEditor(server: string, root: string): Promise<Editor> {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let lists = 0;
  let waiting: (() => void) | undefined;
  connection.onNotification('textDocument/publishDiagnostics', () => void lists++);
  connection.onNotification('argocdCoverage/status', ({ indexing }: { indexing: boolean }) => {
    if (!indexing) waiting?.();
  });
  connection.listen();
  /** Does something, and waits for the status that follows it. */
  const answered = async (act: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    const status = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    await act();
    await status;
    return performance.now() - start;
  };
  const start = await answered(() => initialise(connection, root));
  return {
    start,
    async type(path, texts) {
      const uri = uriOf(root, path);
      const times: number[] = [];
      const text = readFileSync(`${root}/${path}`, 'utf8');
      await answered(() =>
        connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'yaml', version: 1, text },
        }),
      );
      for (const [i, next] of texts.entries())
        times.push(
          await answered(() =>
            connection.sendNotification('textDocument/didChange', {
              textDocument: { uri, version: i + 2 },
              contentChanges: [{ text: next }],
            }),
          ),
        );
      await answered(() => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }));
      return times;
    },
    published() {
      const count = lists;
      lists = 0;
      return count;
    },
    async burst(paths, hovered) {
      let slowestHover = 0;
      let done = false;
      const hovering = (async () => {
        while (!done) {
          const asked = performance.now();
          await connection.sendRequest('textDocument/hover', {
            textDocument: { uri: uriOf(root, hovered) },
            position: { line: 1, character: 8 },
          });
          slowestHover = Math.max(slowestHover, performance.now() - asked);
          await sleep(5);
        }
      })();
      const changes = paths.map((path) => ({ uri: uriOf(root, path), type: 2 }));
      const time = await answered(() => connection.sendNotification('workspace/didChangeWatchedFiles', { changes }));
      done = true;
      await hovering;
      return { time, slowestHover };
    },
    async idle() {
      // What an edit left to clean up is done by then.
      await sleep(1_000);
      const before = cpuOf(child);
      await sleep(1_000);
      const after = cpuOf(child);
      return before === undefined || after === undefined ? undefined : after - before;
    },
    peak: () => peakOf(child),
    stop() {
      connection.dispose();
      child.kill();
    },
  };
}

async function initialise(connection: ProtocolConnection, root: string): Promise<void> {
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { publishDiagnostics: {}, hover: {} } },
    workspaceFolders: [{ uri: pathToFileURL(root).toString(), name: 'bench' }],
  });
  await connection.sendNotification('initialized', {});
}

function uriOf(root: string, path: string): string {
  return pathToFileURL(`${root}/${path}`).toString();
}

/** Milliseconds of CPU; Linux counts them in hundredths of a second. */
function cpuOf({ pid }: ChildProcess): number | undefined {
  const fields = processFile(pid, 'stat')
    ?.replace(/^.*\) /, '')
    .split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}

function peakOf({ pid }: ChildProcess): number | undefined {
  const kilobytes = /^VmHWM:\s*(\d+)/m.exec(processFile(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function processFile(pid: number | undefined, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
