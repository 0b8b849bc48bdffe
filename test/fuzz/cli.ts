import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { unpackArchives } from '../corpus/archives.ts';
import { MAX_BYTES } from './mutate.ts';
import { fuzz } from './run.ts';
import type { Case, Found } from './target.ts';
import { TARGETS } from './targets/table.ts';

// npm run fuzz [-- --minutes N] [--seed S] [--dir DIR] [TARGET…]: hostile files by chance, our own and those of real repositories
// mutated. What fails is made small and written to test/fuzz/regressions, which `npm test` replays.

/** Cases of one target before the next one's turn. */
const TURN = 40;
/** Files of real repositories that one target mutates, at most. */
const MAX_CORPUS = 400;
/** Seconds of silence after which a case counts as hanging. */
const MAX_SILENCE = 60;
/** The memory that all of it may take. */
const MAX_HEAP_MB = 1024;

interface Job {
  readonly target: string;
  readonly seed: number;
  readonly corpus: readonly string[];
}
type Message = { readonly begun: Case } | { readonly ended: Found | undefined };

if (isMainThread) await main();
else await work(workerData as Job);

async function work({ target: name, seed, corpus }: Job): Promise<void> {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (!target) throw new Error(`no target ${name}`);
  const found = await fuzz(target, seed, TURN, corpus, (begun) => parentPort?.postMessage({ begun }));
  parentPort?.postMessage({ ended: found });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      dir: { type: 'string' },
    },
    allowPositionals: true,
  });
  const end = Date.now() + Number(values.minutes) * 60_000;
  const targets = TARGETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const directory = values.dir ? resolve(values.dir) : unpackArchives();
  const files = directory === undefined ? [] : textsBelow(directory);
  console.log(`seed ${values.seed}, ${files.length} files of real repositories`);
  let cases = 0;
  let failures = 0;
  for (let seed = Number(values.seed); Date.now() < end; seed++)
    for (const { name, corpus } of targets) {
      if (Date.now() >= end) break;
      const texts = corpus ? files.filter(({ path }) => corpus.test(path)).slice(0, MAX_CORPUS) : [];
      const job = { target: name, seed, corpus: texts.map(({ text }) => text) };
      const found = await inWorker(job, () => void cases++);
      if (!found) continue;
      failures++;
      console.log(`${name}, seed ${seed}: ${found.failure}\n  kept as ${keep(found.hostile)}`);
    }
  console.log(`${cases} cases, ${failures} failures`);
  process.exitCode = failures > 0 ? 1 : 0;
}

/** One turn in a thread of its own, so that a case which never ends, or takes all memory, is found too. */
function inWorker(job: Job, count: () => void): Promise<Found | undefined> {
  return new Promise((done) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    let last: Case | undefined;
    const finish = (found: Found | undefined): void => {
      clearTimeout(timer);
      void worker.terminate();
      done(found);
    };
    const give = (failure: string): void => {
      if (!last) throw new Error(failure);
      finish({ hostile: last, failure });
    };
    const timer = setTimeout(() => give(`hangs for ${MAX_SILENCE} s`), MAX_SILENCE * 1000);
    worker.on('message', (message: Message) => {
      if ('ended' in message) return finish(message.ended);
      last = message.begun;
      count();
      timer.refresh();
    });
    worker.on('error', (error) => give(error.stack ?? String(error)));
  });
}

/** Writes a failing case where the tests replay it. @returns the file. */
function keep(hostile: Case): string {
  const hash = createHash('sha256').update(JSON.stringify(hostile)).digest('hex').slice(0, 8);
  const file = join('test/fuzz/regressions', `${hostile.target}-${hash}.json`);
  mkdirSync('test/fuzz/regressions', { recursive: true });
  writeFileSync(file, `${JSON.stringify(hostile, null, 2)}\n`);
  return file;
}

/** Small files of repositories, with their paths in them, in one order. */
function textsBelow(directory: string): { path: string; text: string }[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((path) => !path.includes('/.git/') && statSync(join(directory, path)).isFile())
    .filter((path) => statSync(join(directory, path)).size <= MAX_BYTES)
    .map((path) => ({ path: path.split('/').slice(1).join('/'), text: readFileSync(join(directory, path), 'utf8') }))
    .filter(({ text }) => text !== '');
}
