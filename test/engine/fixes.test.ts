import { expect, test } from 'vitest';
import { fix } from '../harness/rules.ts';
import { application, manifest, REMOTE, ROOT, type TestWorkspace, testWorkspace } from '../harness/workspace.ts';

const codesOf = (workspace: TestWorkspace, file: string) =>
  workspace.engine.diagnostics(`${ROOT}/${file}`).map(({ code }) => code);

test.each([
  ['resources:\n- a.yaml # why\n', 'resources:\n- a.yaml # why\n- b.yaml\n'],
  ['resources: [a.yaml]\n', 'resources: [a.yaml, b.yaml]\n'],
  ['resources:\r\n  - a.yaml\r\nnamespace: x\r\n', 'resources:\r\n  - a.yaml\r\n  - b.yaml\r\nnamespace: x\r\n'],
  ['resources:\n  - a.yaml', 'resources:\n  - a.yaml\n  - b.yaml'],
])('a file is added to %j', async (before, after) => {
  const workspace = await testWorkspace(`
//- argocd.yaml
${application('a', 'path: app')}
//- app/a.yaml
${manifest('a')}
//- app/b.yaml
${manifest('b')}
`);
  workspace.write('app/kustomization.yaml', before);
  fix(workspace, 'app/b.yaml', 'not-in-kustomization', 'Add to app/kustomization.yaml');
  expect(workspace.files['/r/app/kustomization.yaml']).toBe(after);
  expect(codesOf(workspace, 'app/b.yaml')).toEqual([]);
});

test('recurse is turned on where the Application is written', async () => {
  const workspace = await testWorkspace(`
//- argocd.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: a
spec:
  source:
    repoURL: ${REMOTE}
    path: app # here
  destination:
    server: https://kubernetes.default.svc
//- app/deep/b.yaml
${manifest('b')}
//- app/a.yaml
${manifest('a')}
`);
  fix(workspace, 'app/deep/b.yaml', 'not-recursed', 'Enable recurse in argocd.yaml');
  expect(workspace.files['/r/argocd.yaml']).toContain(
    '    path: app # here\n    directory:\n      recurse: true\n  destination:',
  );
  expect(codesOf(workspace, 'app/deep/b.yaml')).toEqual([]);
});

test.each([
  ["include: '*.json'", 'Widen include'],
  ["exclude: '{b.yaml,x*}'", 'Narrow exclude'],
])('a pattern %s lets the file in', async (pattern, title) => {
  const workspace = await testWorkspace(`
//- argocd.yaml
${application('a', `path: app, directory: { ${pattern} }`)}
//- app/b.yaml
${manifest('b')}
`);
  fix(workspace, 'app/b.yaml', 'excluded-by-source', title);
  expect(codesOf(workspace, 'app/b.yaml')).toEqual([]);
});

test('an Application is generated in the house’s style, where the root picks it up', async () => {
  const workspace = await testWorkspace(`
//- root.yaml
${application('root', 'path: apps')}
//- apps/kustomization.yaml
resources:
  - one.yaml
//- apps/one.yaml
${application('one', 'path: k8s/one')}
//- k8s/one/a.yaml
${manifest('a')}
//- k8s/two/b.yaml
${manifest('b')}
`);
  fix(workspace, 'k8s/two/b.yaml', 'unwatched-manifest', 'Generate an Application for k8s/two (apps/two.yaml)');
  expect(workspace.files['/r/apps/kustomization.yaml']).toBe('resources:\n  - one.yaml\n  - two.yaml\n');
  expect(codesOf(workspace, 'k8s/two/b.yaml')).toEqual([]);
  expect(workspace.engine.report().applications.find(({ name }) => name === 'two')).toMatchObject({
    parent: 'argocd/root',
    automated: true,
  });
});

test('an unwatched overlay gets its Application as a whole', async () => {
  const workspace = await testWorkspace(`
//- argocd/one.yaml
${application('one', 'path: x')}
//- x/a.yaml
${manifest('a')}
//- overlays/dev/kustomization.yaml
resources: [../../base]
//- base/kustomization.yaml
resources: [b.yaml]
//- base/b.yaml
${manifest('b')}
`);
  fix(workspace, 'base/b.yaml', 'unwatched-manifest', 'Generate an Application for overlays/dev');
  expect(codesOf(workspace, 'base/b.yaml')).toEqual([]);
});

