import type { Target } from '../target.ts';

/** Kustomizations, their patches, generators and components. */
export const kustomization: Target = {
  name: 'kustomization',
  world: `
    //- argocd/x.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: x, namespace: argocd }
    spec:
      project: default
      source: { repoURL: 'https://example.test/acme/r.git', path: overlay }
      destination: { name: in-cluster, namespace: x }
    //- overlay/kustomization.yaml
    namespace: x
    namePrefix: a-
    resources: [../base, a.yaml]
    components: [../part]
    patches:
      - path: patch.yaml
        target: { kind: Service, name: 'a.*', labelSelector: 'app in (a, b)' }
      - patch: |-
          - { op: replace, path: /metadata/name, value: z }
        target: { kind: Service }
    configMapGenerator:
      - { name: c, files: [k=data.txt, data.txt], envs: [data.txt], literals: [a=b] }
    helmCharts:
      - { name: chart, releaseName: r, valuesFile: data.txt }
    replacements:
      - source: { kind: Service, fieldPath: metadata.name }
        targets: [{ select: { kind: Service }, fieldPaths: [spec.x.*] }]
    //- overlay/a.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
    //- overlay/patch.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
    $patch: delete
    //- overlay/data.txt
    a=b
    //- base/kustomization.yaml
    resources: [b.yaml]
    generators: [b.yaml]
    //- base/b.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: b }
    //- part/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
  `,
  hostile: ['overlay/kustomization.yaml', 'base/kustomization.yaml', 'part/kustomization.yaml', 'overlay/patch.yaml'],
  pieces:
    'resources:\n~bases: ~components: ~- ../overlay\n~- ../base\n~- .\n~- ..\n~- a.yaml\n~patches:\n~- path: patch.yaml\n~- patch: |-\n~  target: { kind: "(.*)*x" }\n~configMapGenerator:\n~- name: a\n~  files: [a=]\n~  envs: [..]\n~- github.com/a/b//c?ref=x\n~- git@x:y\n~helmCharts:\n~kind: Component\n~\n~  ~[~]~- '.split(
      '~',
    ),
  corpus: /(^|\/)kustomization\.ya?ml$/,
};
