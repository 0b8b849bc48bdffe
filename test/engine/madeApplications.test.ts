import { expect, test } from 'vitest';
import { manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

const head = (kind: string, name: string) => `apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: { name: ${name}, namespace: argocd }`;

/** An Application of `path`, with more fields of its source. */
const app = (name: string, path: string, source = '') => `${head('Application', name)}
spec:
  project: default
  source: { repoURL: '${REMOTE}', path: ${path}${source} }
  destination: { name: in-cluster, namespace: argocd }`;

const chart = (path: string) => `//- ${path}/Chart.yaml
apiVersion: v2
name: apps
version: 0.1.0`;

const SERVICES = ['web', 'api', 'db'].map((name) => `//- services/${name}/a.yaml\n${manifest(name)}`).join('\n');

/** How Applications of real repositories are made, the Applications that come of it, and which services they deploy (on demand, as none syncs by itself). */
const ROWS: [name: string, workspace: string, apps: string[], services: string[]][] = [
  [
    'a chart with one template for each Application, switched by values, the URL from values',
    `
//- root.yaml
${app('root', 'environments', ', helm: { valueFiles: [values-prod.yaml] }')}
${chart('environments')}
//- environments/values.yaml
repoUrl: ${REMOTE}
applications: {}
//- environments/values-prod.yaml
applications: { web: true }
${['web', 'api']
  .map(
    (name) => `//- environments/templates/${name}.yaml
{{- if .Values.applications.${name} -}}
${head('Application', name)}
spec:
  project: default
  source:
    path: "services/${name}"
    repoURL: {{ .Values.repoUrl | quote }}
    targetRevision: {{ .Values.targetRevision | default "HEAD" }}
  destination: { name: in-cluster }
{{- end }}`,
  )
  .join('\n')}`,
    ['root: environments', 'web: services/web'],
    ['web'],
  ],
  [
    'a list of values with a default for the path, and a map of values',
    `
//- root.yaml
${app('root', 'apps')}
${chart('apps')}
//- apps/values.yaml
applications: [{ name: one, path: services/web }, { name: services/api }]
apps: { db: { dir: services } }
//- apps/templates/applications.yaml
{{- range .Values.applications }}
---
${head('Application', '{{ base .name }}')}
spec:
  project: default
  source: { repoURL: '${REMOTE}', path: {{ .path | default .name }} }
  destination: { name: in-cluster }
{{- end }}
{{- range $k, $v := $.Values.apps }}
---
${head('Application', '{{ $k }}')}
spec:
  project: default
  source: { repoURL: '${REMOTE}', path: "{{ $v.dir }}/{{ $k }}" }
  destination: { name: in-cluster }
{{- end }}`,
    ['api: services/api', 'db: services/db', 'one: services/web', 'root: apps'],
    ['web', 'api', 'db'],
  ],
  [
    'an external chart that kustomize inflates, with the list in its values',
    `
//- bootstrap/kustomization.yaml
helmCharts:
  - { name: argocd-app-of-app, repo: https://example.test/charts, version: 1.0.0, valuesFile: values.yaml }
//- bootstrap/values.yaml
applications:
  web: { source: { path: services/web } }`,
    ['web: services/web, possible'],
    ['web: possible'],
  ],
  [
    'an overlay that patches the path by JSON 6902 and the generators strategically, and deletes a set',
    `
//- root.yaml
${app('root', 'overlays/prod')}
//- base/kustomization.yaml
resources: [app.yaml, set.yaml, gone.yaml]
//- base/app.yaml
${app('web', 'patch-me-see-clusters-overlays')}
//- base/set.yaml
${head('ApplicationSet', 'set')}
spec:
  generators: []
  template:
    metadata: { name: '{{name}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: 'services/{{name}}' }
      destination: { name: in-cluster }
//- base/gone.yaml
${head('ApplicationSet', 'gone')}
spec:
  generators: [{ list: { elements: [{ name: db }] } }]
  template:
    metadata: { name: '{{name}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: 'services/{{name}}' }
      destination: { name: in-cluster }
//- overlays/prod/kustomization.yaml
resources: [../../base]
patches:
  - target: { kind: Application, name: web }
    patch: '[{ op: replace, path: /spec/source/path, value: services/web }]'
  - path: generators.yaml
  - path: gone.yaml
//- overlays/prod/generators.yaml
${head('ApplicationSet', 'set')}
spec:
  generators: [{ list: { elements: [{ name: api }] } }]
//- overlays/prod/gone.yaml
$patch: delete
${head('ApplicationSet', 'gone')}`,
    ['api: services/api', 'root: overlays/prod', 'web: services/web'],
    ['web', 'api'],
  ],
  [
    'clusters merged with a list that overrides their values, in a path of three values',
    `
//- set.yaml
${head('ApplicationSet', 'set')}
spec:
  generators:
    - merge:
        mergeKeys: [nameNormalized]
        generators:
          - clusters: { values: { sourceRoot: services, environment: web, clusterDir: '' } }
          - list: { elements: [{ nameNormalized: prod, values.clusterDir: p01 }] }
  template:
    metadata: { name: 'web-{{nameNormalized}}' }
    spec:
      project: default
      source:
        repoURL: ${REMOTE}
        path: '{{values.sourceRoot}}/{{values.environment}}/{{values.clusterDir}}'
      destination: { server: '{{server}}' }
//- services/web/p01/a.yaml
${manifest('p01')}
//- .argocd-coverage.yaml
generators: { clusters: [{ name: prod, server: 'https://prod' }, { name: dev, server: 'https://dev' }] }`,
    ['web-dev: services/web/', 'web-in-cluster: services/web/', 'web-prod: services/web/p01'],
    ['web', 'web/p01'],
  ],
  [
    'pull requests and plugins, which are possible',
    `
//- set.yaml
${head('ApplicationSet', 'set')}
spec:
  generators:
    - plugin: { configMapRef: { name: p } }
    - pullRequest: { github: { owner: o, repo: r } }
  template:
    metadata: { name: 'x-{{branch}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: 'services/{{branch}}' }
      destination: { name: in-cluster }`,
    ['x-*: services/*, possible', 'x-*: services/*, possible'],
    ['web: possible', 'api: possible', 'db: possible'],
  ],
  [
    'both template languages over directories, with a selector and an exclusion',
    `
//- go.yaml
${head('ApplicationSet', 'go')}
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
    - git: { repoURL: '${REMOTE}', revision: HEAD, directories: [{ path: services/* }, { path: services/db, exclude: true }] }
      selector: { matchExpressions: [{ key: path.basename, operator: NotIn, values: [api] }] }
  template:
    metadata: { name: 'go-{{ index .path.segments 1 }}' }
    spec:
      project: default
      source:
        repoURL: ${REMOTE}
        path: '{{ .path.path }}'
        chart: '{{ dig "chart" "path" "" . }}'
      destination: { name: in-cluster }
//- fast.yaml
${head('ApplicationSet', 'fast')}
spec:
  generators:
    - git: { repoURL: '${REMOTE}', revision: HEAD, directories: [{ path: services/db }] }
  template:
    metadata: { name: 'fast-{{path.basename}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: '{{path}}' }
      destination: { name: in-cluster }`,
    ['fast-db: services/db', 'go-web: services/web'],
    ['web', 'db'],
  ],
  [
    'a templatePatch that alone holds the source',
    `
//- set.yaml
${head('ApplicationSet', 'set')}
spec:
  goTemplate: true
  generators: [{ list: { elements: [{ name: web, dir: services/web }] } }]
  template:
    metadata: { name: '{{ .name }}' }
    spec: { project: default, destination: { name: in-cluster } }
  templatePatch: |
    spec:
      source:
        repoURL: ${REMOTE}
        path: {{ .dir }}`,
    ['web: services/web'],
    ['web'],
  ],
  [
    'the URL from the values of a git generator',
    `
//- set.yaml
${head('ApplicationSet', 'set')}
spec:
  goTemplate: true
  generators:
    - git:
        repoURL: ${REMOTE}
        revision: HEAD
        files: [{ path: services/*/config.json }]
        values: { repoURL: '${REMOTE}', appName: 'v-{{ .path.basename }}' }
  template:
    metadata: { name: '{{ .values.appName }}' }
    spec:
      project: default
      source: { repoURL: '{{ .values.repoURL }}', path: '{{ .path.path }}' }
      destination: { name: in-cluster }
//- services/web/config.json
{ "kind": "config", "apiVersion": "x/v1" }`,
    ['v-web: services/web'],
    ['web'],
  ],
];

test.each(ROWS)('%s', async (_, workspace, apps, services) => {
  const { engine, verdicts } = await testWorkspace(`${SERVICES}\n${workspace}`);
  const made = engine.fleet().apps.map(({ name, sources, certain }) => {
    const text = `${name}: ${sources.map(({ path }) => path).join(', ')}${certain ? '' : ', possible'}`;
    return text.replaceAll('\ufdd0', '*');
  });
  expect(made.sort()).toEqual(apps);
  const deployed = verdicts()
    .filter((line) => /^services\/.*a\.yaml: (manual|possible)$/.test(line))
    .map((line) => line.replace(/^services\/|\/a\.yaml|: manual$/g, ''));
  expect(deployed.sort()).toEqual([...services].sort());
});
