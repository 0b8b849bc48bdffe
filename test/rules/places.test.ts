import { expect, test } from 'vitest';
import { checkRule } from '../harness/rules.ts';
import { application, manifest, REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

const set = (generators: string): string => `
//- set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  generators:
    ${generators}
  template:
    metadata: { name: '{{path.basename}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: app }
      destination: { server: https://kubernetes.default.svc }
//- app/x.yaml
${manifest('x')}`;
const git = (items: string): string => set(`- git: { repoURL: '${REMOTE}', revision: HEAD, ${items} }`);

test.each([
  git('directories: [{ path: «nowhere/*» }, { path: app, exclude: true }]'),
  git('directories: «[{ path: nowhere/* }, { path: else/* }]»'),
  git('files: [{ path: «nowhere.json» }]'),
  git('directories: [{ path: app }]'),
  set('- list: { elements: «[]» }'),
  set('- «{}»'),
])('a generator that matches nothing is told at its pattern', async (source) => {
  await checkRule('generator-matches-nothing', source);
});

test('a generator that Argo CD does not know, and one of an OCI registry', async () => {
  await checkRule('invalid-application', set('- clusterz: «{}»'));
  await checkRule('invalid-application', set('- oci: { repoURL: oci://x, directories: [{ path: a }] }'));
  await checkRule('unresolvable-generator', set('- oci: «{ repoURL: oci://x, directories: [{ path: a }] }»'));
});

test('mistakes in files name the Application that fails because of them', async () => {
  const { engine } = await testWorkspace(`
//- a.yaml
${application('a', 'path: app')}
//- b.yaml
${application('b', 'path: chart')}
//- c.yaml
${application('c', 'path: kustomized')}
//- app/x.yaml
${manifest('x')}data: { a: b
//- app/out.yaml -> ../../outside.yaml
//- chart/Chart.yaml
name: [
//- kustomized/kustomization.yaml
resources: [missing.yaml]
`);
  const places = ['app/x.yaml', 'app/out.yaml', 'chart/Chart.yaml', 'kustomized/kustomization.yaml'].flatMap((file) =>
    engine
      .diagnostics(`${ROOT}/${file}`)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, related }) => `${file} ${code} ${related.map(({ path }) => path.slice(ROOT.length + 1)).join()}`),
  );
  expect(places).toEqual([
    'app/x.yaml broken-manifest a.yaml',
    'app/out.yaml out-of-bounds-symlink a.yaml',
    'chart/Chart.yaml broken-chart b.yaml',
    'kustomized/kustomization.yaml broken-kustomization c.yaml',
  ]);
});
