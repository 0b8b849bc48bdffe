import { expect, test } from 'vitest';
import { checkRule, fix } from '../harness/rules.ts';
import { REMOTE, ROOT } from '../harness/workspace.ts';

test('fields of Applications that Argo CD does not have', async () => {
  const workspace = await checkRule(
    'unknown-field',
    `
//- a.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: a
  «annotation»: { x: y }
  labels: { anything: goes }
spec:
  project: default
  sources:
    - repoURL: ${REMOTE}
      path: app
      directory:
        «recuse»: true
      helm:
        valuesObject: { any: { thing: 1 } }
        «valueFile»: [a.yaml]
      plugin:
        parameters: [{ name: x, map: { own: key } }]
  destination: { server: https://kubernetes.default.svc, namespace: x }
  syncPolicy:
    automated:
      prune: true
      «syncOptions»: [CreateNamespace=true]
    managedNamespaceMetadata: { labels: { own: label } }
    # argocd-coverage-ignore unknown-field
    retries: 3
  «zzz»: true
status: { anything: {} }
//- project.yaml
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: p, namespace: argocd }
spec:
  sourceRepos: ['*']
  «destination»: [{ server: '*', namespace: '*' }]
  destinations: [{ server: '*', «namespaces»: '*' }]
`,
  );
  fix(workspace, 'a.yaml', 'unknown-field', 'Change annotation to annotations');
  fix(workspace, 'a.yaml', 'unknown-field', 'Change recuse to recurse');
  fix(workspace, 'a.yaml', 'unknown-field', 'Change valueFile to valueFiles');
  expect(workspace.files[`${ROOT}/a.yaml`]).toMatch(/annotations: \{[\s\S]*recurse: true[\s\S]*valueFiles: \[/);
});

test('ApplicationSets: generators, and the template within', () =>
  checkRule(
    'unknown-field',
    `
//- set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - list: { elements: [{ name: a, own: 1 }] }
    - matrix:
        generators:
          - clusters: { «selectors»: { matchLabels: { a: b } }, values: { own: x } }
          - git: { repoURL: ${REMOTE}, revision: HEAD, directories: [{ path: apps/*, «excluded»: true }] }
      selector: { matchLabels: { own: x } }
    - plugin: { configMapRef: { name: p }, input: { parameters: { own: x } } }
  template:
    metadata: { name: 'x-{{ .name }}', labels: { '{{ .name }}': x } }
    spec:
      project: default
      source: { repoURL: ${REMOTE}, path: app, «targetRevison»: HEAD }
      destination: { server: https://kubernetes.default.svc }
      syncPolicy: { «automatd»: {} }
  «templatepatch»: 'x'
//- app/x.yaml
{}
`,
  ));

test('an Application that a kustomization patches, and one of a chart, are told where they are written', () =>
  checkRule(
    'unknown-field',
    `
//- kustomization.yaml
resources: [a.yaml]
namePrefix: x-
//- a.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: a, namespace: argocd }
spec:
  project: default
  source: { repoURL: ${REMOTE}, path: app, directory: { recuse: «true» } }
  destination: { server: https://kubernetes.default.svc }
//- app/x.yaml
{}
`,
  ));
