import { expect, test } from 'vitest';
import { live } from './life.ts';

test.each([1, 2, 3])('seed %i: after a life of edits the answers are those of a fresh index', async (seed) => {
  expect(await live(seed, 500)).toEqual({ operations: 500, difference: undefined });
});
