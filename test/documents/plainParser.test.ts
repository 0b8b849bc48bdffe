import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlain } from '../../server/src/documents/plainParser.ts';
import { parseFully, parseYaml, type YamlDocument, type YamlPath } from '../../server/src/documents/yamlFile.ts';

/** Everything that a document tells: values, scalars, and the places of all of them. */
function tellAll(document: YamlDocument): unknown[] {
  const told: unknown[] = [document.span];
  const visit = (value: unknown, path: YamlPath): void => {
    const key = path.length > 0 ? document.keySpan(path) : undefined;
    told.push([path.join('/'), document.valueSpan(path), key, document.scalar(path), document.source(path)]);
    if (Array.isArray(value)) for (const [i, item] of value.entries()) visit(item, [...path, i]);
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) visit(item, [...path, name]);
  };
  visit(document.value(), []);
  return told;
}

/** Fails where the two parsers differ. @returns whether the plain one answered. */
function compare(text: string): boolean {
  if (!parsePlain(text)) return false;
  const full = parseFully(text);
  expect(
    full.flatMap(({ problems }) => problems),
    JSON.stringify(text),
  ).toEqual([]);
  expect(parseYaml(text).documents.map(tellAll), JSON.stringify(text)).toEqual(full.map(tellAll));
  return true;
}

const KEYS = [
  'a',
  'b',
  'kind',
  'apiVersion',
  'on',
  'yes',
  '8080',
  '1.5',
  'null',
  '"q"',
  "'s t'",
  'x.y/z',
  '-k',
  '<<',
  '__proto__',
  'a b',
];
const SCALARS = [
  'text',
  'v1',
  'yes',
  'No',
  'ON',
  'null',
  '~',
  'true',
  '0',
  '12',
  '-3',
  '007',
  '0x1F',
  '1_000',
  '1.20',
  '1e3',
  '.5',
  '.inf',
  '-.inf',
  '1:30',
  '2020-01-01',
  '"q"',
  '"a\\nb"',
  '"\\u0041"',
  '"a # b"',
  "'it''s'",
  "'a: b'",
  'a b c',
  'a:b',
  'http://x/y?z#w',
  'a #c',
  'a # c',
  'a: b',
  '-x',
  '- x',
  '--flag',
  '?x',
  '? x',
  ':x',
  '@x',
  '`x`',
  '%x',
  '!t x',
  '&a x',
  '*a',
  '{{ .x }}',
  '{}',
  '[]',
  '{a: 1, b: [x, "y"]}',
  '[a, b, ]',
  '[a: b]',
  '{a, b}',
  '{ a: }',
  '{a: {b: c}}',
  '[[a], {b: 1}]',
  '{a: x:y}',
  '{a: b:}',
  '{"a":1}',
  '{ a: 100m, b: 128Mi }',
  '[-x, -1]',
  '{a: 1, a: 2}',
  '[a',
  '"open',
  "'open",
  '=',
  '<<',
  '|',
  '>',
  '한글',
  '12ab',
  '1.2.3',
  '$x',
  '(x)',
  '/p',
  '_u',
  '+1',
  '\\x',
  ';',
  'a\tb',
  '#c',
  '"a" b',
  '{a: b} c',
  ']',
];
const BLOCKS = ['|', '|-', '|+', '>', '>-', '| # c', '|2'];

/** Lines as people write them, with every indentation, right or wrong. */
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(3), fc.constantFrom(...KEYS), fc.constantFrom(...SCALARS))
      .map(([n, key, value]) => `${'  '.repeat(n)}${key}: ${value}`),
  },
  { weight: 5, arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(...KEYS)).map(([n, key]) => `${'  '.repeat(n)}${key}:`) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(...SCALARS)).map(([n, value]) => `${'  '.repeat(n)}- ${value}`),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(3), fc.constantFrom(...KEYS), fc.constantFrom(...SCALARS))
      .map(([n, key, value]) => `${'  '.repeat(n)}- ${key}: ${value}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(2), fc.constantFrom(...KEYS), fc.constantFrom(...BLOCKS))
      .map(([n, key, value]) => `${'  '.repeat(n)}${key}: ${value}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(5), fc.constantFrom('text', 'kind: x', '# no comment', '- y', '\tx', ''))
      .map(([n, text]) => ' '.repeat(n) + text),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '   ',
      '# c',
      '  # c',
      '---',
      '--- # c',
      '--- x',
      '---x',
      '...',
      '%YAML 1.1',
      '-',
      '  -',
      '- - a',
      '\t',
      'a:\t',
      'a:  ',
      'a: # c',
      'x: y\rz',
    ),
  },
);

test('what the plain parser answers, the full parser answers too: lines in any order', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('\n', '\n', '\r\n'),
      fc.constantFrom('', '\n', '\n\n'),
      (lines, eol, tail) => {
        compare(lines.join(eol) + tail);
      },
    ),
    { numRuns: 6_000 },
  );
});

interface Shape {
  readonly [key: string]: Shape | readonly Shape[] | string;
}

/** Well-formed documents: each level deeper than the one above it. */
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.dictionary(
    fc.oneof({ weight: 30, arbitrary: fc.constantFrom('a', 'b', 'kind', 'on', '8080') }, fc.constantFrom(...KEYS)),
    fc.oneof(
      { maxDepth: 4 },
      {
        weight: 20,
        arbitrary: fc.constantFrom('text', 'v1', 'yes', '12', '1.20', '"q"', '{a: 1}', '[x]', 'a b # c', ''),
      },
      fc.constantFrom(...SCALARS),
      tie('shape'),
      fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
    ),
    { minKeys: 1, maxKeys: 4 },
  ) as fc.Arbitrary<Shape>,
}));

function write(value: Shape, indent: string, step: string): string {
  return Object.entries(value)
    .map(([key, inner]) => {
      if (typeof inner === 'string') return `${indent}${key}: ${inner}\n`;
      if (!Array.isArray(inner)) return `${indent}${key}:\n${write(inner as Shape, indent + step, step)}`;
      const items = (inner as Shape[]).map((item) => `${indent}- ${write(item, `${indent}  `, step).trimStart()}`);
      return `${indent}${key}:\n${items.join('')}`;
    })
    .join('');
}

test('what the plain parser answers, the full parser answers too: nested documents', () => {
  let answered = 0;
  fc.assert(
    fc.property(
      fc.array(shape, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('  ', '    ', ' '),
      (documents, step) => {
        if (compare(documents.map((document) => write(document, '', step)).join('---\n'))) answered++;
      },
    ),
    { numRuns: 1_500 },
  );
  expect(answered).toBeGreaterThan(100);
});

test.each([
  'a: 1\nb:\n  c: d # x\n  # tail\n\ne:\nf:   \ng: x\n',
  '# head\n---\na: 1\n# end\n---\n\n# c\nb: 2\n---\n',
  'a:\n- x\n-\n- k: 1\n  z: 2\nb: |\n  t1\n  t2\n\nc: >-\n  f\n\n  g\nd: 1\n',
  'spec:\n  ports:\n    - { name: http, containerPort: 8080 }\n  args:\n    - --listen=:8080\n    - |\n      multi: line\n\n        deeper\n',
  'a: |+\n  x\n\n\nb: 1',
  'a: b\r\nc: |\r\n  x\r\n  y\r\nd:\r\n  - e\r\n',
  '---\n---\n',
  '',
  '# only\n',
])('%j is plain', (text) => {
  expect(compare(text)).toBe(true);
});
