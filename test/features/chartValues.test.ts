import { expect, test } from 'vitest';
import { definitionAt } from '../../server/src/features/definition.ts';
import { cursorWorkspace, shortPlace } from '../harness/cursor.ts';
import { manifest, REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

/** A chart that makes Applications of values, deployed with a values file and values of its own; `source` is its template's. */
const chart = (source: string, project = '{{ $.Values.project }}') => `
//- argocd/root.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: root, namespace: argocd}
spec:
  source:
    repoURL: ${REMOTE}
    path: root
    helm:
      valueFiles: [../env/prod.yaml]
      valuesObject: {project: team}
  destination: {name: in-cluster, namespace: argocd}
//- env/prod.yaml
apps:
  web: {source: {path: apps/web, files: [v.yaml]}}
  api: {source: {path: apps/nowhere, files: []}}
//- root/Chart.yaml
apiVersion: v2
name: root
version: 0.1.0
//- root/values.yaml
repo: ${REMOTE}
project: default
//- root/templates/_helpers.tpl
{{- define "root.path" }}{{ .source.path | quote }}{{ end }}
//- root/templates/apps.yaml
{{- range $name, $app := .Values.apps }}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: {{ $name }}
spec:
  project: ${project}
  source:
${source}
  destination: {name: in-cluster}
{{- end }}
//- apps/web/a.yaml
${manifest('a')}
`;

const fields = (path: string, repoURL = '{{ $.Values.repo }}') => chart(`    path: ${path}\n    repoURL: ${repoURL}`);

const asked = async (fixture: string) => {
  const { engine, at, offset } = await cursorWorkspace(fixture);
  const path = `${ROOT}/${at.file}`;
  return {
    hover: engine.hover(path, offset)?.markdown.replace(/\]\([^)]*\)/g, ']'),
    definition: definitionAt(engine.features, at, offset)?.places.map((place) => shortPlace(engine, place)),
  };
};

const FROM = [
  '**web**: `apps/web` comes from `apps.web.source.path` in [env/prod.yaml:2]',
  '**api**: `apps/nowhere` comes from `apps.api.source.path` in [env/prod.yaml:3]',
];

test.each([
  ['a field', fields('{{ $app.source.pa‸th }}'), FROM],
  ['a part of a text', fields('{{ printf "%s" $app.source.pa‸th | quote }}'), FROM],
  ['a helper', fields('{{ include "root.pa‸th" $app }}'), FROM],
  ['a map as a whole', chart('{{ toYaml $app.sou‸rce | indent 4 }}\n    repoURL: {{ $.Values.repo }}'), FROM],
  [
    'a default of the chart',
    fields('{{ $app.source.path }}', '{{ $.Values.re‸po }}'),
    [`**web**: \`${REMOTE}\` comes from \`repo\` in [root/values.yaml:1]`],
  ],
  [
    'what the Application says itself',
    chart('    path: {{ $app.source.path }}\n    repoURL: {{ $.Values.repo }}', '{{ $.Values.pro‸ject }}'),
    ['**web**: `team` comes from `project` in `helm.valuesObject` of its Application'],
  ],
])('the hover in a template of a chart on %s tells the value and where it stands', async (_, fixture, lines) => {
  const { hover } = await asked(fixture);
  for (const line of lines) expect(hover).toContain(line);
});

test('go to definition leads from a template to the values, and to what a path names', async () => {
  expect((await asked(fields('{{ $app.source.pa‸th }}'))).definition).toEqual([
    'apps/web/a.yaml',
    'env/prod.yaml:2',
    'env/prod.yaml:3',
  ]);
});

test('an edit of the values moves the place', async () => {
  const fixture = fields('{{ $app.source.pa‸th }}');
  const { engine, at, offset } = await cursorWorkspace(fixture);
  const path = `${ROOT}/${at.file}`;
  const before = engine.hover(path, offset)?.markdown;
  expect(before).toContain('prod.yaml:2');
  engine.open(`${ROOT}/env/prod.yaml`, `# a line\napps:\n  web: {source: {path: apps/web, files: [v.yaml]}}\n`);
  expect(engine.hover(path, offset)?.markdown).toContain('prod.yaml:3');
});

test('a path that does not exist is told in the template, with the values that say so', async () => {
  const { engine } = await testWorkspace(fields('{{ $app.source.path }}'));
  const found = engine.report().diagnostics.find(({ code }) => code === 'path-not-found');
  expect(found).toMatchObject({ file: 'root/templates/apps.yaml', line: 10 });
  const [{ related } = { related: [] }] = engine
    .diagnostics(`${ROOT}/root/templates/apps.yaml`)
    .filter(({ code }) => code === 'path-not-found');
  expect(related).toEqual([
    expect.objectContaining({ path: `${ROOT}/env/prod.yaml`, message: '“apps.api.source.path” is set here' }),
  ]);
});
