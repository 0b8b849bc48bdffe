import { describe, expect, test } from 'vitest';
import type { Engine } from '../../server/src/engine.ts';
import { testWorkspace } from '../harness/workspace.ts';

/** The names of what is missing, sorted. */
const missingNames = (engine: Engine): string[] =>
  engine
    .report()
    .diagnostics.filter(({ code }) => code === 'missing-config')
    .map(({ message }) => /“(.*?)”/.exec(message)?.[1] ?? '')
    .sort();

const pod = (spec: string, namespace = 'ns') => `apiVersion: v1
kind: Pod
metadata: { name: p, namespace: ${namespace} }
spec:
  containers: [{ name: c, image: i }]
${spec}`;
const named = (kind: string, name: string, namespace = 'ns', apiVersion = 'v1', spec = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n${spec}`;

test.each([
  ['a volume', '  volumes: [{ name: v, configMap: { name: cm } }]', '', ['ConfigMap cm']],
  ['an optional volume', '  volumes: [{ name: v, configMap: { name: cm, optional: true } }]', '', []],
  [
    'a secret volume and a pull secret',
    '  volumes: [{ name: v, secret: { secretName: s } }]\n  imagePullSecrets: [{ name: pull }]',
    '',
    ['Secret s', 'Secret pull'],
  ],
  [
    'a claim',
    '  volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]',
    '',
    ['PersistentVolumeClaim data'],
  ],
  ['a service account', '  serviceAccountName: robot', '', ['ServiceAccount robot']],
  ['what is created in the namespace', '  serviceAccountName: robot', named('ServiceAccount', 'robot'), []],
  [
    'what is created in another namespace',
    '  serviceAccountName: robot',
    named('ServiceAccount', 'robot', 'other'),
    ['ServiceAccount robot'],
  ],
  [
    'an external secret',
    '  imagePullSecrets: [{ name: pull }]',
    named('ExternalSecret', 'x', 'ns', 'external-secrets.io/v1', 'spec: { target: { name: pull } }\n'),
    [],
  ],
  [
    'a certificate',
    '  volumes: [{ name: v, secret: { secretName: tls } }]',
    named('Certificate', 'x', 'ns', 'cert-manager.io/v1', 'spec: { secretName: tls }\n'),
    [],
  ],
  [
    'a projected source',
    '  volumes: [{ name: v, projected: { sources: [{ secret: { name: part } }] } }]',
    '',
    ['Secret part'],
  ],
])('%s', async (_, spec, other, missing) => {
  const { engine } = await testWorkspace(`
//- pod.yaml
${pod(spec)}
//- other.yaml
${other}
`);
  const found = engine.report().diagnostics.filter(({ code }) => code === 'missing-config');
  expect(found.map(({ message }) => message.replace(/.*creates the (\S+) “(.*?)”.*/, '$1 $2'))).toEqual(missing);
});

test.each([
  'configMapGenerator: [null, { name: cm, literals: [a=b] }]\n',
  'configMapGenerator:\n-\n- name: cm\n',
  'secretGenerator: [null]\nhelmCharts: [null]\nhelmChartInflationGenerator: [null]\nconfigMapGenerator: [{ name: cm }]\n',
])('entries that are only begun take nothing from the others: %j', async (lists) => {
  const { engine } = await testWorkspace(`
//- pod.yaml
${pod('  volumes: [{ name: v, configMap: { name: cm } }]')}
//- kustomization.yaml
resources: [pod.yaml]
${lists}`);
  expect(engine.report().diagnostics.filter(({ code }) => code === 'missing-config')).toEqual([]);
});

test('a kustomize generator creates what it names', async () => {
  const { engine } = await testWorkspace(`
//- pod.yaml
${pod('  volumes: [{ name: v, configMap: { name: cm } }]')}
//- kustomization.yaml
resources: [pod.yaml]
configMapGenerator: [{ name: cm, literals: [a=b] }]
`);
  expect(engine.report().diagnostics.filter(({ code }) => code === 'missing-config')).toEqual([]);
});

const needs = (secret: string, namespace = 'ns') => pod(`  imagePullSecrets: [{ name: ${secret} }]`, namespace);
const made = (apiVersion: string, kind: string, name: string, spec = '') => named(kind, name, 'ns', apiVersion, spec);

/** Names that operators' documentation promises, each with one that nothing makes. */
test.each([
  ['CloudNativePG', made('postgresql.cnpg.io/v1', 'Cluster', 'db'), 'db-app', 'db-other'],
  [
    'Zalando',
    made('acid.zalan.do/v1', 'postgresql', 'acme-db'),
    'app.acme-db.credentials.postgresql.acid.zalan.do',
    'acme-db',
  ],
  [
    'Crunchy',
    made('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', 'hippo'),
    'hippo-pguser-rhino',
    'hippo-pg',
  ],
  ['Strimzi', made('kafka.strimzi.io/v1beta2', 'KafkaUser', 'robot'), 'robot', 'robots'],
  ['RabbitMQ', made('rabbitmq.com/v1beta1', 'RabbitmqCluster', 'mq'), 'mq-default-user', 'mq'],
  [
    'ECK',
    made('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'logs'),
    'logs-es-elastic-user',
    'logs-elastic-user',
  ],
  [
    'MariaDB',
    made('k8s.mariadb.com/v1alpha1', 'MariaDB', 'db', 'spec: { passwordSecretKeyRef: { name: pw, generate: true } }\n'),
    'pw',
    'pw2',
  ],
  [
    'an Issuer',
    made('cert-manager.io/v1', 'Issuer', 'le', 'spec: { acme: { privateKeySecretRef: { name: le-key } } }\n'),
    'le-key',
    'le',
  ],
  [
    'a SealedSecret that names its template',
    made('bitnami.com/v1alpha1', 'SealedSecret', 'x', 'spec: { template: { metadata: { name: out } } }\n'),
    'out',
    'x',
  ],
  ['an ExternalSecret without a target', made('external-secrets.io/v1', 'ExternalSecret', 'x'), 'x', 'z'],
  [
    'Vault',
    made('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', 'x', 'spec: { destination: { name: out } }\n'),
    'out',
    'x',
  ],
  ['1Password', made('onepassword.com/v1', 'OnePasswordItem', 'x'), 'x', 'z'],
  [
    'Doppler',
    made(
      'secrets.doppler.com/v1alpha1',
      'DopplerSecret',
      'x',
      'spec: { managedSecret: { name: out, namespace: other } }\n',
    ),
    'out',
    'x',
  ],
  [
    'SOPS templates',
    made('isindir.github.com/v1alpha3', 'SopsSecret', 'x', 'spec: { secretTemplates: [{ name: a }, { name: b }] }\n'),
    'b',
    'x',
  ],
  ['a service account’s token', named('ServiceAccount', 'robot'), 'robot-token-x7k2p', 'robot-key'],
  [
    'the second of two Services with serving certificates',
    ['a', 'b']
      .map((name) =>
        named('Service', name).replace(
          ' }',
          `, annotations: { service.beta.openshift.io/serving-cert-secret-name: ${name}-tls } }`,
        ),
      )
      .join('---\n'),
    'b-tls',
    'c-tls',
  ],
])('%s makes a Secret', async (_, maker, there, missing) => {
  const { engine } = await testWorkspace(`
