import { expect, test } from 'vitest';
import { renameFiles } from '../../server/src/features/renameFiles.ts';
import { application, manifest, REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

const SET = (spec = '', entry = 'directories: [{path: apps/*}]') => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set, namespace: argocd}
spec:
  ${spec}
  generators:
    - git: {repoURL: ${REMOTE}, ${entry}}
  template:
    metadata: {name: '{{path.basename}}'}
    spec:
      source: {repoURL: ${REMOTE}, path: '{{path}}'} # kept
      destination: {name: in-cluster}
`;

const BASE = `
//- base/kustomization.yaml
# why
resources:
- one.yaml   # the one
- "./two.yaml"
configMapGenerator:
- name: c
  files: [app.conf, key=app.conf]
//- base/one.yaml
${manifest('one')}
//- base/two.yaml
${manifest('two')}
//- base/app.conf
x
//- over/dev/kustomization.yaml
resources: [../../base]
//- charts/web/Chart.yaml
apiVersion: v2
name: web
version: 0.1.0
//- charts/web/templates/a.yaml
${manifest('a')}
//- env/prod.yaml
a: 1
//- apps/auth/x.yaml
${manifest('x')}
//- apps/shop/y.yaml
${manifest('y')}
`;

/** What the files that change say after a move, and what is warned of. */
async function moving(source: string, from: string, to: string) {
  const workspace = await testWorkspace(source);
  const before = { ...workspace.files };
  const { steps, warnings } = renameFiles(workspace.engine.features, [
    { from: `${ROOT}/${from}`, to: `${ROOT}/${to}` },
  ]);
  workspace.apply({ steps });
  const lines = Object.keys(before).flatMap((path) => {
    const old = (before[path] ?? '').split('\n');
    return (workspace.files[path] ?? '')
      .split('\n')
      .flatMap((line, i) => (line === old[i] ? [] : [`${path.slice(ROOT.length + 1)}: ${line.trim()}`]));
  });
  return { lines, warnings };
}

test.each([
  ['base/one.yaml', 'base/first.yaml', ['base/kustomization.yaml: - first.yaml   # the one']],
  ['base/two.yaml', 'other/two.yaml', ['base/kustomization.yaml: - "../other/two.yaml"']],
  ['base/app.conf', 'base/new.conf', ['base/kustomization.yaml: files: [app.conf=new.conf, key=new.conf]']],
  ['base', 'common/base', ['over/dev/kustomization.yaml: resources: [../../common/base]']],
  ['over', 'deep/er/over', ['over/dev/kustomization.yaml: resources: [../../../../base]']],
  ['elsewhere', 'nowhere', []],
])('kustomizations follow %s to %s', async (from, to, lines) => {
  expect(await moving(BASE, from, to)).toEqual({ lines, warnings: [] });
});

const APP = `${BASE}
//- argocd/web.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: web
  namespace: argocd
  annotations:
    argocd.argoproj.io/manifest-generate-paths: .;/env;/base/one.yaml
spec:
  sources:
    - repoURL: ${REMOTE}
      path: charts/web
      helm:
        valueFiles: [$v/env/prod.yaml, ../../env/prod.yaml, /env/prod.yaml]
    - {repoURL: '${REMOTE}', ref: v}
  destination: {name: in-cluster}
`;

test.each([
  [
    'charts/web',
    'charts/site/web',
    [
      'argocd/web.yaml: path: charts/site/web',
      'argocd/web.yaml: valueFiles: [$v/env/prod.yaml, ../../../env/prod.yaml, /env/prod.yaml]',
    ],
  ],
  [
    'env',
    'values',
    [
      'argocd/web.yaml: argocd.argoproj.io/manifest-generate-paths: .;/values;/base/one.yaml',
      'argocd/web.yaml: valueFiles: [$v/values/prod.yaml, ../../values/prod.yaml, /values/prod.yaml]',
    ],
  ],
])('Applications follow %s to %s', async (from, to, lines) => {
  expect(await moving(APP, from, to)).toEqual({ lines, warnings: [] });
});

test.each([
  [
    'apps',
    'teams',
    ['argocd/set.yaml: - git: {repoURL: https://example.test/acme/r.git, directories: [{path: teams/*}]}'],
    [],
  ],
  [
    'apps/auth',
    'apps/login',
    [],
    [
      'Application “auth” would become “login”: Argo CD deletes the old one with all it deployed, and creates the new one.',
    ],
  ],
  ['apps/auth', 'legacy/auth', [], ['Application “auth” would disappear: Argo CD prunes it with all it deployed.']],
  ['apps/auth/x.yaml', 'apps/auth/z.yaml', [], []],
])('a git generator: %s to %s', async (from, to, lines, warnings) => {
  const source = `${BASE}\n//- argocd/set.yaml\n${SET()}`;
  expect(await moving(source, from, to)).toEqual({ lines, warnings });
});

test('no Application is deleted by a set that may not, and what is preserved is told', async () => {
  const spec = (policy: string) => `${BASE}\n//- argocd/set.yaml\n${SET(`syncPolicy: {${policy}}`)}`;
  const warnings = async (policy: string) => (await moving(spec(policy), 'apps/auth', 'legacy/auth')).warnings;
  expect(await warnings('applicationsSync: create-update')).toEqual([]);
  expect(await warnings('preserveResourcesOnDeletion: true')).toEqual([
    'Application “auth” would disappear; what it deployed would stay without an owner.',
  ]);
});

test('the file of an Application that leaves its root is told', async () => {
  const root = application('root', 'path: argocd').replace('automated: {}', 'automated: {prune: true}');
  const source = `${BASE}\n//- root.yaml\n${root}\n//- argocd/web.yaml\n${application('web', 'path: base')}`;
  expect((await moving(source, 'argocd/web.yaml', 'argocd/more/web.yaml')).warnings).toEqual([
    'Application “web” would disappear: Argo CD prunes it with all it deployed.',
  ]);
  expect((await moving(source, 'argocd', 'gitops')).warnings).toEqual([]);
});
