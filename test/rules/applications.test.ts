import { expect, test } from 'vitest';
import { checkRule, fix } from '../harness/rules.ts';
import { REMOTE, ROOT } from '../harness/workspace.ts';

/** An Application whose spec ends with the given lines. */
const app = (spec: string, name = 'a', source = `{ repoURL: '${REMOTE}', path: app }`): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  destination: { server: 'https://kubernetes.default.svc', namespace: x }
  source: ${source}
${spec}`;

const project = (name: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: ${name}, namespace: argocd }
spec: { sourceRepos: ['*'], destinations: [{ server: '*', namespace: '*' }] }
`;

test('sync options that Argo CD does not know, in Applications and in annotations', async () => {
  const workspace = await checkRule(
    'unknown-sync-option',
    `
//- a.yaml
${app(`  syncPolicy:
    syncOptions:
      - CreateNamespace=true
      - Prune=confirm
      - PrunePropagationPolicy=background
      - «CreateNamespaces=true»
      - «ServerSideApply=True»
      - «"Validate: false"»
      - «PruneLast»
      # argocd-coverage-ignore unknown-sync-option
      - Prun=false
`)}
//- app/b.yaml
apiVersion: v1
kind: Service
metadata:
  name: b
  annotations:
    argocd.argoproj.io/sync-options: «Prune=flase», Delete=confirm,«Replce=true» # why
    argocd.argoproj.io/compare-options: IgnoreExtraneous
---
apiVersion: v1
kind: Service
metadata: { name: c, annotations: { argocd.argoproj.io/sync-options: «SkipDryRun», x: "y" } }
//- app/templated.yaml
metadata:
  annotations:
    argocd.argoproj.io/sync-options: "{{ .Values.options }}"
    # argocd.argoproj.io/sync-options: Nothing=true
    other: "argocd.argoproj.io/sync-options: Nothing=true"
`,
  );
  for (const title of ['CreateNamespaces=true', 'ServerSideApply=True', 'Validate: false', 'PruneLast'])
    fix(workspace, 'a.yaml', 'unknown-sync-option', `Change ${title}`);
  expect(workspace.files[`${ROOT}/a.yaml`]).toContain(`
      - CreateNamespace=true
      - ServerSideApply=true
      - "Validate=false"
      - PruneLast=true
`);
  fix(workspace, 'app/b.yaml', 'unknown-sync-option', 'Change Prune=flase to Prune=false');
  fix(workspace, 'app/b.yaml', 'unknown-sync-option', 'Change Replce=true to Replace=true');
  expect(workspace.files[`${ROOT}/app/b.yaml`]).toContain(': Prune=false, Delete=confirm,Replace=true # why');
});

test('a sync option that is a mapping', () =>
  checkRule(
    'unknown-sync-option',
    `//- a.yaml\n${app('  syncPolicy: { syncOptions: [«{ CreateNamespace: true }»] }')}`,
  ));

test('validation that is switched off, for an Application or for one object', () =>
  checkRule(
    'sync-validation-disabled',
    `
//- a.yaml
${app(`  syncPolicy:
    syncOptions: [«Validate=false», Validate=true]
`)}
//- app/b.json
{ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "b", "annotations": { "argocd.argoproj.io/sync-options":"«Validate=false»" } } }
`,
  ));

