import { expect, test } from 'vitest';
import { testWorkspace } from '../harness/workspace.ts';

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
