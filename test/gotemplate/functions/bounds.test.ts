import { expect, test } from 'vitest';
import type { Value } from '../../../server/src/gotemplate/values.ts';
import { call, resultOf } from './callFunction.ts';

test.each([
  ['repeat', [1_000_000_000, 'x']],
  ['indent', [1_000_000_000, 'x']],
  ['nindent', [100_000, 'x\n'.repeat(100_000)]],
  ['until', [1_000_000_000]],
  ['untilStep', [0, 1_000_000_000, 1]],
  ['seq', [1_000_000_000]],
  ['randAlphaNum', [1_000_000_000]],
  ['replace', ['a', 'x'.repeat(10_000), 'a'.repeat(10_000)]],
])('%s does not build what is too large', (name, args) => {
  expect(resultOf(name, ...args)).toBe('unknown');
});

test('regular expressions take linear time', () => {
  const start = performance.now();
  expect(resultOf('regexMatch', '^(a+)+$', `${'a'.repeat(5000)}b`)).toBe(false);
  expect(resultOf('regexMatch', '(x+x+)+y', 'x'.repeat(5000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(30_000);
});

test('a map that holds itself is an error, not a crash', () => {
  const map = new Map<string, Value>();
  map.set('self', map);
  expect(resultOf('toYaml', map)).toBe('');
  expect(resultOf('toJson', map)).toBe('');
  expect(resultOf('mustToJson', map)).toMatch(/encountered a cycle/);
  expect(resultOf('deepCopy', map)).toMatch(/nested too deeply/);
  const other = new Map<string, Value>();
  other.set('self', other);
  expect(resultOf('merge', map, other)).toMatch(/nested too deeply/);
});

test('a value that doubles again and again is not written out', () => {
  let value: Value = ['x'];
  for (let depth = 0; depth < 40; depth++) value = [value, value];
  expect(resultOf('toYaml', value)).toBe('unknown');
  expect(resultOf('toJson', value)).toBe('unknown');
});

test('keys of any name are only keys', () => {
  const parsed = call('fromJson', '{"__proto__":{"a":1},"constructor":2}') as Map<string, Value>;
  expect([...parsed.keys()].sort()).toEqual(['__proto__', 'constructor']);
  expect(resultOf('regexReplaceAll', '(?P<n>a)', 'a', '${constructor}x')).toBe('x');
  expect(resultOf('derivePassword', 1, '__proto__', 'p', 'u', 's')).toBe('cannot find password template __proto__');
});
