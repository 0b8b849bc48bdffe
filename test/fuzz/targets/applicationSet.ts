import type { Target } from '../target.ts';

/** ApplicationSets in both modes, with their generators. */
export const applicationSet: Target = {
  name: 'applicationSet',
  world: `
    //- argocd/go.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata: { name: go, namespace: argocd }
    spec:
      goTemplate: true
      goTemplateOptions: [missingkey=error]
      generators:
        - matrix:
            generators:
              - git: { repoURL: 'https://example.test/acme/r.git', revision: HEAD, directories: [{ path: 'sets/*' }, { path: sets/b, exclude: true }] }
              - list: { elements: [{ a: b, c: { d: '{{ .path.basename }}' } }] }
          selector: { matchLabels: { a: b }, matchExpressions: [{ key: c.d, operator: In, values: [a, b] }] }
        - git: { repoURL: 'https://example.test/acme/r.git', revision: HEAD, files: [{ path: 'sets/**/config.json' }], values: { x: '{{ .name }}' } }
        - merge: { mergeKeys: [a], generators: [{ list: { elements: [{ a: b }, { a: c }] } }, { list: { elements: [{ a: b, d: e }] } }] }
        - clusters: { selector: { matchLabels: { env: dev } } }
        - pullRequest: { github: { owner: a, repo: b } }
      template:
        metadata: { name: 'go-{{ .path.basename | default "x" | normalize }}' }
        spec:
          project: default
          source: { repoURL: 'https://example.test/acme/r.git', path: '{{ .path.path }}' }
          destination: { name: in-cluster, namespace: '{{ .name | slugify 5 }}' }
      templatePatch: |
        spec: { source: { path: '{{ .x }}', directory: { recurse: true } } }
    //- argocd/fast.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata: { name: fast, namespace: argocd }
    spec:
      generators:
        - git: { repoURL: 'https://example.test/acme/r.git', files: [{ path: '**/config.json' }, { path: sets/a/config.json, exclude: true }] }
        - list: { elements: [{ path: sets/a, path.basename: a }] }
      template:
        metadata: { name: 'fast-{{path.basename}}-{{name}}' }
        spec:
          project: default
          source: { repoURL: 'https://example.test/acme/r.git', path: '{{path}}' }
          destination: { name: in-cluster, namespace: '{{ path[0] }}' }
    //- sets/a/config.json
    {"name": "a", "nested": {"list": [1, "x", null]}}
    //- sets/a/x.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
    //- sets/b/config.json
    [{"name": "b"}, {"name": "c"}]
  `,
  hostile: ['argocd/go.yaml', 'argocd/fast.yaml', 'sets/a/config.json', 'sets/b/config.json'],
  pieces:
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: s, namespace: argocd }\nspec:\n~  generators:\n~  - git: { repoURL: "https://example.test/acme/r.git", directories: [{ path: "**" }] }\n~  - list: { elements: [{}] }\n~  - matrix: { generators: [] }\n~  goTemplate: true\n~  template: ~{{path}}~{{ .path }}~{{ range . }}~{{ end }}~{{ . | toJson }}~{{ index . "a" }}~{"__proto__": {"a": 1}}~{"constructor": "x"}~[{~}]~{~}~"a": ~,~selector: ~matchExpressions: ~operator: Exists~templatePatch: ~\n~  '.split(
      '~',
    ),
  corpus: /appset|application-?sets?|(^|\/)config\.(json|ya?ml)$/i,
};
