import { expect, test } from 'vitest';
import { toPlain } from '../../../server/src/gotemplate/values.ts';
import { parseYaml, readYaml } from '../../../server/src/gotemplate/yaml/readYaml.ts';

function check(text: string): unknown {
  const { value, error } = readYaml(text);
  return error ? error.message : JSON.stringify(toPlain(value));
}

test('nodes know where they stand', () => {
  const text = 'a:\n  - b: "x"\n    c: 1\n';
  const { node } = parseYaml(text);
  const spans: string[] = [];
  const visit = (one: typeof node): void => {
    if (one?.kind === 'mapping') for (const entry of one.entries) [entry.key, entry.value].forEach(visit);
    else if (one?.kind === 'sequence') one.items.forEach(visit);
    else if (one) spans.push(text.slice(one.start.offset, one.end.offset));
  };
  visit(node);
  expect(spans).toEqual(['a', 'b', '"x"', 'c', '1']);
});

test('an alias bomb is refused in time', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++) {
    const alias = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => alias).join(', ')}]`);
  }
  const start = performance.now();
  expect(check(lines.join('\n'))).toBe('yaml: document contains excessive aliasing');
  expect(performance.now() - start).toBeLessThan(30_000);
});

test.each([
  ['a: &a [*a]', "yaml: anchor 'a' value contains itself"],
  [`${'['.repeat(100_000)}`, 'yaml: exceeded max depth of 500'],
  [`${'{a: '.repeat(100_000)}`, 'yaml: exceeded max depth of 500'],
  ['- '.repeat(100_000), 'yaml: exceeded max depth of 500'],
  ['a: \u0001', 'yaml: control characters are not allowed'],
  ['__proto__: {a: 1}\nconstructor: 2', '{"__proto__":{"a":1},"constructor":2}'],
  ['a: 1\n---\n]', '{"a":1}'],
  ['\ufeffa: 1', '{"a":1}'],
])('%.40j', (text, expected) => {
  expect(check(text)).toBe(expected);
});

test('long flat files are read in linear time', () => {
  const text = Array.from({ length: 20_000 }, (_, at) => `key${at}: {a: [1, "two", three], b: value}`).join('\n');
  const start = performance.now();
  expect(check(text)).toContain('"key19999"');
  expect(performance.now() - start).toBeLessThan(30_000);
});
