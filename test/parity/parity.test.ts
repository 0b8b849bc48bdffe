import { basename } from 'node:path';
import { expect, test } from 'vitest';
import type { ParityAdapter } from './adapter.ts';
import { findTables, runTable } from './run.ts';

const modules = import.meta.glob<{ default: ParityAdapter }>('./adapters/*.ts', { eager: true });
const adapters = Object.values(modules).map((module) => module.default);

for (const file of findTables(import.meta.dirname)) {
  const adapter = adapters.find((candidate) => candidate.tables.includes(basename(file)));
  test(basename(file), () => {
    expect(adapter, 'no adapter runs this table').toBeDefined();
    const result = runTable(file, adapter as ParityAdapter);
    expect(result.failures.slice(0, 20)).toEqual([]);
    expect(result.passed).toBeGreaterThan(0);
  });
}
