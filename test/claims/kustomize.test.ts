import { describe, expect, test } from 'vitest';
import { DEFAULT_SOURCE_SETTINGS, type SourceRequest } from '../../server/src/claims/claim.ts';
import { kustomizeClaims, kustomizeSource } from '../../server/src/claims/kustomize.ts';
import { buildKustomization } from '../../server/src/claims/kustomizeBuild.ts';
import type { Tree } from '../../server/src/files/tree.ts';
import type { Location } from '../../server/src/problems/problem.ts';
import { fixtureTree } from '../harness/fixture.ts';

function request(tree: Tree, path: string, kustomize: object = {}, buildOptions?: string): SourceRequest {
  return {
    tree,
    source: { kustomize },
    path,
    appName: 'app',
    appNamespace: 'argocd',
    destinationNamespace: 'default',
    project: 'default',
    refs: new Map(),
    multiSource: false,
    settings: { ...DEFAULT_SOURCE_SETTINGS, kustomizeBuildOptions: buildOptions },
  };
}

/** The text at a place, with its file. */
function textAt(tree: Tree, at: Location | undefined): string {
  if (!at) return 'nowhere';
  const text = tree.text(at.file) ?? '';
  return at.span ? `${at.file}: ${text.slice(at.span.start, at.span.end).trim()}` : at.file;
}

function claimLines(tree: Tree, path: string, kustomize: object = {}, buildOptions?: string): string[] {
  return kustomizeClaims(request(tree, path, kustomize, buildOptions)).claims.map(
    ({ file, role, from, possible }) =>
      `${possible ? 'possible ' : ''}${role} ${file}${from ? ` < ${textAt(tree, from)}` : ''}`,
  );
}

function problemLines(tree: Tree, path = 'app', buildOptions?: string): string[] {
  return kustomizeClaims(request(tree, path, {}, buildOptions)).problems.map(({ message, at, related }) =>
    [`${message} @ ${textAt(tree, at)}`, ...(related ?? []).map((other) => textAt(tree, other.at))].join(' & '),
  );
}

test('every file has the entry that names it', () => {
  const tree = fixtureTree(`
    //- overlays/dev/kustomization.yaml
    resources:
    - ../../base
    patches:
    - path: patch.yaml
    configMapGenerator:
    - name: g
      files: [conf=g.conf]
    //- overlays/dev/patch.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: d}
    //- overlays/dev/g.conf
    x
    //- base/kustomization.yaml
    resources: [deployment.yaml]
    //- base/deployment.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: d}
  `);
  expect(claimLines(tree, 'overlays/dev')).toEqual([
    'kustomization overlays/dev/kustomization.yaml',
    'kustomization base/kustomization.yaml < overlays/dev/kustomization.yaml: ../../base',
    'manifest base/deployment.yaml < base/kustomization.yaml: deployment.yaml',
    'generated overlays/dev/g.conf < overlays/dev/kustomization.yaml: conf=g.conf',
    'patch overlays/dev/patch.yaml < overlays/dev/kustomization.yaml: patch.yaml',
  ]);
});

test('a link and what it leads to are both used', () => {
  const tree = fixtureTree(`
    //- app/kustomization.yaml
    resources: [link.yaml]
    //- app/link.yaml -> sub/real.yaml
    //- app/sub/real.yaml
    kind: A
    metadata: {name: a}
  `);
  expect(kustomizeClaims(request(tree, 'app')).claims.map(({ file }) => file)).toEqual([
    'app/kustomization.yaml',
    'app/link.yaml',
    'app/sub/real.yaml',
  ]);
});

