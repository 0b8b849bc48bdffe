import { expect, test } from 'vitest';
import { hasUnknown, UNKNOWN_TEXT } from '../../../server/src/gotemplate/unknown.ts';
import type { Unknown, Value } from '../../../server/src/gotemplate/values.ts';
import { call, resultOf, unknown } from './callFunction.ts';

test.each([
  ['default', ['d', unknown]],
  ['coalesce', ['', unknown, 'x']],
  ['empty', [unknown]],
  ['first', [[unknown]]],
  ['has', ['a', ['b', unknown]]],
  ['uniq', [['a', unknown]]],
  ['all', ['a', unknown]],
  ['any', ['', unknown]],
  ['randAlphaNum', [8]],
  ['uuidv4', []],
  ['now', []],
  ['date', ['2006-01-02', unknown]],
])('%s does not guess', (name, args) => {
  expect(resultOf(name, ...args)).toBe('unknown');
});

test.each([
  ['default', ['d', ''], 'd'],
  ['coalesce', ['', 'x', unknown], 'x'],
  ['has', ['a', ['a', unknown]], true],
  ['all', ['', unknown], false],
  ['any', ['x', unknown], true],
  ['kindOf', [call('now')], 'struct'],
  ['typeOf', [call('randAlpha', 3)], 'string'],
  ['randAlphaNum', [0], ''],
  ['shuffle', ['aaa'], 'aaa'],
  ['hasPrefix', ['u:$2a$', call('htpasswd', 'u', 'p')], true],
  ['hasPrefix', ['x', call('htpasswd', 'u', 'p')], false],
  ['hasPrefix', ['u:$2a$10$abc', call('htpasswd', 'u', 'p')], 'unknown'],
  ['contains', ['x', call('uuidv4')], 'unknown'],
])('%s knows what an unknown cannot change', (name, args, expected) => {
  expect(resultOf(name, ...args)).toBe(expected);
});

test('unknown values keep their place in texts', () => {
  expect(
    call(
      'toYaml',
      new Map<string, Value>([
        ['b', unknown],
        ['a', 'x'],
      ]),
    ),
  ).toBe(`a: x\nb: ${UNKNOWN_TEXT}`);
  expect(call('toJson', [unknown, 'x'])).toBe(`[${UNKNOWN_TEXT},"x"]`);
  expect(call('quote', unknown)).toBe(`"${UNKNOWN_TEXT}"`);
  expect(hasUnknown(call('join', ',', ['a', unknown]) as string)).toBe(true);
});

test('what is sure of a random text is told', () => {
  expect((call('htpasswd', 'u', 'p') as Unknown).pattern).toBe(`u:$2a$10$${UNKNOWN_TEXT}`);
});

test('dict and set hold unknown values', () => {
  const map = call('dict', 'a', unknown) as Map<string, Value>;
  call('set', map, 'b', unknown);
  expect([...map.keys()]).toEqual(['a', 'b']);
  expect(call('get', map, 'b')).toBe(unknown);
});
