import { expect, test } from 'vitest';
import { application, manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

test('what nothing deploys is told with its most specific reason', async () => {
  const workspace = await testWorkspace(`
//- argocd/flat.yaml
${application('flat', 'path: flat')}
//- argocd/built.yaml
${application('built', 'path: overlays/dev')}
//- argocd/picked.yaml
${application('picked', "path: picked, directory: { include: '*.yaml', exclude: 'secret*' }")}
//- flat/a.yaml
${manifest('a')}
//- flat/A.YAML
${manifest('upper')}
//- flat/deep/b.yaml
${manifest('b')}
//- flat/skipped.yaml
# +argocd:skip-file-rendering
${manifest('skipped')}
//- overlays/dev/kustomization.yaml
resources: [../../base]
patches: [{ path: patch.yaml }]
//- overlays/dev/patch.yaml
apiVersion: v1
kind: Service
metadata: { name: c }
spec: { type: NodePort }
//- overlays/dev/forgotten.yaml
${manifest('forgotten')}
//- base/kustomization.yaml
resources: [c.yaml]
//- base/c.yaml
${manifest('c')}
//- picked/secret-x.yaml
${manifest('x', 'Secret')}
//- picked/ok.yaml
${manifest('ok')}
//- elsewhere/lost.yaml
${manifest('lost')}
//- tools/kind.yaml
apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
`);
  expect(workspace.verdicts()).toEqual([
    'argocd/built.yaml: root',
    'argocd/flat.yaml: root',
    'argocd/picked.yaml: root',
    'base/c.yaml: deployed',
    'elsewhere/lost.yaml: unwatched-manifest',
    'flat/A.YAML: unsupported-extension',
    'flat/a.yaml: deployed',
    'flat/deep/b.yaml: not-recursed',
    'flat/skipped.yaml: skipped-by-marker',
    'overlays/dev/forgotten.yaml: not-in-kustomization',
    'picked/ok.yaml: deployed',
    'picked/secret-x.yaml: excluded-by-source',
  ]);
});

test('the route names every file on the way', async () => {
  const { engine } = await testWorkspace(`
//- root.yaml
${application('root', 'path: apps')}
//- apps/api.yaml
${application('api', 'path: overlays/dev')}
//- overlays/dev/kustomization.yaml
resources: [../../base]
//- base/kustomization.yaml
resources: [c.yaml]
//- base/c.yaml
${manifest('c')}
`);
  const report = engine.report();
  expect(report.manifests.find(({ file }) => file === 'base/c.yaml')?.routes).toEqual([
    {
      kind: 'argocd',
      application: 'argocd/api',
      via: ['overlays/dev/kustomization.yaml', 'base/kustomization.yaml'],
      automatic: true,
      certain: true,
      failing: false,
    },
  ]);
  expect(report.applications.map(({ id, parent }) => [id, parent])).toEqual([
    ['argocd/api', 'argocd/root'],
    ['argocd/root', null],
  ]);
  const text = engine.hover('/r/base/c.yaml', 20)?.markdown ?? '';
  expect(text).toMatch(/\*\*Deployed automatically\*\* when merged to `main`/);
  expect(text).toMatch(/\[root\].*\[api\].*\[overlays\/dev\].*\[base\].*this file/);
});

test('unknown clusters make Applications possible; in-cluster is there for certain', async () => {
  const set = (selector: string, name: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: ${name}, namespace: argocd }
spec:
  generators: [{ clusters: { ${selector} } }]
  template:
    metadata: { name: '${name}-{{name}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', targetRevision: HEAD, path: '${name}' }
      destination: { server: '{{server}}', namespace: x }
      syncPolicy: { automated: {} }
`;
  const workspace = await testWorkspace(`
//- argocd/all.yaml
${set('', 'all')}
//- argocd/some.yaml
${set('selector: { matchLabels: { env: prod } }', 'some')}
//- all/a.yaml
${manifest('a')}
//- some/b.yaml
${manifest('b')}
`);
  expect(workspace.verdicts().filter((line) => !line.startsWith('argocd'))).toEqual([
    'all/a.yaml: deployed',
    'some/b.yaml: possible',
  ]);
  expect(workspace.engine.report().applications.map(({ id, certain }) => `${id} ${certain}`)).toEqual([
    'argocd/all-* false',
    'argocd/all-in-cluster true',
    'argocd/some-* false',
  ]);
  expect(workspace.engine.hover('/r/some/b.yaml', 15)?.markdown).toMatch(/Possibly deployed.*label env=prod/);
});

test('where no Application reads the repository nothing is a warning', async () => {
  const { engine } = await testWorkspace(`
//- a.yaml
${manifest('a')}
`);
  const report = engine.report();
  expect(report.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'information unwatched-manifest',
  ]);
  expect(report.notes[0]).toMatch(/No Application was found/);
});

test('comments and settings silence; the rest of the file is judged', async () => {
  const workspace = await testWorkspace(`
//- argocd/a.yaml
${application('a', 'path: apps')}
//- .argocd-coverage.yaml
ignore: ['legacy/**']
severity: { application-not-registered: off }
//- apps/x.yaml
${manifest('x')}
//- legacy/y.yaml
${manifest('y')}
//- other/z.yaml
# argocd-coverage-ignore
${manifest('z')}---
${manifest('loud')}
`);
  expect(workspace.verdicts()).toEqual([
    'apps/x.yaml: deployed',
    'argocd/a.yaml: root',
    'legacy/y.yaml: ignored',
    'other/z.yaml: ignored',
    'other/z.yaml: unwatched-manifest',
  ]);
  expect(workspace.findings()).toEqual(['other/z.yaml:8 unwatched-manifest']);
});

test('mistakes are told where they stand', async () => {
  const workspace = await testWorkspace(`
//- argocd/a.yaml
${application('a', 'path: apps/gone')}
//- argocd/b.yaml
${application('b', 'path: broken')}
//- argocd/c.yaml
${application('twice', 'path: apps/x')}
//- argocd/d.yaml
${application('twice', 'path: apps/x')}
//- argocd/e.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: e, namespace: argocd }
spec:
  source: { repoURL: 'https://github.com/else/where.git', path: x }
  destination: { namespace: x }
//- apps/x/m.yaml
${manifest('m')}
//- broken/kustomization.yaml
resources:
  - missing.yaml
`);
  expect(workspace.findings().filter((line) => !line.includes('not-registered'))).toEqual([
    'argocd/a.yaml:6 path-not-found',
    'argocd/d.yaml:3 duplicate-application',
    'argocd/e.yaml:5 other-repository',
    'argocd/e.yaml:6 invalid-application',
    'broken/kustomization.yaml:2 broken-kustomization',
  ]);
});

test('the same object deployed to one place by two Applications is told; by two overlays that rename it is not', async () => {
  const workspace = await testWorkspace(`
//- argocd/a.yaml
${application('a', 'path: shared')}
//- argocd/b.yaml
${application('b', 'path: shared').replace('namespace: b }', 'namespace: a }')}
//- argocd/c.yaml
${application('c', 'path: one')}
//- argocd/d.yaml
${application('d', 'path: two').replace('namespace: d }', 'namespace: c }')}
//- shared/m.yaml
${manifest('m')}
//- one/kustomization.yaml
resources: [../base]
namePrefix: one-
//- two/kustomization.yaml
resources: [../base]
namePrefix: two-
//- base/kustomization.yaml
resources: [n.yaml]
//- base/n.yaml
${manifest('n')}
`);
  expect(workspace.findings().filter((line) => !line.includes('not-registered'))).toEqual([
    'shared/m.yaml:2 double-coverage',
  ]);
});
