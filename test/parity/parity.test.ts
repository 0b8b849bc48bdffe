import { basename, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { ParityAdapter } from './adapter.ts';
import { findTables, runTable } from './run.ts';

const modules = import.meta.glob<{ default: ParityAdapter }>('./adapters/*.ts', { eager: true });
const adapters = Object.values(modules).map((module) => module.default);

/** Rows whose input JSON can't hold: -0 was written as 0, and the answer is that of -0. */
const LOST: Readonly<Record<string, readonly number[]>> = { 'templates/gotemplate-core.json': [584] };

for (const file of findTables(import.meta.dirname)) {
  const adapter = adapters.find((candidate) => candidate.tables.includes(basename(file)));
  test(relative(import.meta.dirname, file), () => {
    expect(adapter, 'no adapter runs this table').toBeDefined();
    const result = runTable(file, adapter as ParityAdapter);
    const lost = LOST[relative(import.meta.dirname, file)] ?? [];
    expect(result.failures.filter(({ index }) => !lost.includes(index)).slice(0, 20)).toEqual([]);
    expect(result.passed).toBeGreaterThan(0);
  });
}