//- there.yaml
${needs(there)}
//- missing.yaml
${needs(missing)}
//- maker.yaml
${maker}
`);
  const found = engine.report().diagnostics.filter(({ code }) => code === 'missing-config');
  expect(found.map(({ file }) => file)).toEqual(['missing.yaml']);
});

const ingress = (annotations: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: i, namespace: ns, annotations: { ${annotations} } }
spec: { tls: [{ secretName: tls }] }
`;

test.each([
  ['an Ingress’s certificate', ingress('a: b'), '', 1],
  ['an Ingress that cert-manager serves', ingress('cert-manager.io/cluster-issuer: le'), '', 0],
  [
    'a Rollout',
    'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: r }\nspec: { template: { spec: { serviceAccountName: robot } } }\n',
    '',
    1,
  ],
  [
    'a StatefulSet’s own claims',
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: s }\nspec: { volumeClaimTemplates: [{ metadata: { name: data } }] }\n',
    '',
    0,
  ],
  [
    'a CSI volume’s secret',
    pod('  volumes: [{ name: v, csi: { driver: d, nodePublishSecretRef: { name: s } } }]'),
    '',
    1,
  ],
  [
    'a Secret that Reflector copies',
    needs('pull'),
    named('Secret', 'pull', 'other').replace(
      ' }',
      ', annotations: { reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true" } }',
    ),
    0,
  ],
])('%s', async (_, manifest, other, count) => {
  const { engine } = await testWorkspace(`
//- a.yaml
${manifest}
//- b.yaml
${other}
`);
  expect(engine.report().diagnostics.filter(({ code }) => code === 'missing-config')).toHaveLength(count);
});

