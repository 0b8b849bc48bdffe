import { expect, test } from 'vitest';
import { cursorWorkspace } from '../harness/cursor.ts';
import { manifest, REMOTE, ROOT } from '../harness/workspace.ts';

const APPS = `
//- apps/auth/config.json
{"name": "Auth", "team": {"id": 7}}
//- apps/auth/x.yaml
${manifest('x')}
//- apps/shop/config.json
{"name": "Shop", "team": {"id": 8}}
//- apps/shop/deep/y.yaml
${manifest('y')}
`;

const set = (generator: string, template: string, goTemplate = false) => `${APPS}
//- argocd/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set, namespace: argocd}
spec:
  goTemplate: ${goTemplate}
  generators:
    - git:
        repoURL: ${REMOTE}
        ${generator}
  template:
    metadata: {name: ${goTemplate ? "'{{.path.basename}}'" : "'{{path.basename}}'"}}
    spec:
      project: default
      source: {repoURL: ${REMOTE}, path: ${template}}
      destination: {name: in-cluster}
`;

const hover = async (source: string): Promise<string | undefined> => {
  const { engine, at, offset } = await cursorWorkspace(source);
  return engine.hover(`${ROOT}/${at.file}`, offset)?.markdown;
};

test.each([
  ['a parameter', set('directories: [{path: apps/*}]', "'{{pa‸th}}'"), ['auth: `apps/auth`', 'shop: `apps/shop`']],
  [
    'a flattened parameter of a file',
    set('files: [{path: apps/*/config.json}]', "'apps/{{team.i‸d}}'"),
    ['auth: `7`', 'shop: `8`'],
  ],
  [
    'an unknown parameter',
    set('directories: [{path: apps/*}]', "'{{ti‸er}}'"),
    ['auth: no generator gives this parameter', 'shop: no generator gives this parameter'],
  ],
  [
    'a Go template',
    set('directories: [{path: apps/*}]', "'{{ .path.base‸name | upper }}'", true),
    ['auth: `AUTH`', 'shop: `SHOP`'],
  ],
])('the hover on %s tells the values it takes', async (_, source, rows) => {
  const text = await hover(source);
  expect(
    text
      ?.split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.slice(2)),
  ).toEqual(rows);
});

test('a step of a Go template has no value', async () => {
  expect(await hover(set('directories: [{path: apps/*}]', "'{{ if .pa‸th }}x{{ end }}'", true))).not.toContain('{{');
});

test('the hover on a pattern tells its dialect and what it matches', async () => {
  const directories = await hover(set('directories: [{path: ap‸ps/*}]', "'{{path}}'"));
  expect(directories).toMatch(/path\.Match[\s\S]*Matches 2 paths[\s\S]*apps\/auth[\s\S]*apps\/shop/);
  const files = await hover(set('files: [{path: apps/*.ya‸ml}]', "'{{path}}'"));
  expect(files).toMatch(/Git pathspec[\s\S]*reads it differently[\s\S]*Matches 2 paths[\s\S]*deep\/y\.yaml/);
  expect(await hover(set('directories: [{path: no‸ne/*}]', "'{{path}}'"))).toContain('Matches nothing now.');
});

test.each([
  ['include: "*/y‸.yaml"', ['apps/shop/deep/y.yaml']],
  ['exclude: "*x‸.yaml"', ['apps/auth/x.yaml']],
])('the hover on %s lists the files', async (pattern, files) => {
  const text = await hover(`${APPS}
//- argocd/app.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a, namespace: argocd}
spec:
  source: {repoURL: ${REMOTE}, path: apps, directory: {recurse: true, ${pattern}}}
  destination: {name: in-cluster}
`);
  expect([...(text ?? '').matchAll(/\[([^\]]+)\]/g)].map((match) => match[1])).toEqual(files);
});

test('the hover on a value lists the layers of each Application and the one that wins', async () => {
  const text = await hover(`
//- charts/web/Chart.yaml
apiVersion: v2
name: web
version: 0.1.0
//- charts/web/values.yaml
repli‸cas: 1
image: {tag: a}
//- charts/web/templates/a.yaml
${manifest('a')}
//- env/prod.yaml
replicas: 3
//- argocd/app.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web, namespace: argocd}
spec:
  source:
    repoURL: ${REMOTE}
    path: charts/web
    helm:
      valueFiles: [../../env/prod.yaml]
      parameters: [{name: image.tag, value: b}]
  destination: {name: in-cluster}
`);
  expect(text).toContain('1. this file: `1`');
  expect(text).toMatch(/2\. \[env\/prod\.yaml\]\([^)]*\): `3` ← wins/);
  expect(text).toContain('3. `helm.parameters`');
});
