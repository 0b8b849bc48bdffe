import { parseArgs } from 'node:util';
import { live } from './life.ts';

// npm run longlife [-- --seeds N] [--from N] [--operations N] [--every N]: random lives of edits; the answers must stay those of a
// fresh index, and the memory must not grow with the operations.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    from: { type: 'string', default: '1' },
    operations: { type: 'string', default: '10000' },
    every: { type: 'string', default: '100' },
  },
});
const first = Number(values.from);
const operations = Number(values.operations);
let passed = 0;
let failed = 0;
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  const started = Date.now();
  const { difference, operations: done } = await live(seed, operations, Number(values.every));
  if (difference === undefined) passed++;
  else failed++;
  const heap = Math.round(process.memoryUsage().heapUsed / 1e6);
  console.log(
    `seed ${seed}: ${done} operations in ${((Date.now() - started) / 1000).toFixed(1)} s, heap ${heap} MB${difference === undefined ? '' : `\n  ${difference.slice(0, 2000)}`}`,
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
