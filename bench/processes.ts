import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** What one run of a program cost. */
export interface Run {
  /** Milliseconds from start to end, the process's own start included. */
  readonly time: number;
  /** Bytes. */
  readonly peak: number;
}

/** Runs a Node program to its end. @throws when it fails otherwise than by findings (exit code 1). */
export function runNode(args: readonly string[]): Run {
  const memory = 'out/bench/memory';
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', './bench/tellMemory.cjs', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, BENCH_MEMORY: memory },
  });
  const time = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { time, peak: Number(readFileSync(memory, 'utf8')) };
}

/** The middle of some numbers; `share` 0.95 gives the 95th percentile. */
export function quantile(numbers: readonly number[], share = 0.5): number {
  const ordered = [...numbers].sort((a, b) => a - b);
  return ordered[Math.min(Math.ceil(ordered.length * share), ordered.length) - 1] ?? Number.NaN;
}