test.each([
  ['a prefix of a generator', 'configMapGenerator: [{ name: cm, literals: [a=b] }]\nnamePrefix: dev-\n', 'dev-cm', 0],
  ['a remote base', 'resources: [pod.yaml, "https://github.com/acme/base?ref=v1"]\n', 'cm', 0],
  ['a chart of the build', 'resources: [pod.yaml]\nhelmCharts: [{ name: c, repo: https://charts.test }]\n', 'cm', 0],
  ['a build without it', 'resources: [pod.yaml]\n', 'cm', 1],
])('%s may bring it', async (_, kustomization, name, count) => {
  const { engine } = await testWorkspace(`
//- pod.yaml
${pod(`  volumes: [{ name: v, configMap: { name: ${name} } }]`)}
//- kustomization.yaml
${kustomization}
`);
  expect(engine.report().diagnostics.filter(({ code }) => code === 'missing-config')).toHaveLength(count);
});

test('what serves tests needs nothing', async () => {
  const { engine } = await testWorkspace(`
//- tests/pod.yaml
${needs('pull')}
`);
  expect(engine.report().diagnostics.filter(({ code }) => code === 'missing-config')).toEqual([]);
});

describe('what stands in a build is not the last word', () => {
  const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          serviceAccountName: dev-robot
          volumes: [{ name: v, persistentVolumeClaim: { claimName: placeholder } }]
          containers: [{ name: c, image: i, env: [{ name: E, valueFrom: { secretKeyRef: { name: later, key: k } } }] }]
`;
  const patch = (field: string) => `- op: replace\n  path: /spec/jobTemplate/spec/template/spec/${field}\n  value: x\n`;
  test.each<[name: string, overlay: string, ...missing: string[]]>([
    ['an overlay that changes nothing', '', 'later', 'placeholder'],
    ['a patch of the claim', 'patches: [{ target: { kind: CronJob }, path: claim.yaml }]', 'later'],
    ['a patch of another kind', 'patches: [{ target: { kind: Job }, path: claim.yaml }]', 'later', 'placeholder'],
    ['a patch of something else', 'patches: [{ target: { kind: CronJob }, path: image.yaml }]', 'later', 'placeholder'],
    ['a patch that adds to a list', 'patches: [{ target: { kind: CronJob }, path: add.yaml }]', 'later', 'placeholder'],
    ['a patch of all that stands around', 'patches: [{ target: { kind: CronJob }, path: env.yaml }]', 'placeholder'],
    ['a strategic merge', 'patchesStrategicMerge: [merge.yaml]', 'placeholder'],
    ['a list that is only begun', 'patches: [null]\npatchesStrategicMerge: [null]', 'later', 'placeholder'],
  ])('%s', async (_, overlay, ...missing) => {
    const { engine } = await testWorkspace(`
//- base/kustomization.yaml
resources: [cronjob.yaml, account.yaml]
//- base/cronjob.yaml
${cronJob}
//- base/account.yaml
apiVersion: v1
kind: ServiceAccount
metadata: { name: robot }
//- dev/kustomization.yaml
resources: [../base]
namePrefix: dev-
${overlay}
//- dev/claim.yaml
${patch('volumes/0/persistentVolumeClaim/claimName')}
//- dev/env.yaml
${patch('containers/0/env')}
//- dev/add.yaml
- op: add
  path: /spec/jobTemplate/spec/template/spec/containers/0/env/-
  value: { name: F, valueFrom: { secretKeyRef: { name: x } } }
//- dev/image.yaml
${patch('containers/0/image')}
//- ${overlay.includes('merge') ? 'dev/merge.yaml' : 'dev/merge.txt'}
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: c, env: [{ name: E, valueFrom: { secretKeyRef: { name: real } } }] }] } } } } }
`);
    expect(missingNames(engine)).toEqual(missing);
  });
});

test.each<[name: string, file: string, text: string, ...missing: string[]]>([
  [
    'a Job’s script',
    'job.yaml',
    `apiVersion: batch/v1
