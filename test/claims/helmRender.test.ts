import { expect, test } from 'vitest';
import { argoTemplates } from '../../server/src/claims/helm/argoTemplates.ts';
import { renderHelmSource } from '../../server/src/claims/helmRender.ts';
import type { Tree } from '../../server/src/files/tree.ts';
import { UNKNOWN_TEXT } from '../../server/src/gotemplate/unknown.ts';
import { fixtureTree } from '../harness/fixture.ts';
import { requestOf } from './requestOf.ts';

const tree = fixtureTree(`
  //- apps/Chart.yaml
  name: apps
  version: 1.0.0
  //- apps/values.yaml
  repo: https://r
  apps: { web: { path: web }, api: { path: api } }
  //- apps/templates/_app.tpl
  {{ define "app" -}}
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata:
    name: {{ .name }}
  spec:
    source: { repoURL: {{ .root.Values.repo }}, path: {{ .path }} }
  {{- end }}
  //- apps/templates/apps.yaml
  {{- range $name, $app := .Values.apps }}
  ---
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata:
    name: {{ $name }}
  spec:
    source:
      path: apps/{{ $app.path }}
  {{- end }}
  //- apps/templates/helper.yaml
  {{ include "app" (dict "root" . "name" "included" "path" "x") }}
  //- apps/templates/monitor.yaml
  {{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
  kind: ServiceMonitor
  {{- end }}
  //- apps/templates/NOTES.txt
  kind: NotAnObject
  //- apps/crds/crd.yaml
  kind: CustomResourceDefinition
  //- broken/Chart.yaml
  name: broken
  version: 1.0.0
  //- broken/templates/a.yaml
  kind: {{ .Values.a.b }}
  //- broken/templates/b.yaml
  kind: Good
  //- lib/Chart.yaml
  name: lib
  version: 1.0.0
  dependencies:
    - { name: common, version: 1.x, repository: https://charts.example.com }
  //- lib/templates/a.yaml
  kind: ConfigMap
  metadata: { name: '{{ include "common.name" . }}-a' }
`);

function render(path: string, helm: Record<string, unknown> = {}, only?: (file: string) => boolean) {
  const { objects, problems } = renderHelmSource(requestOf(tree, path, { helm }), only);
  const shown = objects.map(({ object, possible }) => {
    const name = (object['metadata'] as { name?: string } | undefined)?.name ?? '';
    return `${String(object['kind'])}${possible === undefined ? '' : '?'} ${name}`.trim();
  });
  return { objects, problems, shown };
}

test('a chart gives the objects of its templates with the source’s values', () => {
  expect(render('apps').shown).toEqual([
    'ServiceMonitor?',
    'Application included',
    'Application api',
    'Application web',
    'CustomResourceDefinition',
  ]);
  expect(render('apps', { skipCrds: true, valuesObject: { apps: { web: null, db: {} } } }).shown).toEqual([
    'ServiceMonitor?',
    'Application included',
    'Application api',
    'Application db',
  ]);
});

test('only the wanted templates are rendered', () => {
  expect(render('apps', {}, (file) => file.endsWith('/apps.yaml')).shown).toEqual([
    'Application api',
    'Application web',
  ]);
});

function textAt(of: Tree, at: { file: string; span?: { start: number; end: number } }): string {
  return `${at.file}: ${of.text(at.file)?.slice(at.span?.start, at.span?.end)}`;
}

test('every value knows what wrote it', () => {
  const [web] = render('apps').objects.filter(
    ({ object }) => (object['metadata'] as { name?: string } | undefined)?.name === 'web',
  );
  expect(web).toMatchObject({ file: 'apps/templates/apps.yaml', document: 1 });
  const at = (path: string[]): string => textAt(tree, web?.origin(path) as { file: string });
  expect(at(['kind'])).toBe('apps/templates/apps.yaml: Application');
  expect(at(['metadata', 'name'])).toBe('apps/templates/apps.yaml: {{ $name }}');
  expect(at(['spec', 'source', 'path'])).toBe('apps/templates/apps.yaml: apps/{{ $app.path }}');
  expect(at(['spec', 'source', 'missing'])).toBe('apps/templates/apps.yaml: path: apps/{{ $app.path }}');
});

test('what an include gives stands at the include', () => {
  const [app] = render('apps', {}, (file) => file.endsWith('/helper.yaml')).objects;
  expect(textAt(tree, app?.origin(['metadata', 'name']) as { file: string })).toBe(
    'apps/templates/helper.yaml: {{ include "app" (dict "root" . "name" "included" "path" "x") }}',
  );
});

test('an error is told with its place, and what can be rendered is there', () => {
  const { shown, problems } = render('broken');
  expect(shown).toEqual(['Good']);
  expect(problems).toMatchObject([
    { code: 'broken-chart', at: { file: 'broken/templates/a.yaml', span: { start: 16, end: 16 } } },
  ]);
});

test('what a chart elsewhere defines is not known, and no error', () => {
  const { objects, problems } = render('lib');
  expect(problems).toEqual([]);
  expect(objects[0]?.object['metadata']).toEqual({ name: `${UNKNOWN_TEXT}-a` });
});

test.each([
  ['a template says it', '//- c/templates/a.yaml\nkind: Application # argoproj.io', {}, ['c/templates/a.yaml']],
  ['a helper says it', '//- c/templates/_h.tpl\nargoproj.io', {}, ['c/templates/a.yaml', 'c/templates/b.yaml']],
  ['values say it', '//- c/values.yaml\nx: argoproj.io', {}, ['c/templates/a.yaml', 'c/templates/b.yaml']],
  ['the source says it', '', { values: 'x: argoproj.io' }, ['c/templates/a.yaml', 'c/templates/b.yaml']],
  ['nobody says it', '', {}, []],
])('which templates may give Argo CD’s objects: %s', (_, fixture, helm, expected) => {
  const chart = fixtureTree(
    `//- c/Chart.yaml\nname: c\nversion: 1.0.0\n//- c/templates/a.yaml\n//- c/templates/b.yaml\n${fixture}`,
  );
  const may = argoTemplates(requestOf(chart, 'c', { helm }));
  expect(['c/templates/a.yaml', 'c/templates/b.yaml'].filter(may)).toEqual(expected);
});
