/** The repository's URL as its Applications name it. */
export const REMOTE = 'https://github.com/acme/platform.git';

/** An Application of one directory; `helm` is the text of the source's further fields. */
export function serviceApplication(name: string, path: string, helm = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  source:
    repoURL: ${REMOTE}
    targetRevision: main
    path: ${path}
${helm}  destination:
    server: https://kubernetes.default.svc
    namespace: ${name}
  syncPolicy:
    automated: { prune: true, selfHeal: true }
`;
}

/** An Application for each kustomized service in each environment, with Go templates. */
export const kustomizedSet = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: kustomized
  namespace: argocd
spec:
  goTemplate: true
  goTemplateOptions: ["missingkey=error"]
  generators:
    - matrix:
        generators:
          - git:
              repoURL: ${REMOTE}
              revision: main
              directories:
                - path: teams/*/kustomized/*
          - list:
              elements:
                - env: staging
                  server: https://staging.example.invalid
                - env: production
                  server: https://production.example.invalid
  template:
    metadata:
      name: '{{.path.basename}}-{{.env}}'
    spec:
      project: default
      source:
        repoURL: ${REMOTE}
        targetRevision: main
        path: '{{.path.path}}/overlays/{{.env}}'
      destination:
        server: '{{.server}}'
        namespace: '{{.path.basename}}'
      syncPolicy:
        automated: { prune: true }
`;

/** An Application for each `app.json`, with the old placeholders. */
export const plainSet = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: plain
  namespace: argocd
spec:
  generators:
    - git:
        repoURL: ${REMOTE}
        revision: main
        files:
          - path: teams/*/plain/*/app.json
  template:
    metadata:
      name: '{{name}}'
    spec:
      project: default
      source:
        repoURL: ${REMOTE}
        targetRevision: main
        path: '{{path}}/manifests'
      destination:
        server: https://kubernetes.default.svc
        namespace: '{{name}}'
      syncPolicy:
        automated: {}
`;
