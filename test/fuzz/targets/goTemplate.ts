import type { Target } from '../target.ts';

/** The Go templates of a chart, at their worst. */
export const goTemplate: Target = {
  name: 'goTemplate',
  world: `
    //- argocd/x.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: x, namespace: argocd }
    spec:
      project: default
      source: { repoURL: 'https://example.test/acme/r.git', path: chart }
      destination: { name: in-cluster, namespace: x }
    //- chart/Chart.yaml
    apiVersion: v2
    name: chart
    version: 1.0.0
    //- chart/values.yaml
    a: { b: [1, 2.5, x, null, true] }
    s: text
    //- chart/templates/x.yaml
    {{- $x := dict "a" (list 1 2 3) "b" .Values.a -}}
    {{- range $k, $v := $x }}{{ $k }}: {{ $v | toJson | quote }}{{ else }}{{ end }}
    {{ printf "%-10.3d|%#v|%q|%x" 3 .Values.s "q" 255 }}
    {{ define "y" }}{{ if and (gt 1 0) (not .Values.none) }}y{{ end }}{{ end }}{{ template "y" . }}
    {{ regexFindAll "[a-z]+" .Values.s -1 | join "," }} {{ until 5 | first }} {{ index .Values.a.b 1 }}
    apiVersion: v1
    kind: Service
    metadata: { name: a }
  `,
  hostile: ['chart/templates/x.yaml'],
  pieces:
    '{{ ~ }}~{{- ~ -}}~.~.Values~.Values.a.b~$~$x~ := ~ = ~|~(~)~"a"~`a`~\'a\'~1~-1~9223372036854775807~1e400~range ~until 1000000000 ~untilStep 0 10 0 ~repeat 1000000000 "a" ~seq 1 1000000000~nindent 1000000000 ~printf "%1000000000d" 1~printf "%s%!%*d" ~toYaml ~fromYaml ~tpl ~include "x" ~template "x" ~define "x"~block "x" .~if ~else if ~else~with ~end~break~dict ~list ~set . "a" . ~merge . . ~deepCopy . ~regexMatch "(a+)+$" ~genCA "a" 1~required "" ~fail "x"~splitList "" ~substr -1 9 ~slice . 9 1~index . "a" 0 ~call . ~semverCompare ">a" ~randAlphaNum 1000000000~b64dec ~add 1 ~div 1 0 ~round 1 400 ~/* ~ */~\n'.split(
      '~',
    ),
  corpus: /\/templates\/[^/]+\.(ya?ml|tpl)$/,
};
