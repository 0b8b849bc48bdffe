import { expect, test } from 'vitest';
import { compileGobwas } from '../../server/src/globs/gobwas.ts';

function check(pattern: string, text: string, expected: boolean, separators = ''): void {
  const glob = compileGobwas(pattern, separators);
  expect('match' in glob && glob.match(text), `${pattern} on ${text}`).toBe(expected);
}

test('stars cross slashes unless these separate', () => {
  check('*.yaml', 'a/b.yaml', true);
  check('*.yaml', 'a/b.yaml', false, '/');
  check('**.yaml', 'a/b.yaml', true, '/');
});

test('what is around a star may overlap', () => {
  check('ab*ba', 'aba', true);
});

test('a pattern that the library panics on matches nothing', () => {
  const glob = compileGobwas('*{a,b}{**/,}');
  expect('crashes' in glob && glob.crashes('b')).toBe(true);
  check('*{a,b}{**/,}', 'b', false);
});

test('hostile patterns take bounded time', () => {
  const text = 'a'.repeat(300) + '/x';
  const started = performance.now();
  for (const pattern of [
    '*a'.repeat(40) + 'b',
    '*a'.repeat(1000) + 'b',
    '{*a,*b}'.repeat(30) + 'c',
    '?*[!a]'.repeat(200),
    '[!a]*'.repeat(29),
  ])
    check(pattern, text, false);
  check('{a*,'.repeat(90) + 'b', text, true);
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('classes that can’t be read are errors', () => {
  for (const pattern of ['[', '[]', '[a', '[z-a]', '[a-z0-9]']) expect(compileGobwas(pattern)).toHaveProperty('error');
});
