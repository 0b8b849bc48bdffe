import { expect, test } from 'vitest';
import type { Chart } from '../../../server/src/gotemplate/chart/chart.ts';
import { loadChart } from '../../../server/src/gotemplate/chart/loadChart.ts';
import { prepareChart } from '../../../server/src/gotemplate/chart/prepareChart.ts';
import { Unknown } from '../../../server/src/gotemplate/unknown.ts';
import { fromJson, type GoMap, toPlain, type Value } from '../../../server/src/gotemplate/values.ts';
import { fixtureFiles } from '../../harness/fixture.ts';

function load(fixture: string): Chart | string {
  const files = Object.entries(fixtureFiles(fixture)).map(([path, text]) => ({ path, origin: path, text: () => text }));
  const loaded = loadChart(files, 3);
  return 'chart' in loaded ? loaded.chart : loaded.error;
}

/** `.Values` of every template by its name, or why there are none. */
function valuesOf(fixture: string, values: unknown = {}, helmMajor: 3 | 4 = 3): unknown {
  const chart = load(fixture);
  if (typeof chart === 'string') return chart;
  const { templates, error } = prepareChart(chart, fromJson(values) as GoMap, {
    release: { name: 'rel', namespace: 'ns' },
    capabilities: { kubeVersion: '1.30.0' },
    helmMajor,
    glob: () => undefined,
  });
  if (error !== undefined) return error;
  const shown = templates.map(({ name, data }) => [name, toPlain(data.get('Values') as Value)]);
  return JSON.parse(JSON.stringify(Object.fromEntries(shown)));
}

const PARENT = `
  //- Chart.yaml
  name: p
  version: 1.0.0
  dependencies:
    - { name: s, version: 1.x, alias: one, condition: one.on, tags: [t] }
  //- values.yaml
  global: { g: 1 }
  one: { a: null }
  //- templates/t.yaml
  //- charts/s/Chart.yaml
  name: s
  version: 1.2.0
  //- charts/s/values.yaml
  a: 1
  b: 2
  //- charts/s/templates/t.yaml
`;

test('a parent’s values reach the subchart under its alias; null deletes in Helm 3, not in Helm 4', () => {
  expect(valuesOf(PARENT)).toMatchObject({ 'p/charts/one/templates/t.yaml': { b: 2, global: { g: 1 } } });
  expect(valuesOf(PARENT, {}, 4)).toMatchObject({ 'p/charts/one/templates/t.yaml': { a: 1, b: 2 } });
});

test.each([
  [{ one: { on: false } }, false],
  [{ one: { on: 'false' } }, true],
  [{ tags: { t: false } }, false],
  [{ tags: { t: false }, one: { on: true } }, true],
])('with %o the subchart is there: %o', (values, there) => {
  expect(Object.keys(valuesOf(PARENT, values) as object).length).toBe(there ? 2 : 1);
});

test('what an unknown decides about may be there', () => {
  const values: GoMap = new Map([['one', new Map([['on', new Unknown('who knows')]])]]);
  const { templates } = prepareChart(load(PARENT) as Chart, values, {
    release: { name: 'rel', namespace: 'ns' },
    capabilities: {},
    helmMajor: 3,
    glob: () => undefined,
  });
  expect(templates.map(({ name, undecided }) => [name, undecided])).toEqual([
    ['p/charts/one/templates/t.yaml', true],
    ['p/templates/t.yaml', false],
  ]);
});

test.each([
  ['//- Chart.yaml\nname: a/b\nversion: 1.0.0', 'validation: chart.metadata.name "a/b" is invalid'],
  ['//- Chart.yaml\nname: a\nversion: x', 'validation: chart.metadata.version "x" is invalid'],
  [
    '//- Chart.yaml\nname: a\nversion: 1.0.0\ntype: x',
    'validation: chart.metadata.type must be application or library',
  ],
  [
    '//- Chart.yaml\nname: [a]',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Metadata.name of type string',
  ],
  [
    '//- Chart.yaml\nname: a\nversion: 1.0.0\nkubeVersion: ">=1.31"',
    'chart requires kubeVersion: >=1.31 which is incompatible with Kubernetes v1.30.0',
  ],
  [
    '//- Chart.yaml\nname: a\nversion: 1.0.0\n//- charts/x/a.txt\n',
    'error unpacking subchart x in a: Chart.yaml file is missing',
  ],
  ['//- Chart.yaml\nname: a\nversion: 1.0.0\n//- charts/.keep\n//- charts/_x/a.txt\n', {}],
  [
    '//- Chart.yaml\nname: a\nversion: 1.0.0\ndependencies: [{name: x, version: "1", alias: z}, {name: z, version: "1"}]',
    'validation: more than one dependency with name or alias "z"',
  ],
])('%s: %s', (fixture, expected) => {
  expect(valuesOf(fixture)).toEqual(expected);
});

test('a schema that refers to itself ends', () => {
  const schema = '{"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/a"}}}';
  expect(valuesOf(`//- Chart.yaml\nname: a\nversion: 1.0.0\n//- values.schema.json\n${schema}`)).toEqual({});
});
