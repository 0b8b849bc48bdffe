import { expect, test } from 'vitest';
import { toPlain } from '../../../server/src/gotemplate/values.ts';
import { readToml } from '../../../server/src/gotemplate/yaml/toml/readToml.ts';

function check(text: string): string {
  const read = readToml(text);
  return 'error' in read ? read.error : JSON.stringify(toPlain(read.value));
}

test.each([
  ['a = 1\n[b.c]\nd = "x"', '{"a":1,"b":{"c":{"d":"x"}}}'],
  ['[[a]]\nb = 1\n[[a]]\nb = 2', '{"a":[{"b":1},{"b":2}]}'],
  ['a = { b = [1, 2.5], c.d = true }', '{"a":{"b":[1,2.5],"c":{"d":true}}}'],
  ['a = """\nx\\\n   y"""', '{"a":"xy"}'],
  ['bad', "toml: line 1: unexpected EOF; expected key separator '='"],
  ['a = 1\na = 2', `toml: line 2 (last key "a"): Key 'a' has already been defined.`],
  ['__proto__.a = 1', '{"__proto__":{"a":1}}'],
])('%j', (text, expected) => {
  expect(check(text)).toBe(expected);
});

test('deep nesting ends with an error', () => {
  expect(check(`a = ${'['.repeat(100_000)}`)).toContain('nested too deeply');
});