describe('mistakes have places', () => {
  const check = (source: string, ...lines: string[]) => expect(problemLines(fixtureTree(source))).toEqual(lines);
  test('a missing file', () =>
    check(
      `
      //- app/kustomization.yaml
      resources: [gone.yaml]
      `,
      '“gone.yaml” does not exist: kustomize can’t build this. @ app/kustomization.yaml: gone.yaml',
    ));
  test('an object twice', () =>
    check(
      `
      //- app/kustomization.yaml
      resources: [a.yaml, b.yaml]
      //- app/a.yaml
      {kind: A, metadata: {name: a}}
      //- app/b.yaml
      {kind: A, metadata: {name: a, namespace: default}}
      `,
      '“b.yaml” adds a resource with an already registered id, A.[noVer].[noGrp]/a.default: kustomize can’t build this. ' +
        '@ app/kustomization.yaml: b.yaml & app/a.yaml: {kind: A, metadata: {name: a}} & app/b.yaml: {kind: A, metadata: {name: a, namespace: default}}',
    ));
  test('a broken resource', () =>
    check(
      `
      //- app/kustomization.yaml
      resources: [a.yaml]
      //- app/a.yaml
      kind: A
      kind: B
      `,
      '“app/a.yaml”: mapping key "kind" already defined: kustomize can’t build this. @ app/a.yaml: kind & app/kustomization.yaml: a.yaml',
    ));
  test('a patch without its object', () =>
    check(
      `
      //- app/kustomization.yaml
      patches: [{path: p.yaml}]
      //- app/p.yaml
      {kind: A, metadata: {name: a}}
      `,
      'no resource matches strategic merge patch "A.[noVer].[noGrp]/a.[noNs]": no matches for Id A.[noVer].[noGrp]/a.[noNs]. ' +
        '@ app/p.yaml: {kind: A, metadata: {name: a}} & app/kustomization.yaml: p.yaml',
    ));
  test('an operation that can’t be applied, in an object that was not loaded at first', () =>
    check(
      `
      //- app/kustomization.yaml
      resources: [a.yaml]
      patches:
      - target: {kind: A}
        path: p.yaml
      //- app/a.yaml
      {kind: A, metadata: {name: a}, spec: {x: 1}}
      //- app/p.yaml
      - {op: remove, path: /spec/x}
      - {op: remove, path: /spec/y}
      `,
      'remove operation does not apply: doc is missing path: "/spec/y" (A.[noVer].[noGrp]/a.[noNs]). ' +
        '@ app/p.yaml: {op: remove, path: /spec/y} & app/a.yaml: {kind: A, metadata: {name: a}, spec: {x: 1}}',
    ));
  test('a circle', () =>
    check(
      `
      //- app/kustomization.yaml
      resources: [../other]
      //- other/kustomization.yaml
      resources: [../app]
      `,
      'Cycle detected: “../app” contains “app”, which led here. @ other/kustomization.yaml: ../app',
    ));
  test('one mistake hides nothing of the rest', () => {
    const tree = fixtureTree(`
      //- app/kustomization.yaml
      resources: [gone.yaml, a.yaml]
      patches: [{path: p.yaml}]
      //- app/a.yaml
      {kind: A, metadata: {name: a}}
      //- app/p.yaml
      {kind: Missing, metadata: {name: a}}
    `);
    expect(claimLines(tree, 'app')).toHaveLength(3);
    expect(problemLines(tree)).toHaveLength(1);
  });
});

describe('what the repository can’t tell', () => {
  const tree = fixtureTree(`
    //- app/kustomization.yaml
    resources:
    - https://github.com/o/r//dir?ref=v1
    - github.com/o/r/dir
    - git@example.com:o/r.git
    patches:
    - patch: '{kind: Unknown, metadata: {name: x}}'
    //- chart/kustomization.yaml
    helmGlobals: {chartHome: charts}
    helmCharts:
    - {name: local, valuesFile: v.yaml}
    - {name: remote, repo: https://example.com, valuesInline: {a: 1}}
    //- chart/v.yaml
    a: 1
    //- chart/charts/local/Chart.yaml
    name: local
    //- chart/charts/local/templates/a.yaml
    kind: A
    //- plugin/kustomization.yaml
    generators: [ksops.yaml]
    //- plugin/ksops.yaml
    apiVersion: viaduct.ai/v1
    kind: ksops
    metadata: {name: k}
    files: [secret.enc.yaml]
    //- plugin/secret.enc.yaml
    kind: Secret
  `);
  test('remote resources end the graph without an error', () => {
    const { problems, notes } = kustomizeClaims(request(tree, 'app'));
    expect(problems).toEqual([]);
    expect(notes.map((note) => (note.kind === 'remote' ? note.text : note.kind))).toEqual([
      'https://github.com/o/r//dir?ref=v1',
      'github.com/o/r/dir',
      'git@example.com:o/r.git',
    ]);
  });
  test('charts are no error when nothing tells', () => {
    expect(problemLines(tree, 'chart')).toEqual([]);
    expect(claimLines(tree, 'chart')).toEqual([
      'kustomization chart/kustomization.yaml',
      'chart chart/charts/local/Chart.yaml < chart/kustomization.yaml: local',
      'template chart/charts/local/templates/a.yaml < chart/kustomization.yaml: local',
      'values chart/v.yaml < chart/kustomization.yaml: v.yaml',
    ]);
    expect(kustomizeClaims(request(tree, 'chart')).notes).toMatchObject([
      { kind: 'chart', local: 'chart/charts/local', valuesFiles: ['chart/v.yaml'] },
      {
        kind: 'chart',
        chart: { name: 'remote', repo: 'https://example.com', valuesInline: { a: 1 } },
        valuesFiles: [],
      },
    ]);
  });
  test('charts are an error when the options lack them', () => expect(problemLines(tree, 'chart', '')).toHaveLength(2));
  test('plugins may use files', () =>
    expect(claimLines(tree, 'plugin')).toContain(
      'possible manifest plugin/secret.enc.yaml < plugin/ksops.yaml: secret.enc.yaml',
    ));
  test('plugins are an error when the options forbid them', () =>
    expect(problemLines(tree, 'plugin', '--enable-helm')).toHaveLength(1));
});

