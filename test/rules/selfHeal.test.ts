import { expect, test } from 'vitest';
import { checkRule, fix } from '../harness/rules.ts';
import { REMOTE, ROOT } from '../harness/workspace.ts';

const app = (automated: string, rest = ''): string => `
//- argocd.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: a, namespace: argocd }
spec:
  project: default
  source: { repoURL: '${REMOTE}', path: app }
  destination: { server: https://kubernetes.default.svc, namespace: x }
  syncPolicy: { automated: ${automated} }
  ${rest}`;

const deployment = (replicas: string, kind = 'Deployment'): string => `
//- app/deployment.yaml
apiVersion: apps/v1
kind: ${kind}
metadata: { name: api }
spec:
  ${replicas}
  selector: { matchLabels: { app: api } }
`;

const hpa = (name = 'api', kind = 'Deployment'): string => `
//- app/hpa.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: ${name} }
`;

test('self-heal sets back what an autoscaler changes', async () => {
  const source = app('{ selfHeal: true }') + deployment('replicas: «2» # to begin with') + hpa();
  const workspace = await checkRule('hpa-selfheal-conflict', source);
  const [finding] = workspace.engine
    .diagnostics(`${ROOT}/app/deployment.yaml`)
    .filter(({ code }) => code === 'hpa-selfheal-conflict');
  expect(finding?.related.map(({ path }) => path)).toEqual([`${ROOT}/app/hpa.yaml`, `${ROOT}/argocd.yaml`]);
  fix(workspace, 'app/deployment.yaml', 'hpa-selfheal-conflict', 'Remove replicas');
  expect(workspace.files[`${ROOT}/app/deployment.yaml`]).not.toContain('replicas');
  expect(workspace.engine.diagnostics(`${ROOT}/app/deployment.yaml`)).toEqual([]);
});

test('through a kustomization, for KEDA and StatefulSets too', async () => {
  await checkRule(
    'hpa-selfheal-conflict',
    `${app('{ selfHeal: true }')}${deployment('replicas: «2»', 'StatefulSet')}
//- app/keda.yaml
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: api }
spec: { scaleTargetRef: { kind: StatefulSet, name: api } }
//- app/kustomization.yaml
namePrefix: dev-
resources: [deployment.yaml, keda.yaml]
`,
  );
});

const IGNORED = (entry: string): string => `ignoreDifferences: [{ group: apps, kind: Deployment, ${entry} }]`;

test.each<readonly [string, string]>([
  ['self-heal is off', app('{}') + deployment('replicas: 2') + hpa()],
  ['nothing is automated', app('{ enabled: false, selfHeal: true }') + deployment('replicas: 2') + hpa()],
  ['the autoscaler scales another', app('{ selfHeal: true }') + deployment('replicas: 2') + hpa('web')],
  [
    'the autoscaler scales another kind',
    app('{ selfHeal: true }') + deployment('replicas: 2') + hpa('api', 'StatefulSet'),
  ],
  ['no replicas are written', app('{ selfHeal: true }') + deployment('paused: false') + hpa()],
  ...[
    "jsonPointers: ['/spec/replicas']",
    "jqPathExpressions: ['.spec.replicas']",
    'managedFieldsManagers: [kube-controller-manager]',
  ].map((entry) => [entry, app('{ selfHeal: true }', IGNORED(entry)) + deployment('replicas: 2') + hpa()] as const),
  [
    'a patch takes them away',
    `${app('{ selfHeal: true }')}${deployment('replicas: 2')}${hpa()}
//- app/kustomization.yaml
resources: [deployment.yaml, hpa.yaml]
patches: [{ target: { kind: Deployment }, patch: '[{ "op": "remove", "path": "/spec/replicas" }]' }]
`,
  ],
  [
    'Argo CD ignores them everywhere',
    `${app('{ selfHeal: true }')}${deployment('replicas: 2')}${hpa()}
//- cm.yaml
data: { resource.customizations.ignoreDifferences.apps_Deployment: 'jsonPointers: [/spec/replicas]' }
`,
  ],
  ['a comment says so', app('{ selfHeal: true }') + deployment('# argocd-coverage-ignore\n  replicas: 2') + hpa()],
])('nothing is said where %s', async (_why, source) => {
  await checkRule('hpa-selfheal-conflict', source);
});

const webhook = (bundle: string, annotation = 'cert-manager.io/inject-ca-from: x/y'): string => `
//- app/webhook.yaml
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: w, annotations: { ${annotation} } }
webhooks:
  - name: w.example
    clientConfig: { service: { name: w, namespace: x }, ${bundle} }
`;
const SWITCHED_ON =
  '//- .argocd-coverage.yaml\nseverity: { missing-ignore-difference: warning, missing-key-not-error: warning }';

test('fields that operators are known to write, where the rule is switched on', async () => {
  await checkRule('missing-ignore-difference', SWITCHED_ON + app('{ selfHeal: true }') + webhook('caBundle: «Cg==»'));
  const ignored =
    "ignoreDifferences: [{ group: '*', kind: '*', jqPathExpressions: ['.webhooks[].clientConfig.caBundle'] }]";
  await checkRule(
    'missing-ignore-difference',
    SWITCHED_ON + app('{ selfHeal: true }', ignored) + webhook('caBundle: Cg=='),
  );
  await checkRule('missing-ignore-difference', SWITCHED_ON + app('{ selfHeal: true }') + webhook('x: y'));
  await checkRule(
    'missing-ignore-difference',
    SWITCHED_ON + app('{ selfHeal: true }') + webhook('caBundle: Cg==', 'a: b'),
  );
  await checkRule('missing-ignore-difference', app('{ selfHeal: true }') + webhook('caBundle: Cg=='));
});

test.each([
  ['', '  goTemplate: true\n  goTemplateOptions: ["missingkey=error"]\n'],
  ['  goTemplateOptions: [missingkey=zero]\n', '  goTemplateOptions: [missingkey=zero, missingkey=error]\n'],
])('goTemplate without missingkey=error, options %j', async (options, after) => {
  const workspace = await checkRule(
    'missing-key-not-error',
    `${SWITCHED_ON}
//- set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  goTemplate: «true»
${options}  generators: [{ list: { elements: [{ name: a }] } }]
  template:
    metadata: { name: '{{ .name }}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: app }
      destination: { server: https://kubernetes.default.svc }
//- app/x.yaml
{}
`,
  );
  fix(workspace, 'set.yaml', 'missing-key-not-error', 'Add missingkey=error');
  expect(workspace.files[`${ROOT}/set.yaml`]).toContain(after);
  expect(workspace.findings().filter((line) => line.includes('missing-key'))).toEqual([]);
});
