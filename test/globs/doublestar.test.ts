import { expect, test } from 'vitest';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { compileDoublestar, expandGlob, expansionError } from '../../server/src/globs/doublestar.ts';

const tree = memoryTree({
  'values.yaml': '',
  'env/dev/values.yaml': '',
  'env/prod/values.yaml': '',
  'env/prod/eu/values.yaml': '',
  'env/link': 'symlink:prod',
  'env/prod/loop': 'symlink:..',
  'env/gone.yaml': 'symlink:nowhere',
});

test.each([
  ['env/*/values.yaml', ['env/dev/values.yaml', 'env/link/values.yaml', 'env/prod/values.yaml']],
  ['./env/../values.yaml', ['values.yaml']],
  ['env/{dev,prod}/values.yaml', ['env/dev/values.yaml', 'env/prod/values.yaml']],
  ['env/pr?d/e[a-z]/*', ['env/prod/eu/values.yaml']],
  ['env/prod/eu/**', ['env/prod/eu', 'env/prod/eu/values.yaml']],
  ['env/*.yaml', ['env/gone.yaml']],
  ['env/gone.yaml', []],
  ['../values.yaml', []],
  ['env/[', []],
  ['env/dev/**', ['env/dev', 'env/dev/values.yaml']],
  ['*', ['env', 'values.yaml']],
])('%s', (pattern, expected) => {
  expect(expandGlob(tree, pattern)).toEqual(expected);
});

test('only ** names the directory where it starts', () => {
  expect(expandGlob(tree, '**')).toContain('');
});

test('alternatives that multiply are refused', () => {
  expect(compileDoublestar('{a,b}'.repeat(40))).toHaveProperty('error');
});

test('hostile patterns take bounded time', () => {
  const glob = compileDoublestar('**/*a'.repeat(60) + 'b');
  expect('match' in glob && glob.match('a/'.repeat(300))).toBe(false);
});

test.each([
  ['env/[', 'syntax error in pattern'],
  ['env/[/x]*', 'syntax error in pattern'],
  ['env/d[/x]*', 'syntax error in pattern'],
  ['env/z[/x]*', undefined],
  ['nowhere/[/x]*', undefined],
  ['{env,nowhere}/[/x]*', 'syntax error in pattern'],
  ['env/[a-z]*/[!x]*', undefined],
])('the error of %s', (pattern, expected) => {
  expect(expansionError(tree, pattern)).toBe(expected);
});