test('a file beside a kustomization is missed by its list of resources', () => {
  const tree = fixtureTree(`
    //- app/kustomization.yaml
    resources:
    - a.yaml
    //- app/a.yaml
    {kind: A, metadata: {name: a}}
    //- app/sub/b.yaml
    {kind: B, metadata: {name: b}}
    //- elsewhere/kustomization.yaml
    resources: []
    //- elsewhere/c.yaml
    {kind: B, metadata: {name: b}}
  `);
  const miss = kustomizeSource.explainMiss?.(request(tree, 'app'), 'app/sub/b.yaml');
  expect(miss?.reason).toBe('not-in-kustomization');
  expect(textAt(tree, miss?.at)).toBe('app/kustomization.yaml: - a.yaml');
  expect(kustomizeSource.explainMiss?.(request(tree, 'app'), 'elsewhere/c.yaml')).toBeUndefined();
});

test('the source of an Application changes the kustomization', () => {
  const tree = fixtureTree(`
    //- app/kustomization.yaml
    resources: [a.yaml]
    //- app/a.yaml
    {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}}
    //- app/p.yaml
    {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}, spec: {project: x}}
    //- c/kustomization.yaml
    kind: Component
    commonAnnotations: {c: d}
  `);
  const sourceKustomize = {
    namePrefix: 'p-',
    namespace: 'ns',
    commonLabels: { l: 'm' },
    patches: [{ path: 'p.yaml' }],
    components: ['../c', '../gone'],
    ignoreMissingComponents: true,
  };
  const { objects, problems } = buildKustomization(tree, 'app', { sourceKustomize });
  expect(problems).toEqual([]);
  expect(objects.map(({ object }) => object)).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'p-a', namespace: 'ns', labels: { l: 'm' }, annotations: { c: 'd' } },
      spec: { project: 'x' },
    },
  ]);
});

test('values know where they were set last', () => {
  const tree = fixtureTree(`
    //- app/kustomization.yaml
    namePrefix: p-
    resources: [../base]
    patches:
    - path: merge.yaml
    - path: json.yaml
      target: {kind: Application}
    - target: {kind: Application}
      patch: |-
        - {op: replace, path: /spec/project, value: inline}
    //- app/merge.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: a}
    spec: {source: {path: merged}}
    //- app/json.yaml
    - {op: add, path: /spec/sources/0, value: {path: inserted}}
    //- base/kustomization.yaml
    resources: [a.yaml]
    //- base/a.yaml
    apiVersion: v1
    kind: List
    items:
    - apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: a}
      spec: {project: old, source: {path: old, repoURL: u}, sources: [{path: first}]}
  `);
  const [object] = buildKustomization(tree, 'app').objects;
  const at = (...path: (string | number)[]) => textAt(tree, object?.origin(path)).split('\n')[0];
  expect(object?.file).toBe('base/a.yaml');
  expect(at('spec', 'source', 'path')).toBe('app/merge.yaml: merged');
  expect(at('spec', 'source', 'repoURL')).toBe('base/a.yaml: u');
  expect(at('spec', 'sources', 0, 'path')).toBe('app/json.yaml: inserted');
  expect(at('spec', 'sources', 1, 'path')).toBe('base/a.yaml: first');
  expect(at('spec', 'project')).toBe('app/kustomization.yaml: inline');
  expect(at('metadata', 'name')).toBe('app/kustomization.yaml: p-');
  expect(at('kind')).toBe('base/a.yaml: Application');
});

describe('hostile input ends', () => {
  test('bases that double at every level', () => {
    const files = Array.from({ length: 30 }, (_, i) => {
      const next = i === 29 ? '[]' : `[../l${i + 1}, ../l${i + 1}/.]`;
      return `//- l${i}/kustomization.yaml\nresources: ${next}`;
    });
    expect(problemLines(fixtureTree(files.join('\n')), 'l0').some((line) => line.startsWith('Too many'))).toBe(true);
  });
  test('patterns that backtrack elsewhere', () => {
    const tree = fixtureTree(`
      //- app/kustomization.yaml
      resources: [a.yaml]
      patches:
      - target: {name: "(a+)+b"}
        patch: "[{op: remove, path: /x}]"
      //- app/a.yaml
      {kind: A, metadata: {name: ${'a'.repeat(60)}}}
    `);
    expect(problemLines(tree)).toEqual([]);
  });
  test('keys of the prototype', () => {
    const tree = fixtureTree(`
      //- app/kustomization.yaml
      resources: [a.yaml]
      patches:
      - patch: |-
          {kind: A, metadata: {name: a}, __proto__: {polluted: 1}, spec: {__proto__: {polluted: 1}, constructor: {x: 1}}}
      //- app/a.yaml
      {kind: A, metadata: {name: a}, spec: {a: 1}}
    `);
    expect(problemLines(tree)).toEqual([]);
    buildKustomization(tree, 'app', { filter: () => true });
    expect((Object.prototype as { polluted?: number }).polluted).toBeUndefined();
  });
});
