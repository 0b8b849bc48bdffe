import { expect, test } from 'vitest';
import { definitionAt, documentLinks } from '../../server/src/features/definition.ts';
import { referencesAt } from '../../server/src/features/references.ts';
import { documentSymbols, workspaceSymbols } from '../../server/src/features/symbols.ts';
import { cursorWorkspace, shortPlace } from '../harness/cursor.ts';
import { application, manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

const COMMON = `
//- charts/web/Chart.yaml
apiVersion: v2
name: web
version: 0.1.0
//- charts/web/values.yaml
replicas: 1
//- charts/web/templates/a.yaml
${manifest('a')}
//- env/prod.yaml
replicas: 3
//- base/kustomization.yaml
resources: [one.yaml]
//- base/one.yaml
${manifest('one')}
//- apps/auth/x.yaml
${manifest('x')}
//- apps/shop/y.yaml
${manifest('y')}
`;

const app = (spec: string) => `
//- argocd/web.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web, namespace: argocd}
spec:
  project: team
  destination: {server: https://kubernetes.default.svc}
${spec}
//- argocd/project.yaml
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: team
`;

const chart = (valueFile: string) =>
  app(`  sources:
    - repoURL: ${REMOTE}
      path: charts/web
      helm: {valueFiles: [${valueFile}]}
    - {repoURL: ${REMOTE}, ref: values}`);

const set = (entry: string) => `
//- argocd/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set, namespace: argocd}
spec:
  generators:
    - git: {repoURL: ${REMOTE}, ${entry}}
  template:
    metadata: {name: '{{path.basename}}'}
    spec:
      project: default
      source: {repoURL: ${REMOTE}, path: '{{pa‸th}}'}
      destination: {name: in-cluster}
`;

test.each([
  ['a source path', app(`  source: {repoURL: ${REMOTE}, path: charts/w‸eb}`), ['charts/web/Chart.yaml']],
  ['a values file of a ref', chart('$values/env/pr‸od.yaml'), ['env/prod.yaml']],
  ['a values file beside the chart', chart('../../env/pr‸od.yaml'), ['env/prod.yaml']],
  [
    'a project',
    app('  source: {path: charts/web}').replace('project: team', 'project: te‸am'),
    ['argocd/project.yaml:4'],
  ],
  ['a kustomize resource', '//- over/kustomization.yaml\nresources:\n- ../ba‸se\n', ['base/kustomization.yaml']],
  [
    'a file of a generator',
    "//- k/kustomization.yaml\nconfigMapGenerator:\n- {name: c, files: ['key=a.con‸f']}\n//- k/a.conf\nx\n",
    ['k/a.conf'],
  ],
  ['a template', set('directories: [{path: apps/*}]'), ['apps/auth/x.yaml', 'apps/shop/y.yaml']],
  ['a missing path', app(`  source: {repoURL: ${REMOTE}, path: charts/n‸one}`), undefined],
  ['a key', app('  sour‸ce: {path: charts/web}'), undefined],
])('the definition of %s', async (_, source, places) => {
  const { engine, at, offset } = await cursorWorkspace(`${COMMON}${source}`);
  expect(definitionAt(engine.features, at, offset)?.places.map((place) => shortPlace(engine, place))).toEqual(places);
});

test('every path-like scalar that leads to one file is a link', async () => {
  const { engine, at } = await cursorWorkspace(
    `${COMMON}${chart('$values/env/prod.ya‸ml, nowhere.yaml, "https://x.test/v.yaml"')}`,
  );
  const links = documentLinks(engine.features, at).map(
    ({ span, path }) => `${at.text.slice(span.start, span.end)} → ${path}`,
  );
  expect(links).toEqual(['charts/web → /r/charts/web/Chart.yaml', '$values/env/prod.yaml → /r/env/prod.yaml']);
});

test.each([
  [
    'a manifest: what claims its file',
    `//- o/kustomization.yaml\nresources: [../base]\n//- base/one.yaml\napiVersion: v1\nkind: Serv‸ice\nmetadata: {name: one}\n`,
    ['base/kustomization.yaml:1'],
  ],
  [
    'a values file: who lists it',
    `${chart('$values/env/prod.yaml')}\n//- env/prod.yaml\nrepli‸cas: 3\n`,
    ['argocd/web.yaml:10'],
  ],
  ['a directory: who names it', '//- o/kustomization.yaml\nresources:\n- ../ba‸se\n', ['o/kustomization.yaml:2']],
  [
    'an Application’s name: what it deploys',
    app(`  source: {repoURL: ${REMOTE}, path: base}`).replace('name: web', 'name: w‸eb'),
    ['base/one.yaml:4'],
  ],
  [
    'a project: its Applications',
    app(`  source: {path: base}`).replace('name: team', 'name: te‸am'),
    ['argocd/web.yaml:5'],
  ],
])('the references of %s', async (_, source, places) => {
  const { engine, at, offset } = await cursorWorkspace(`${COMMON}${source}`);
  expect(referencesAt(engine.features, at, offset).map((place) => shortPlace(engine, place))).toEqual(places);
});

test('the outline of a file with an Application and a manifest', async () => {
  const { engine, at } = await cursorWorkspace(
    `${COMMON}${app(`  source: {repoURL: ${REMOTE}, path: ba‸se}\n---\n${manifest('m')}`)}`,
  );
  const outline = documentSymbols(engine.features, at).map(
    ({ name, detail, kind, children }) => `${kind} ${name} ${detail} [${children.map((c) => `${c.kind} ${c.name}`)}]`,
  );
  expect(outline).toEqual([
    'application web Application [destination https://kubernetes.default.svc,source base]',
    'manifest m Service []',
  ]);
});

test('Applications are found by some of their letters', async () => {
  const workspace = await testWorkspace(`
//- a.yaml
${application('guestbook', 'path: base')}
//- b.yaml
${application('monitoring', 'path: base')}
`);
  const found = (query: string) => workspaceSymbols(workspace.engine.features, query).map(({ name }) => name);
  expect(found('gbook')).toEqual(['guestbook']);
  expect(found('')).toEqual(['guestbook', 'monitoring']);
  expect(found('xyz')).toEqual([]);
});
