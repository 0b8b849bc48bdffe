import { expect, test } from 'vitest';
import { manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

const COMPONENTS = `
//- components/web/kustomization.yaml
resources: [web.yaml]
//- components/web/web.yaml
${manifest('web')}
//- components/api/api.yaml
${manifest('api')}
//- components/empty/README.md
Nothing to deploy.
//- components/lost/lost.yaml
${manifest('lost')}
`;

test('a chart from elsewhere may make Applications of the values that are here', async () => {
  const workspace = await testWorkspace(`${COMPONENTS}
//- bootstrap/kustomization.yaml
helmCharts:
  - name: apps
    version: 0.4.1
    repo: https://example.test/charts
    valuesFile: values.yaml
//- bootstrap/values.yaml
default:
  source: { repoURL: '${REMOTE}' }
applications:
  web:
    source:
      path: components/web
  api:
    path: components/api
    repoURL: ${REMOTE}
  foreign:
    path: components/lost
    repoURL: https://example.test/other/repo.git
  empty:
    path: components/empty
  absent:
    path: components/absent
  root:
    path: /components/lost
`);
  const apps = workspace.engine.fleet().apps.map(({ name, uncertainty }) => `${name}: ${uncertainty}`);
  const why = 'the chart apps, which is not in the repository, may make an Application from these values';
  expect(apps.sort()).toEqual([`api: ${why} (bootstrap/values.yaml:7)`, `web: ${why} (bootstrap/values.yaml:4)`]);
  expect(workspace.verdicts()).toEqual([
    'components/api/api.yaml: possible',
    'components/lost/lost.yaml: unwatched-manifest',
    'components/web/web.yaml: possible',
  ]);
  expect(workspace.findings()).toEqual(['components/lost/lost.yaml:2 unwatched-manifest']);
});

test('so may the chart of an Application with values files from here', async () => {
  const workspace = await testWorkspace(`${COMPONENTS}
//- root.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: root, namespace: argocd }
spec:
  project: default
  sources:
    - { repoURL: 'https://example.test/charts', chart: apps, targetRevision: 1.0.0, helm: { valueFiles: [$values/values/apps.yaml] } }
    - { repoURL: '${REMOTE}', targetRevision: main, ref: values }
  destination: { server: 'https://kubernetes.default.svc', namespace: argocd }
//- values/apps.yaml
apps:
  - name: first
    path: components/web
  - source: { path: components/api }
`);
  expect(
    workspace.engine
      .fleet()
      .apps.map(({ name, certain }) => `${name} ${certain}`)
      .sort(),
  ).toEqual(['api false', 'first false', 'root true']);
  expect(workspace.verdicts().filter((line) => line.endsWith('possible'))).toEqual([
    'components/api/api.yaml: possible',
    'components/web/web.yaml: possible',
  ]);
});

test.each([
  ['valuesObject: { apps: { web: { path: components/web }, lost: { path: components/none } } }'],
  ["values: 'apps: [{ name: web, source: { path: components/web } }]'"],
])('and the chart of an Application that says its values itself: %s', async (values) => {
  const workspace = await testWorkspace(`${COMPONENTS}
//- root.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: root, namespace: argocd }
spec:
  project: default
  source:
    repoURL: https://example.test/charts
    chart: apps
    targetRevision: 1.0.0
    helm:
      ${values}
  destination: { server: 'https://kubernetes.default.svc', namespace: argocd }
`);
  expect(workspace.engine.fleet().apps.map(({ name, uncertainty }) => `${name}: ${uncertainty ?? 'certain'}`)).toEqual([
    'root: certain',
    'web: the chart apps, which is not in the repository, may make an Application from these values (root.yaml:11)',
  ]);
  expect(workspace.verdicts()).toContain('components/web/web.yaml: possible');
});
