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