kind: Job
metadata: { name: j, namespace: ns }
spec:
  template:
    spec:
      containers:
        - name: c
          image: i
          command:
            - bash
            - -c
            - |
              name=keys
              kubectl create secret generic $name --from-literal=a=b --dry-run=client -o yaml | kubectl apply -f -
`,
  ],
  [
    'a Job’s script that reads it',
    'job.yaml',
    `apiVersion: batch/v1
kind: Job
metadata: { name: j, namespace: ns }
spec: { template: { spec: { containers: [{ name: c, image: i, command: [bash, -c, kubectl get secret keys] }] } } }
`,
    'keys',
  ],
  [
    'Terraform',
    'a.tf',
    'resource "kubernetes_secret" "a" {\n  metadata {\n    name = "keys"\n    namespace = "ns"\n  }\n}\n',
  ],
  [
    'Terraform with a local and a version',
    'a.tf',
    'locals {\n  name = "keys"\n}\nresource "kubernetes_secret_v1" "a" {\n  metadata {\n    name = local.name\n    namespace = var.namespace\n  }\n}\n',
  ],
  [
    'Terraform for another namespace',
    'a.tf',
    'resource "kubernetes_secret" "a" {\n  metadata {\n    name = "keys"\n    namespace = "other"\n  }\n}\n',
    'keys',
  ],
  [
    'Terraform that reads it',
    'a.tf',
    'data "kubernetes_secret" "a" {\n  metadata {\n    name = "keys"\n    namespace = "ns"\n  }\n}\n',
    'keys',
  ],
  [
    'Terraform’s ConfigMap of that name',
    'a.tf',
    'resource "kubernetes_config_map" "a" {\n  metadata {\n    name = "keys"\n    namespace = "ns"\n  }\n}\n',
    'keys',
  ],
  [
    'a patch that makes OpenShift serve a certificate',
    'kustomization.yaml',
    'resources: [service.yaml]\npatches:\n  - target: { kind: Service }\n    patch: |\n      - op: add\n        path: /metadata/annotations/service.beta.openshift.io~1serving-cert-secret-name\n        value: keys\n',
  ],
])('%s creates a Secret, or not', async (_, file, text, ...missing) => {
  const { engine } = await testWorkspace(`
//- a.yaml
${needs('keys')}
//- service.yaml
${named('Service', 's')}
//- ${file}
${text}
`);
  expect(missingNames(engine)).toEqual(missing);
});

test('Argo CD’s own accounts are there where it runs', async () => {
  const { engine } = await testWorkspace(`
