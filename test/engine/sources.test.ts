import { expect, test } from 'vitest';
import { application, manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

/** An Application `app` of a whole spec. */
const spec = (fields: string) => `
//- app.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec:
  project: default
  destination: { server: 'https://kubernetes.default.svc', namespace: app }
  syncPolicy: { automated: {} }
${fields}`;

const app = (source: string) => `//- app.yaml\n${application('app', source)}`;

const chart = (path: string, more = '') => `//- ${path}/Chart.yaml
apiVersion: v2
name: ${path.split('/').at(-1)}
version: 1.0.0
${more}
//- ${path}/templates/${path.split('/').at(-1)}.yaml
${manifest(path.split('/').at(-1) as string)}`;

/** What becomes of files (`file: status`), and what is found wrong (`file:line code`); whatever is not listed is not asked. */
const ROWS: [name: string, workspace: string, verdicts: string[], findings: string[]][] = [
  [
    'sourceHydrator: the dry source is read, sources beside it are not',
    `${spec(`  sourceHydrator:
    drySource: { repoURL: '${REMOTE}', path: dry, targetRevision: HEAD, directory: { recurse: true } }
    syncSource: { targetBranch: env/prod, path: wet }
  source: { repoURL: '${REMOTE}', path: other }`)}
//- dry/deep/a.yaml
${manifest('a')}
//- other/b.yaml
${manifest('b')}
//- wet/c.yaml
${manifest('c')}`,
    ['dry/deep/a.yaml: deployed', 'other/b.yaml: unwatched-manifest', 'wet/c.yaml: unwatched-manifest'],
    ['other/b.yaml:2 unwatched-manifest', 'wet/c.yaml:2 unwatched-manifest'],
  ],
  [
    '.argocd-source.yaml changes the type and adds a values file, that of the Application on top',
    `${app('path: web')}
${chart('web')}
//- web/.argocd-source.yaml
helm: { valueFiles: [one.yaml] }
//- web/.argocd-source-app.yaml
helm: { valueFiles: [two.yaml], parameters: [{ name: mode, value: 'true' }] }
//- web/.argocd-source-other.yaml
directory: {}
//- web/one.yaml
a: 1
//- web/two.yaml
a: 2
//- web/kustomization.yaml
resources: []`,
    ['web/templates/web.yaml: deployed'],
    [],
  ],
  [
    'an invalid .argocd-source.yaml fails the Application',
    `${app('path: web')}
//- web/a.yaml
${manifest('a')}
//- web/.argocd-source.yaml
directory: { recurse: 'yes' }`,
    ['web/a.yaml: deployed'],
    ['web/.argocd-source.yaml:1 invalid-application'],
  ],
  [
    'skipCrds leaves the CRDs of a chart out',
    `${app('path: web, helm: { skipCrds: true }')}
${chart('web')}
//- web/crds/crd.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: a.example.test }`,
    ['web/crds/crd.yaml: excluded-by-source', 'web/templates/web.yaml: deployed'],
    ['web/crds/crd.yaml:2 excluded-by-source'],
  ],
  [
    'a link that leaves the repository fails every Application of it',
    `${app('path: web')}
//- web/a.yaml
${manifest('a')}
//- docs/up -> ../../elsewhere`,
    ['web/a.yaml: deployed'],
    ['docs/up:1 out-of-bounds-symlink'],
  ],
  [
    'a link in a directory to a file of the repository is deployed; a dangling one is passed over',
    `${app('path: web')}
//- web/a.yaml -> ../shared/a.yaml
//- web/gone.yaml -> ../shared/gone.yaml
//- shared/a.yaml
${manifest('a')}`,
    ['shared/a.yaml: deployed'],
    [],
  ],
  [
    'file:// dependencies are packed from beside the chart; one that charts/ holds is not read from there',
    `${app('path: web')}
${chart('web', 'dependencies: [{ name: lib, version: ^1.0.0, repository: file://../lib }]')}
${chart('lib')}
//- two.yaml
${application('two', 'path: two')}
${chart('two', 'dependencies: [{ name: own, version: 1.0.0, repository: file://../own }]')}
${chart('own')}
${chart('two/charts/own')}`,
    [
      'lib/templates/lib.yaml: deployed',
      'own/templates/own.yaml: unwatched-manifest',
      'two/charts/own/templates/own.yaml: deployed',
      'two/templates/two.yaml: deployed',
      'web/templates/web.yaml: deployed',
    ],
    ['own/Chart.yaml:2 unwatched-manifest'],
  ],
  [
    'a file:// dependency of another version, and one that is missing, fail',
    `${app('path: web')}
${chart('web', 'dependencies:\n  - { name: lib, version: ^2.0.0, repository: file://../lib }\n  - { name: no, version: 1.0.0, repository: file://../no }')}
${chart('lib')}`,
    ['lib/templates/lib.yaml: unwatched-manifest', 'web/templates/web.yaml: deployed'],
    ['lib/Chart.yaml:2 unwatched-manifest', 'web/Chart.yaml:5 broken-chart', 'web/Chart.yaml:6 broken-chart'],
  ],
  [
    'helmCharts without --enable-helm fail the Application',
    `//- .argocd-coverage.yaml
kustomize: { buildOptions: '' }
${app('path: web')}
//- web/kustomization.yaml
helmCharts: [{ name: redis, releaseName: redis }]`,
    [],
    ['web/kustomization.yaml:1 broken-kustomization'],
  ],
  [
    'helmCharts with --enable-helm read the chart that lies in chartHome, and the values files',
    `//- .argocd-coverage.yaml
kustomize: { buildOptions: --enable-helm }
${app('path: web')}
//- web/kustomization.yaml
helmGlobals: { chartHome: charts-here }
helmCharts: [{ name: redis, releaseName: redis, valuesFile: v.yaml }]
//- web/v.yaml
a: 1
${chart('web/charts-here/redis')}`,
    ['web/charts-here/redis/templates/redis.yaml: deployed'],
    [],
  ],
  [
    'jsonnet: what it imports is used, from beside the file and from libs at the root',
    `${app('path: web, directory: { jsonnet: { libs: [lib] } }')}
//- web/main.jsonnet
local k = import 'k.libsonnet';
[k.service('a'), std.parseYaml(importstr '../raw/b.yaml')]
//- lib/k.libsonnet
{ service(name):: { apiVersion: 'v1', kind: 'Service', metadata: { name: name } } }
//- raw/b.yaml
${manifest('b')}
//- raw/c.yaml
${manifest('c')}`,
    ['raw/b.yaml: possible', 'raw/c.yaml: unwatched-manifest'],
    ['raw/c.yaml:2 unwatched-manifest'],
  ],
  [
    'jsonnet: an import that nobody has fails the Application',
    `${app('path: web')}
//- web/main.jsonnet
import 'k.libsonnet'`,
    [],
    ['web/main.jsonnet:1 broken-manifest'],
  ],
];

test.each(ROWS)('%s', async (_, workspace, verdicts, findings) => {
  const { engine, verdicts: all, findings: found } = await testWorkspace(workspace);
  expect(engine.fleet().apps.length).toBeGreaterThan(0);
  expect(all().filter((line) => !/^(app|two)\.yaml/.test(line))).toEqual(verdicts);
  expect(found().filter((line) => !line.endsWith('application-not-registered'))).toEqual(findings);
});
