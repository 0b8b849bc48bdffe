import { expect, test } from 'vitest';
import { completionsAt } from '../../server/src/features/completion/complete.ts';
import { applyEdits } from '../../server/src/features/edits.ts';
import { cursorWorkspace } from '../harness/cursor.ts';
import { application, manifest, REMOTE, ROOT } from '../harness/workspace.ts';

const COMMON = `
//- .git-refs
x
//- charts/web/Chart.yaml
apiVersion: v2
name: web
version: 0.1.0
//- charts/web/values-prod.yaml
a: 1
//- charts/web/templates/a.yaml
${manifest('a')}
//- env/values-eu.yaml
a: 2
//- base/kustomization.yaml
resources: [one.yaml]
//- base/one.yaml
${manifest('one')}
//- comp/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
//- apps/auth/x.yaml
${manifest('x')}
//- apps/auth/config.json
{"name": "Auth", "team": {"id": 7}}
//- apps/shop/y.yaml
${manifest('y')}
//- apps/shop/config.json
{"name": "Shop", "team": {"id": 8}}
//- argocd/known.yaml
${application('known', 'path: base').replace('project: default', 'project: platform')}
//- argocd/project.yaml
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: tools}
`;

const app = (spec: string) => `${COMMON}
//- argocd/new.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: new}
spec:
${spec}
`;

const set = (generators: string, template: string, goTemplate = false) => `${COMMON}
//- argocd/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set}
spec:
  goTemplate: ${goTemplate}
  generators:
${generators}
  template:
    metadata: {name: ${template}}
    spec: {}
`;

const files = (field: string) => `${COMMON}
//- over/kustomization.yaml
${field}
//- over/patch.yaml
${manifest('p', 'Deployment')}
//- over/extra.yaml
${manifest('e')}
//- over/app.conf
x
`;

const GIT = `    - git: {repoURL: ${REMOTE}, files: [{path: apps/*/config.json}]}`;

test.each([
  [
    'path',
    app(`  source:\n    repoURL: ${REMOTE}\n    path: ‸`),
    ['base', 'charts/web', 'comp', 'apps/auth', 'apps/shop', 'argocd'],
  ],
  ['half a path', app(`  source:\n    path: ap‸`), ['base', 'charts/web', 'comp', 'apps/auth', 'apps/shop', 'argocd']],
  ['repoURL', app('  source:\n    repoURL: ‸\n    path: base'), [REMOTE]],
  ['project', app('  project: ‸'), ['platform', 'tools', 'default']],
  ['server', app('  destination:\n    server: ‸'), ['https://kubernetes.default.svc']],
  ['namespace', app('  destination: {namespace: ‸}'), ['known']],
  ['targetRevision', app(`  source: {repoURL: ${REMOTE}, targetRevision: ‸}`), ['main', 'HEAD']],
  [
    'valueFiles',
    app(`  source:\n    repoURL: ${REMOTE}\n    path: charts/web\n    helm:\n      valueFiles:\n        - ‸`),
    ['values-prod.yaml', '../../env/values-eu.yaml'],
  ],
  [
    '$ref/',
    app(
      `  sources:\n    - {repoURL: ${REMOTE}, ref: vals}\n    - repoURL: ${REMOTE}\n      path: base\n      helm:\n        valueFiles: [$‸]`,
    ),
    [
      '$vals/charts/web/values-prod.yaml',
      '$vals/env/values-eu.yaml',
      '../charts/web/values-prod.yaml',
      '../env/values-eu.yaml',
    ],
  ],
  [
    'generator keys',
    set('    - ‸', 'x'),
    ['git', 'list', 'clusters', 'matrix', 'merge', 'scmProvider', 'pullRequest', 'clusterDecisionResource', 'plugin'],
  ],
  ['git directories', set(`    - git: {repoURL: ${REMOTE}, directories: [{path: ‸}]}`, 'x'), ['apps/*']],
  ['git files', set(`    - git: {repoURL: ${REMOTE}, files: [{path: ‸}]}`, 'x'), ['apps/*/config.json']],
  [
    'parameters',
    set(GIT, "'{{‸}}'"),
    [
      'name',
      'team.id',
      'path',
      'path.basename',
      'path.basenameNormalized',
      'path.filename',
      'path.filenameNormalized',
      'path[0]',
      'path[1]',
    ],
  ],
  [
    'parameters of a half-typed tag',
    set(GIT, "'{{pa‸'"),
    [
      'name',
      'team.id',
      'path',
      'path.basename',
      'path.basenameNormalized',
      'path.filename',
      'path.filenameNormalized',
      'path[0]',
      'path[1]',
    ],
  ],
  [
    'parameters of a Go template',
    set(GIT, "'{{ .te‸ }}'", true),
    [
      '.name',
      '.team.id',
      '.path.path',
      '.path.basename',
      '.path.basenameNormalized',
      '.path.segments',
      '.path.filename',
      '.path.filenameNormalized',
    ],
  ],
  ['resources', files('resources:\n  - extra.yaml\n  - ‸'), ['patch.yaml', '../base', 'extra.yaml']],
  ['components', files('components: [‸]'), ['../comp']],
  ['patches', files('patches:\n  - path: ‸'), ['extra.yaml', 'patch.yaml']],
  [
    'files of a generator',
    files('configMapGenerator:\n  - name: c\n    files:\n      - ‸'),
    ['app.conf', 'extra.yaml', 'patch.yaml'],
  ],
])('%s', async (_, source, labels) => {
  const { engine, at, offset } = await cursorWorkspace(source);
  expect(completionsAt(engine.features, at, offset).map(({ label }) => label)).toEqual(labels);
});

test.each([
  ['syncOptions: [Cr‸]', 'syncOptions: [CreateNamespace=true]'],
  ["syncOptions: ['Cr‸']", "syncOptions: ['CreateNamespace=true']"],
  ['syncOptions:\n      - ‸', 'syncOptions:\n      - CreateNamespace=true'],
])('a value replaces what is typed in %j', async (typed, expected) => {
  const { engine, at, offset } = await cursorWorkspace(app(`  syncPolicy:\n    ${typed}`));
  const [item] = completionsAt(engine.features, at, offset);
  expect(applyEdits(at.text, item ? [item] : [])).toContain(expected);
});

test.each(['‸', 'Appl‸', '# a comment\n---\n‸'])(
  'snippets in the repository’s style, in a document that holds %j',
  async (typed) => {
    const { engine, at, offset } = await cursorWorkspace(`${COMMON}\n//- apps/auth/new.yaml\n${typed}\n`);
    const items = completionsAt(engine.features, at, offset);
    expect(items.map(({ label }) => label)).toEqual(['Application', 'ApplicationSet', 'AppProject']);
    expect(items[0]?.text).toContain(`name: \${1:auth}`);
    expect(items[0]?.text).toContain('project: platform');
    expect(items[0]?.text).toContain(`repoURL: ${REMOTE}`);
    expect(items[1]?.text).toContain("name: '{{.path.basename\\}\\}'");
  },
);

test('nothing is offered where a text is no document of ours', async () => {
  const { engine, at, offset } = await cursorWorkspace(`${COMMON}\n//- k8s/x.yaml\n${manifest('x')}spec: ‸\n`);
  expect(completionsAt(engine.features, at, offset)).toEqual([]);
  expect(completionsAt(engine.features, { ...at, file: 'apps/none.yaml' }, 0)).toHaveLength(0);
  expect(ROOT).toBe('/r');
});
