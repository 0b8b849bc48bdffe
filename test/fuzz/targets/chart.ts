import type { Target } from '../target.ts';

/** Everything that a chart consists of. */
export const chart: Target = {
  name: 'chart',
  world: `
    //- argocd/x.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: x, namespace: argocd }
    spec:
      project: default
      source:
        repoURL: https://example.test/acme/r.git
        path: chart
        helm: { valueFiles: [values-dev.yaml], parameters: [{ name: 'a.b[0]', value: '1' }] }
      destination: { name: in-cluster, namespace: x }
    //- chart/Chart.yaml
    apiVersion: v2
    name: chart
    version: 1.2.3
    kubeVersion: '>=1.20.0-0 <2'
    dependencies:
      - { name: sub, version: '~1', repository: 'file://./sub', condition: 'sub.enabled', tags: [x], alias: other }
      - { name: lib, version: 1.x.x, repository: 'file://../lib', import-values: [data, { child: a, parent: b }] }
    //- chart/values.yaml
    enabled: true
    list: [a, b]
    map: &m { a: { b: [1] } }
    sub: { enabled: true, map: *m }
    //- chart/values-dev.yaml
    name: null
    //- chart/values.schema.json
    {"type": "object", "properties": {"name": {"type": ["string", "null"], "pattern": "^[a-z]+$"}, "list": {"items": {"$ref": "#/definitions/s"}}}, "definitions": {"s": {"type": "string"}}}
    //- chart/.helmignore
    *.md
    !templates/a?.yaml
    templates/[a-c]*
    //- chart/templates/_helpers.tpl
    {{- define "name" -}}{{ .Values.name | default "x" | trunc 63 }}{{- end }}
    //- chart/templates/x.yaml
    {{- range .Values.list }}
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: {{ include "name" $ }}-{{ . }} }
    spec: {{ toYaml $.Values.map | nindent 2 }}
    {{- end }}
    {{ tpl "{{ .Values.name }}" . }}{{ .Files.Get "data.txt" | quote }}
    //- chart/sub/Chart.yaml
    apiVersion: v2
    name: sub
    version: 1.0.0
    //- chart/sub/templates/y.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: y }
    //- lib/Chart.yaml
    apiVersion: v2
    name: lib
    version: 1.0.0
    //- lib/values.yaml
    exports: { data: { a: b } }
  `,
  hostile: [
    'Chart.yaml',
    'values.yaml',
    'values-dev.yaml',
    'values.schema.json',
    '.helmignore',
    'templates/x.yaml',
    'templates/_helpers.tpl',
    'sub/Chart.yaml',
    '../lib/values.yaml',
  ].map((name) => `chart/${name}`.replace('chart/../', '')),
  pieces:
    'dependencies:\n~- name: sub\n~  version: ">1 || <2 - 3"\n~  repository: file://..\n~  repository: file://.\n~alias: chart\n~condition: ~version: ~{{ include "name" . }}~{{ define "name" }}~{{ end }}~{{ range .Values }}~{{ tpl . . }}~"$ref": "#"~{"allOf": [{"$ref": "#"}]}~{"pattern": "(a+)+$"}~"type": ~{~}~[~]~,~!~**~*~/~\n~  ~a: '.split(
      '~',
    ),
  corpus: /(^|\/)(Chart|values[^/]*)\.ya?ml$|\/templates\/[^/]+$|\.schema\.json$|\.helmignore$/,
};