test('what Helm would read as an action is escaped when a manifest moves into a chart', async () => {
  const workspace = await testWorkspace(`
//- argocd.yaml
${application('waste', 'path: charts/waste')}
//- k8s/waste/rule.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: r }
data: { text: '{{ $value }} tasks' }
`);
  fix(workspace, 'argocd.yaml', 'path-not-found', 'Create chart charts/waste');
  expect(workspace.files['/r/charts/waste/templates/rule.yaml']).toContain('{{ "{{" }} $value }} tasks');
  expect(workspace.files['/r/k8s/waste/rule.yaml']).toBeUndefined();
  expect(codesOf(workspace, 'argocd.yaml')).toEqual(['application-not-registered']);
});

test('ignoring keeps what is ignored by default', async () => {
  const workspace = await testWorkspace(`
//- argocd.yaml
${application('a', 'path: app')}
//- app/a.yaml
${manifest('a')}
//- legacy/b.yaml
${manifest('b')}
`);
  fix(workspace, 'legacy/b.yaml', 'unwatched-manifest', 'Ignore legacy/**');
  expect(workspace.verdicts()).toContain('legacy/b.yaml: ignored');
  expect(workspace.files['/r/.argocd-coverage.yaml']).toContain('node_modules');
});

test('recursing into charts and kustomizations is offered, not preferred', async () => {
  const workspace = await testWorkspace(`
//- argocd.yaml
${application('a', 'path: app')}
//- app/a.yaml
${manifest('a')}
//- app/plain/b.yaml
${manifest('b')}
//- app/chart/Chart.yaml
apiVersion: v2
name: chart
version: 1.0.0
//- app/chart/templates/c.yaml
${manifest('c')}
`);
  const path = `${ROOT}/app/plain/b.yaml`;
  const span = workspace.engine.diagnostics(path)[0]?.span ?? { start: 0, end: 0 };
  const recurse = workspace.engine.codeActions(path, span).find(({ title }) => title.startsWith('Enable recurse'));
  expect(recurse?.preferred).toBe(false);
  expect(workspace.findings()).toContain('app/chart/Chart.yaml:2 unwatched-manifest');
  expect(workspace.verdicts()).toContain('app/chart/templates/c.yaml: unwatched-manifest');
});

const needsConfig = `apiVersion: v1
kind: Pod
metadata: { name: p, namespace: waste }
spec:
  containers:
    - name: c
      image: i
      env: [{ name: KEY, valueFrom: { secretKeyRef: { name: openai, key: api-key } } }]
  volumes: [{ name: rules, configMap: { name: waste-rules } }]
`;

test.each([
  ['openai', 'Create an ExternalSecret for openai', 'openai-external-secret.yaml', 'property: api-key'],
  ['openai', 'Create a SealedSecret for openai', 'openai-sealed-secret.yaml', 'encryptedData: {}'],
  [
    'waste-rules',
    'Create the ConfigMap waste-rules from rules',
    'waste-rules-configmap.yaml',
    '    a: 1\n\n    b: 2\n',
  ],
])('%s: %s', async (name, title, file, content) => {
  const workspace = await testWorkspace(`
//- app/pod.yaml
${needsConfig}
//- app/kustomization.yaml
resources:
  - pod.yaml
//- rules/paper.yaml
a: 1

b: 2
//- deploy.md
\`\`\`sh
kubectl create configmap waste-rules --from-file=rules/ -n waste
\`\`\`
`);
  const path = `${ROOT}/app/pod.yaml`;
  const missing = () =>
    workspace.engine.diagnostics(path).filter(({ data }) => (data as { name?: string } | undefined)?.name === name);
  const [diagnostic] = missing();
  const action = workspace.engine
    .codeActions(path, diagnostic?.span ?? { start: 0, end: 0 })
    .find((candidate) => candidate.title.startsWith(title));
  const edit = action && workspace.engine.resolveAction(action.data);
  if (edit) workspace.apply(edit);
  expect(workspace.files[`${ROOT}/app/${file}`]).toContain(content);
  expect(workspace.files[`${ROOT}/app/kustomization.yaml`]).toBe(`resources:\n  - pod.yaml\n  - ${file}\n`);
  expect(missing()).toEqual([]);
});
