import { expect, test } from 'vitest';
import { directorySource } from '../../server/src/claims/directory.ts';
import { fixtureTree } from '../harness/fixture.ts';
import { requestOf } from './requestOf.ts';

const tree = fixtureTree(`
  //- app/a.yaml
  kind: Service
  //- app/b.txt
  kind: Service
  //- app/skip.yaml
  # +argocd:skip-file-rendering
  kind: Service
  //- app/link.yaml -> ../other/x.yaml
  //- app/sub/c.yaml
  kind: Service
  //- app/main.jsonnet
  local a = import 'a.libsonnet'; // import 'not.libsonnet'
  { x: importstr "note.txt", y: 'import "no"', z: a }
  //- app/a.libsonnet
  import 'lib.libsonnet'
  //- app/note.txt
  hello
  //- vendor/lib.libsonnet
  import '../app/a.libsonnet'
  //- other/x.yaml
  kind: Pod
`);

function claimed(directory: Record<string, unknown>): string[] {
  const { claims } = directorySource.claim(requestOf(tree, 'app', { directory }));
  return claims.map(({ file, role }) => `${role} ${file}`);
}

test('a link claims itself and its target, jsonnet its imports', () => {
  expect(claimed({ jsonnet: { libs: ['vendor'] } })).toEqual([
    'manifest app/a.yaml',
    'manifest app/link.yaml',
    'manifest other/x.yaml',
    'manifest app/main.jsonnet',
    'jsonnet app/a.libsonnet',
    'jsonnet app/note.txt',
    'jsonnet vendor/lib.libsonnet',
  ]);
});

test('a missing import is told where it stands', () => {
  const { problems } = directorySource.claim(requestOf(tree, 'app'));
  expect(problems).toMatchObject([
    { code: 'broken-manifest', at: { file: 'app/a.libsonnet', span: { start: 7, end: 22 } } },
  ]);
});

test.each([
  ['app/b.txt', {}, 'unsupported-extension'],
  ['app/skip.yaml', {}, 'skipped-by-marker'],
  ['app/sub/c.yaml', {}, 'not-recursed'],
  ['app/sub/c.yaml', { recurse: true }, undefined],
  ['app/sub/c.yaml', { exclude: 'sub/*' }, 'excluded-by-source'],
  ['app/a.yaml', { include: 'x*' }, 'excluded-by-source'],
  ['app/a.yaml', {}, undefined],
  ['other/x.yaml', {}, undefined],
])('%s with %j is missed because %s', (file, directory, reason) => {
  expect(directorySource.explainMiss?.(requestOf(tree, 'app', { directory }), file)?.reason).toBe(reason);
});

test('a broken file is claimed, and told at the place of the error', () => {
  const broken = fixtureTree(`
    //- app/x.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    ---
    foo: bar
  `);
  const { claims, problems } = directorySource.claim(requestOf(broken, 'app'));
  expect(claims).toMatchObject([{ file: 'app/x.yaml' }]);
  expect(problems).toMatchObject([{ code: 'broken-manifest', at: { file: 'app/x.yaml', span: { start: 55 } } }]);
});
