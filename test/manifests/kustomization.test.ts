import { describe, expect, test } from 'vitest';
import { kustomizationFacts, kustomizationIn, parseKustomization } from '../../server/src/manifests/kustomization.ts';
import { kustomizationUses, topLevelKustomizations } from '../../server/src/manifests/kustomizationUses.ts';
import { fixtureTree } from '../harness/fixture.ts';

/** What kustomize says against a kustomization, and the text at the place of the mistake. */
function problem(text: string): [string, string | undefined] | undefined {
  const { problem: found } = parseKustomization(text);
  return found && [found.message, found.span && text.slice(found.span.start, found.span.end)];
}

describe('a kustomization that kustomize refuses', () => {
  test('unknown field', () =>
    expect(problem('resources: []\npatch: x\n')).toEqual([
      'invalid Kustomization: json: unknown field "patch"',
      'patch',
    ]));
  test('unknown field inside', () =>
    expect(problem('patches:\n- file: x\n')).toEqual(['invalid Kustomization: json: unknown field "file"', 'file']));
  test('wrong type', () =>
    expect(problem('namePrefix: 1\n')).toEqual([
      'invalid Kustomization: json: cannot unmarshal number into Go struct field Kustomization.namePrefix of type string',
      'namePrefix',
    ]));
  test('a list where one path stands', () =>
    expect(problem('resources: a.yaml\n')?.[0]).toBe(
      'invalid Kustomization: json: cannot unmarshal string into Go struct field Kustomization.resources of type []string',
    ));
  test('no map', () => expect(problem('- a\n')?.[0]).toContain('cannot unmarshal array into Go value'));
  test('empty text', () => expect(problem('')).toEqual(['kustomization.yaml is empty', undefined]));
  test('empty first document', () =>
    expect(problem('---\n---\nresources: []\n')?.[0]).toBe('kustomization.yaml is empty'));
  test('only a header', () =>
    expect(problem('kind: Kustomization\nresources:\n')?.[0]).toBe('kustomization.yaml is empty'));
  test('wrong kind', () =>
    expect(problem('kind: Other\napiVersion: v1\nresources: []\n')).toEqual([
      'Failed to read kustomization file: kind should be Kustomization or Component; apiVersion for Other should be kustomize.config.k8s.io/v1beta1',
      'Other',
    ]));
  test('a component has its own version', () =>
    expect(problem('kind: Component\napiVersion: kustomize.config.k8s.io/v1beta1\nresources: []\n')).toEqual([
      'Failed to read kustomization file: apiVersion for Component should be kustomize.config.k8s.io/v1alpha1',
      'kustomize.config.k8s.io/v1beta1',
    ]));
  test('broken YAML', () => expect(problem('a: [\n')?.[0]).toMatch(/^invalid Kustomization: yaml: /));
});

test('an empty list is something to build', () => expect(problem('resources: []\n')).toBeUndefined());
test('only the first document counts', () =>
  expect(parseKustomization('resources: [a]\n---\nresources: [b]\n').references.map(({ text }) => text)).toEqual([
    'a',
  ]));
test('field names match in any case', () =>
  expect(parseKustomization('RESOURCES: [a]\n').content.resources).toEqual(['a']));
test('the key __proto__ is a field like any other', () =>
  expect(problem('__proto__: {resources: []}\nresources: []\n')?.[0]).toBe(
    'invalid Kustomization: json: unknown field "__proto__"',
  ));

test('references come with their kinds and places', () => {
  const text = `resources: [a.yaml, ../base]
bases: [old]
configMapGenerator:
- name: g
  files: [k=f.txt]
  env: e.env
patches:
- path: p.yaml
- patch: "[]"
transformers:
- |-
  apiVersion: builtin
  kind: PrefixTransformer
  metadata: {name: t}
helmCharts:
- {name: c, valuesFile: v.yaml, additionalValuesFiles: [w.yaml]}
`;
  const { references } = parseKustomization(text);
  const rows = references.map(({ kind, text: named, span, inline }) => [
    kind,
    inline ? 'inline' : named,
    span && text.slice(span.start, span.end).split('\n')[0],
  ]);
  expect(rows).toEqual([
    ['resource', 'a.yaml', 'a.yaml'],
    ['resource', '../base', '../base'],
    ['base', 'old', 'old'],
    ['generatorFile', 'f.txt', 'k=f.txt'],
    ['generatorEnv', 'e.env', 'e.env'],
    ['helmChart', 'c', 'c'],
    ['helmValues', 'v.yaml', 'v.yaml'],
    ['helmValues', 'w.yaml', 'w.yaml'],
    ['patch', 'p.yaml', 'p.yaml'],
    ['transformer', 'inline', '|-'],
  ]);
});

describe('the kustomization of a directory', () => {
  const tree = fixtureTree(`
    //- one/Kustomization
    resources: []
    //- two/kustomization.yaml
    resources: []
    //- two/kustomization.yml
    resources: []
    //- link/kustomization.yaml -> real.yaml
    //- link/real.yaml
    resources: []
    //- away/kustomization.yaml -> ../link/real.yaml
  `);
  test('any of three names', () =>
    expect(kustomizationIn(tree, 'one')).toEqual({ file: 'one/Kustomization', links: [] }));
  test('two are a mistake', () =>
    expect(kustomizationIn(tree, 'two')).toEqual({
      problem: 'multiple',
      files: ['two/kustomization.yaml', 'two/kustomization.yml'],
    }));
  test('a link inside counts', () =>
    expect(kustomizationIn(tree, 'link')).toEqual({ file: 'link/real.yaml', links: ['link/kustomization.yaml'] }));
  test('a link that leads out does not', () =>
    expect(kustomizationIn(tree, 'away')).toEqual({ problem: 'none', files: [] }));
  test('unless the restrictor is lifted', () =>
    expect(kustomizationIn(tree, 'away', false)).toEqual({
      file: 'link/real.yaml',
      links: ['away/kustomization.yaml'],
    }));
});

test('what a kustomization uses, and which ones nothing builds upon', () => {
  const tree = fixtureTree(`
    //- base/kustomization.yaml
    resources: [a.yaml]
    //- base/a.yaml
    kind: A
    //- overlay/kustomization.yaml
    resources: [../base, https://example.com/x.yaml, missing.yaml]
    components: [../extra]
    patches: [{path: p.yaml}]
    //- overlay/p.yaml
    kind: A
    //- extra/kustomization.yaml
    kind: Component
    patches: []
    //- loose/kustomization.yaml
    kind: Component
    patches: []
  `);
  const { configuration, resources, directories } = kustomizationUses(tree, 'overlay/kustomization.yaml');
  expect(configuration.map(({ path }) => path)).toEqual(['overlay/p.yaml']);
  expect(resources).toEqual([]);
  expect(directories.map(({ path }) => path)).toEqual(['base', 'extra']);
  const files = ['base', 'overlay', 'extra', 'loose'].map((directory) => `${directory}/kustomization.yaml`);
  expect(topLevelKustomizations(tree, files)).toEqual(['overlay/kustomization.yaml']);
  expect(kustomizationFacts(tree, 'nowhere/kustomization.yaml')).toBeUndefined();
});