test('ignoreDifferences that can ignore nothing', async () => {
  const workspace = await checkRule(
    'malformed-ignore-difference',
    `
//- a.yaml
${app(`  ignoreDifferences:
    - group: apps
      kind: Deployment
      jsonPointers:
        - /spec/replicas
        - «spec.replicas»
        - «/metadata/annotations/example.com/hash»
        - /metadata/annotations/example.com~1hash
        - «/spec/template/spec/containers/*/image»
        - «/a~b»
    - group: apps
      kind: Deployment
      jqPathExpressions:
        - .spec.template.spec.containers[] | select(.name == "a)") | .image
        - '.metadata.annotations["a\\"b"]'
        - «/spec/replicas»
        - «spec.replicas»
        - «.spec.containers[»
        - «.spec.containers[?(@.name)»
    - kind: «StatefulSet»
      jsonPointers: [/spec/replicas]
    - kind: ConfigMap
      managedFieldsManagers: [kubelet]
    - kind: «Secret»
    - group: '*'
      kind: '*'
      managedFieldsManagers: [x]
`)}
//- set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  generators: [{ list: { elements: [{ name: b }] } }]
  ignoreApplicationDifferences:
    - jsonPointers: [/spec/source/targetRevision, «spec/source»]
  template:
    metadata: { name: '{{name}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: app }
      destination: { server: 'https://kubernetes.default.svc' }
`,
  );
  fix(workspace, 'a.yaml', 'malformed-ignore-difference', 'Change spec.replicas to /spec/replicas');
  fix(workspace, 'a.yaml', 'malformed-ignore-difference', 'Change /metadata/annotations/example.com/hash');
  expect(workspace.files[`${ROOT}/a.yaml`]).toContain(`
        - /spec/replicas
        - /spec/replicas
        - /metadata/annotations/example.com~1hash
`);
});

test('charts at a range of versions', () => {
  const chart = (name: string, revision: string): string =>
    app('', name, `{ repoURL: 'https://charts.example', chart: redis, targetRevision: ${revision} }`);
  return checkRule(
    'floating-target-revision',
    `
//- a.yaml
${[
  chart('a', '«"*"»'),
  chart('b', '«^1.2.0»'),
  chart('c', '«1.2.x»'),
  chart('d', "«'>=1.0.0 <2.0.0'»"),
  chart('e', '1.2.3'),
  chart('f', "'1.2'"),
  chart('g', 'v1.2.3-rc.1'),
  app('', 'h', `{ repoURL: '${REMOTE}', path: app, targetRevision: v1.* }`),
].join('---')}`,
  );
});

test('projects that are not among those of the workspace', async () => {
  const workspace = await checkRule(
    'unknown-project',
    `
//- apps.yaml
${[app('  project: team-alpha'), app('  project: «team-alfa»', 'b'), app('  project: team-alfa', 'c'), app('  project: default', 'd')].join('\n---')}
//- projects.yaml
${project('team-alpha')}
`,
  );
  expect(
    workspace.engine.diagnostics(`${ROOT}/apps.yaml`).find(({ code }) => code === 'unknown-project'),
  ).toMatchObject({
    severity: 'warning',
    related: [{ message: 'Application “c” is in this project too' }],
  });
  fix(workspace, 'apps.yaml', 'unknown-project', 'Change team-alfa to team-alpha');
  expect(workspace.files[`${ROOT}/apps.yaml`]?.match(/project: team-alfa/g)).toHaveLength(1);
});

test('a project that many Applications share is rather kept elsewhere; without any AppProject nothing is said', async () => {
  const apps = ['b', 'c', 'd'].map((name) => app('  project: platform', name)).join('\n---');
  const shared = await checkRule(
    'unknown-project',
    `//- a.yaml\n${apps.replace('platform', '«platform»')}\n//- p.yaml\n${project('web')}`,
  );
  expect(shared.engine.report().diagnostics.find(({ code }) => code === 'unknown-project')?.severity).toBe(
    'information',
  );
  await checkRule('unknown-project', `//- a.yaml\n${apps}`);
});

test('the default project, where the rule is switched on', async () => {
  const files = (mark: string): string => `
//- .argocd-coverage.yaml
${mark === '' ? '' : 'severity: {default-project: warning}'}
//- a.yaml
${app(`  project: ${mark === '' ? 'default' : '«default»'}`)}
---
${app('  project: web', 'b')}
`;
  await checkRule('default-project', files('«»'));
  await checkRule('default-project', files(''));
});
