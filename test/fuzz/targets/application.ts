import type { Target } from '../target.ts';

/** Applications, projects, and what overrides them. */
export const application: Target = {
  name: 'application',
  world: `
    //- argocd/x.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: x, namespace: argocd }
    spec:
      project: team
      sources:
        - repoURL: https://example.test/acme/r.git
          path: plain
          directory: { recurse: true, include: '{a*,b*}.yaml', exclude: 'c/*', jsonnet: { libs: [lib] } }
        - { repoURL: 'https://example.test/acme/r.git', ref: values }
        - repoURL: https://example.test/acme/r.git
          path: overlay
          kustomize: { patches: [{ patch: '[]', target: { kind: Service } }], components: [../part], images: ['a=b:c'] }
          helm: { valueFiles: ['$values/plain/*.yaml'], values: 'a: b', parameters: [{ name: 'a.b[0].c', value: x }] }
        - { repoURL: 'https://example.test/charts', chart: far, targetRevision: '>=1' }
      destination: { server: 'https://kubernetes.default.svc', namespace: x }
      syncPolicy: { automated: { prune: true }, syncOptions: [CreateNamespace=true] }
    //- plain/.argocd-source.yaml
    directory: { recurse: false }
    //- plain/a.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
    //- plain/x.jsonnet
    local a = import 'y.libsonnet'; a { kind: 'Service' }
    //- overlay/kustomization.yaml
    resources: [../plain/a.yaml]
    //- argocd/project.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata: { name: team, namespace: argocd }
    spec:
      sourceRepos: ['https://example.test/**', '!https://example.test/b*']
      destinations: [{ server: '*', namespace: '{a,b}*' }]
      clusterResourceWhitelist: [{ group: '*', kind: '[A-Z]*' }]
      sourceNamespaces: ['/^a(b+)+$/']
  `,
  hostile: ['argocd/x.yaml', 'argocd/project.yaml', 'plain/.argocd-source.yaml', 'plain/x.jsonnet'],
  pieces:
    'apiVersion: argoproj.io/v1alpha1\n~kind: Application\n~kind: AppProject\n~metadata: { name: y, namespace: argocd }\n~spec:\n~  source:\n~  sources:\n~    - ~    repoURL: https://example.test/acme/r.git\n~    path: .\n~    path: argocd\n~    path: ../..\n~    ref: a\n~    directory: { recurse: true, include: "{*a*a*a*a*a*b,[!}]" }\n~    helm: { valueFiles: ["$a/../x", /etc/passwd, "http://x"] }\n~    plugin: {}\n~    kustomize: {}\n~  destination: {}\n~local x = import ~(import "x.jsonnet")~---\n~\n'.split(
      '~',
    ),
  corpus: /(^|\/)(argocd|apps|applications|bootstrap)\/.*\.ya?ml$/,
};
