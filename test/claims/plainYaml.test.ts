import { expect, test } from 'vitest';
import { readPlainYaml } from '../../server/src/claims/plainYaml.ts';

test('plain documents are read without the parser', () => {
  const text = [
    '# head',
    'apiVersion: v1',
    'kind: ConfigMap # comment',
    'metadata:',
    '  name: a',
    'data:',
    '  "x y": |',
    '    kind: nothing',
    '  list:',
    '  - a: "b: c"',
    '    d: []',
    '  - - e',
    '---',
    '---',
    'kind: Service',
    'metadata: # later',
    '    labels: {}',
    '    name: b-1.c',
    '',
  ].join('\n');
  expect(readPlainYaml(text)).toEqual(['ConfigMap/a', 'Service/b-1.c']);
});

test.each([
  ['no kind', 'apiVersion: v1\n'],
  ['kind is no text', 'kind: 5\n'],
  ['a later document without kind', 'kind: A\n---\nfoo: bar\n'],
  ['a list of objects', 'kind: List\nitems: []\n'],
  ['bad indentation', 'kind: A\nmetadata:\n  name: a\n labels: b\n'],
  ['a value and children', 'kind: A\nspec: x\n  y: z\n'],
  ['a tab', 'kind: A\nspec:\n\tx: y\n'],
  ['an anchor', 'kind: A\nspec: &a b\n'],
  ['a template', 'kind: A\nspec: {{ .Values.x }}\n'],
  ['a continued scalar', 'kind: A\nspec: b\n  c\n'],
  ['an unclosed quote', 'kind: A\nspec: "b\n'],
  ['a directive', '%YAML 1.1\n---\nkind: A\n'],
  ['an empty text', '\n'],
])('%s is for the parser', (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

test('the last metadata wins', () => {
  expect(readPlainYaml('kind: A\nmetadata:\n  name: a\nmetadata:\n  labels: {}\n')).toEqual(['A/']);
});
