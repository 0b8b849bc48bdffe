import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { fuzz } from './run.ts';
import type { Case } from './target.ts';
import { TARGETS } from './targets/table.ts';

/** What `npm run fuzz` found once, made small. */
const DIRECTORY = 'test/fuzz/regressions';

test.each(TARGETS)('whatever stands in a file, the rest is judged right: $name', async (target) => {
  expect(await fuzz(target, 1, 25)).toBeUndefined();
});

test.each(existsSync(DIRECTORY) ? readdirSync(DIRECTORY) : [])('what was found once stays mended: %s', async (name) => {
  const hostile = JSON.parse(readFileSync(`${DIRECTORY}/${name}`, 'utf8')) as Case;
  const target = TARGETS.find((candidate) => candidate.name === hostile.target);
  if (!target) throw new Error(`no target ${hostile.target}`);
  expect(await judge(target, hostile)).toBeUndefined();
});