//- a.yaml
${pod('  serviceAccountName: argocd-application-controller', 'argocd')}
//- b.yaml
${pod('  serviceAccountName: argocd-robot', 'argocd')}
`);
  expect(missingNames(engine)).toEqual(['argocd-robot']);
});

const SPEC = '{ serviceAccountName: robot, containers: [{ name: c, image: i }] }';

/** Every kind that holds Pods. */
test.each<[apiVersion: string, kind: string, spec: string, count: number]>([
  ['v1', 'Pod', SPEC, 1],
  ['v1', 'ReplicationController', `{ template: { spec: ${SPEC} } }`, 1],
  ['apps/v1', 'Deployment', `{ template: { spec: ${SPEC} } }`, 1],
  ['apps/v1', 'StatefulSet', `{ template: { spec: ${SPEC} } }`, 1],
  ['apps/v1', 'DaemonSet', `{ template: { spec: ${SPEC} } }`, 1],
  ['apps/v1', 'ReplicaSet', `{ template: { spec: ${SPEC} } }`, 1],
  ['batch/v1', 'Job', `{ template: { spec: ${SPEC} } }`, 1],
  ['batch/v1', 'CronJob', `{ jobTemplate: { spec: { template: { spec: ${SPEC} } } } }`, 1],
  ['argoproj.io/v1alpha1', 'Rollout', `{ template: { spec: ${SPEC} } }`, 1],
  ['example.test/v1', 'Deployment', `{ template: { spec: ${SPEC} } }`, 0],
])('%s %s', async (apiVersion, kind, spec, count) => {
  const { engine } = await testWorkspace(`
//- a.yaml
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: a }
spec: ${spec}
`);
  expect(missingNames(engine)).toHaveLength(count);
});

const container = (fields: string) => `containers: [{ name: c, image: i, ${fields} }]`;
const volume = (fields: string) => `volumes: [{ name: v, ${fields} }]`;

/** Every way to need something, and the same where it is optional. */
test.each<[fields: string, optional: string | undefined]>([
  [
    container('envFrom: [{ configMapRef: { name: x } }]'),
    container('envFrom: [{ configMapRef: { name: x, optional: true } }]'),
  ],
  [
    container('envFrom: [{ secretRef: { name: x } }]'),
    container('envFrom: [{ secretRef: { name: x, optional: true } }]'),
  ],
  [
    container('env: [{ name: E, valueFrom: { configMapKeyRef: { name: x, key: k } } }]'),
    container('env: [{ name: E, valueFrom: { configMapKeyRef: { name: x, key: k, optional: true } } }]'),
  ],
  [
    container('env: [{ name: E, valueFrom: { secretKeyRef: { name: x, key: k } } }]'),
    container('env: [{ name: E, valueFrom: { secretKeyRef: { name: x, key: k, optional: true } } }]'),
  ],
  ['initContainers: [{ name: c, image: i, envFrom: [{ secretRef: { name: x } }] }]', undefined],
  ['ephemeralContainers: [{ name: c, image: i, envFrom: [{ secretRef: { name: x } }] }]', undefined],
  [volume('configMap: { name: x }'), volume('configMap: { name: x, optional: true }')],
  [volume('secret: { secretName: x }'), volume('secret: { secretName: x, optional: true }')],
  [
    volume('projected: { sources: [{ configMap: { name: x } }] }'),
    volume('projected: { sources: [{ configMap: { name: x, optional: true } }] }'),
  ],
  [
    volume('projected: { sources: [{ secret: { name: x } }] }'),
    volume('projected: { sources: [{ secret: { name: x, optional: true } }] }'),
  ],
  [volume('csi: { driver: d, nodePublishSecretRef: { name: x } }'), undefined],
  [volume('persistentVolumeClaim: { claimName: x }'), undefined],
  ['imagePullSecrets: [{ name: x }]', undefined],
  ['serviceAccountName: x', 'serviceAccountName: default'],
])('%s', async (fields, optional) => {
  const { engine } = await testWorkspace(`
//- a.yaml
apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { ${fields} }
${optional === undefined ? '' : `//- b.yaml\napiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec: { ${optional} }`}
`);
  const found = engine.report().diagnostics.filter(({ code }) => code === 'missing-config');
  expect(found.map(({ file }) => file)).toEqual(['a.yaml']);
});

test('an Ingress has no Pods that wait', async () => {
  const { engine } = await testWorkspace(`//- a.yaml\n${ingress('a: b')}`);
  expect(engine.report().diagnostics.find(({ code }) => code === 'missing-config')?.message).toBe(
    'Nothing in the repository creates the Secret “tls” that this Ingress names: it answers without its certificate until somebody does.',
  );
});
