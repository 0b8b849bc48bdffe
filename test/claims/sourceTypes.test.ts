import { expect, test } from 'vitest';
import { claimSource } from '../../server/src/claims/sourceTypes.ts';
import { fixtureTree } from '../harness/fixture.ts';
import { requestOf } from './requestOf.ts';

const tree = fixtureTree(`
  //- app/a.yaml
  kind: Service
  //- app/.argocd-source-app.yaml
  directory: {exclude: 'b*'}
  //- app/b.yaml
  kind: Service
  //- broken/.argocd-source.yaml
  directory: 5
  //- tool/main.tk
  x
  //- file
  x
`);

function claim(path: string, source: Record<string, unknown> = {}): ReturnType<typeof claimSource> {
  return claimSource(requestOf(tree, path, source));
}

test('overrides decide, and are claimed', () => {
  const { type, claims, path } = claim('./app/');
  expect({ type, path }).toEqual({ type: 'Directory', path: 'app' });
  expect(claims.map(({ file, role }) => `${role} ${file}`)).toEqual([
    'override app/.argocd-source-app.yaml',
    'manifest app/a.yaml',
  ]);
});

test.each([
  ['charts/waste', 'path-not-found', '`charts/waste` does not exist: Argo CD can’t make the manifests of this source.'],
  ['/app', 'invalid-path', '`/app` is an absolute path: Argo CD can’t make the manifests of this source.'],
  ['../app', 'invalid-path', '`../app` leads out of the repository: Argo CD can’t make the manifests of this source.'],
  ['file', 'invalid-path', '`file` is not a directory: Argo CD can’t make the manifests of this source.'],
])('%s: %s', (path, code, message) => {
  expect(claim(path).problems).toMatchObject([{ code, message }]);
});

test('a broken override is told at its field', () => {
  expect(claim('broken').problems).toMatchObject([
    { code: 'invalid-application', at: { file: 'broken/.argocd-source.yaml', span: { start: 11, end: 12 } } },
  ]);
});

test('two types are refused', () => {
  expect(claim('app', { helm: {}, kustomize: {} }).problems).toMatchObject([
    { code: 'invalid-application', message: expect.stringContaining('Kustomize,Helm,Directory') },
  ]);
});

test('every file of a plugin’s path is possible', () => {
  const { type, claims } = claim('tool', { plugin: { name: 'tanka' } });
  expect(type).toBe('Plugin');
  expect(claims).toMatchObject([{ file: 'tool/main.tk', possible: true, why: 'the plugin tanka makes the manifests' }]);
});

test('a symlink out of the repository fails every source', () => {
  const outside = fixtureTree(`
    //- app/a.yaml
    kind: Service
    //- docs/out -> ../../x
  `);
  const { problems, claims } = claimSource(requestOf(outside, 'app'));
  expect(problems).toMatchObject([{ code: 'out-of-bounds-symlink', at: { file: 'docs/out' } }]);
  expect(claims).toHaveLength(1);
});
