import modules from 'glob:./adapters/*.ts';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParityAdapter } from './adapter.ts';
import { findTables, runTable } from './run.ts';

// npm run parity [-- --tables DIR] [--show N] [TABLE…]: every table, rows passed / rows.
const { values, positionals } = parseArgs({
  options: { tables: { type: 'string' }, show: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const directory = values.tables ? resolve(values.tables) : join(process.cwd(), 'test/parity');
const adapters = (modules as { default: ParityAdapter }[]).map((module) => module.default);
let passed = 0;
let failed = 0;
for (const file of findTables(directory)) {
  const table = basename(file);
  const label = relative(directory, file).padEnd(36);
  if (positionals.length > 0 && !positionals.some((wanted) => table.startsWith(wanted))) continue;
  const adapter = adapters.find((candidate) => candidate.tables.includes(table));
  if (!adapter) {
    console.log(`${label} no adapter`);
    failed++;
    continue;
  }
  const result = runTable(file, adapter);
  console.log(`${label} ${result.passed} / ${result.passed + result.failures.length}`);
  for (const failure of result.failures.slice(0, Number(values.show)))
    console.log(`  row ${failure.index}: ${failure.message}`);
  passed += result.passed;
  failed += result.failures.length;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
