import { expect, test } from 'vitest';
import type { SourceRequest } from '../../server/src/claims/claim.ts';
import { helmSource } from '../../server/src/claims/helm.ts';
import type { Tree } from '../../server/src/files/tree.ts';
import { UNKNOWN_TEXT } from '../../server/src/gotemplate/unknown.ts';
import { fixtureTree } from '../harness/fixture.ts';
import { requestOf } from './requestOf.ts';

const tree = fixtureTree(`
  //- web/Chart.yaml
  name: web
  version: 1.0.0
  apiVersion: v2
  dependencies:
    - { name: lib, version: ^1.0.0, repository: file://../lib }
    - { name: db, version: 1.x, condition: db.enabled }
  //- web/.helmignore
  *.bak
  docs/
  //- web/values.yaml
  db: { enabled: false }
  //- web/values-dev.yaml
  db: { enabled: true }
  //- web/broken.yaml
  - 1
  //- web/docs/pod.yaml
  kind: Pod
  //- web/extra/pod.yaml
  kind: Pod
  //- web/crds/crd.yaml
  kind: CustomResourceDefinition
  //- web/templates/_helpers.yaml
  //- web/templates/NOTES.txt
  //- web/templates/a.yaml
  kind: Service
  //- web/templates/a.yaml.bak
  kind: Service
  //- web/templates/.hidden.yaml
  kind: Service
  //- web/charts/db/Chart.yaml
  name: db
  version: 1.2.3
  apiVersion: v2
  //- web/charts/db/templates/db.yaml
  kind: Service
  //- lib/Chart.yaml
  name: lib
  version: 1.1.0
  apiVersion: v2
  //- lib/templates/lib.yaml
  kind: Service
  //- env/common.yaml
  a: 1
  //- library/Chart.yaml
  name: l
  version: 1.0.0
  type: library
  //- remote/Chart.yaml
  name: r
  version: 1.0.0
  dependencies:
    - { name: redis, version: 1.x, repository: https://charts.example.com }
`);

function request(path: string, helm: Record<string, unknown> = {}, rest: Partial<SourceRequest> = {}): SourceRequest {
  return { ...requestOf(tree, path, { helm }), ...rest };
}

function claims(asked: SourceRequest): string[] {
  return helmSource.claim(asked).claims.map(({ file, role, possible }) => `${role}${possible ? '?' : ''} ${file}`);
}

function problems(asked: SourceRequest): string[] {
  return helmSource.claim(asked).problems.map(({ code, at }) => (at ? `${code} ${at.file}:${at.span?.start}` : code));
}

test('a chart is every file that .helmignore leaves, with the charts beside it that it names', () => {
  expect(claims(request('web'))).toEqual([
    'chart web/.helmignore',
    'chart web/Chart.yaml',
    'chart web/broken.yaml',
    'chart web/charts/db/Chart.yaml',
    'template web/charts/db/templates/db.yaml',
    'template web/crds/crd.yaml',
    'chart web/extra/pod.yaml',
    'chart web/templates/NOTES.txt',
    'chart web/templates/_helpers.yaml',
    'template web/templates/a.yaml',
    'chart web/values-dev.yaml',
    'chart web/values.yaml',
    'chart lib/Chart.yaml',
    'template lib/templates/lib.yaml',
  ]);
});

test.each([
  [{ parameters: [{ name: 'db.enabled', value: UNKNOWN_TEXT }] }, 'template? web/charts/db/templates/db.yaml'],
  [{ skipCrds: true }, 'chart web/crds/crd.yaml'],
  [{ valueFiles: ['/env/common.yaml'] }, 'values env/common.yaml'],
  [{ valueFiles: ['values-dev.yaml'] }, 'values web/values-dev.yaml'],
  [{ valueFiles: [`values-${UNKNOWN_TEXT}.yaml`] }, 'values? web/values-dev.yaml'],
  [{ fileParameters: [{ name: 'x', path: 'docs/pod.yaml' }] }, 'values web/docs/pod.yaml'],
])('%o claims %s', (helm, claim) => {
  expect(claims(request('web', helm))).toContain(claim);
});

test.each([
  ['web', {}, []],
  ['web', { valueFiles: ['nope.yaml'] }, ['value-file-not-found']],
  ['web', { valueFiles: ['nope.yaml'], ignoreMissingValueFiles: true }, []],
  ['web', { valueFiles: ['docs'] }, ['value-file-not-found']],
  ['web', { valueFiles: ['/../x.yaml'] }, ['value-file-not-found']],
  ['web', { valueFiles: ['broken.yaml'] }, ['broken-chart web/broken.yaml:undefined']],
  ['env', {}, ['broken-chart']],
  ['library', {}, ['broken-chart library/Chart.yaml:29']],
  ['remote', {}, []],
])('%s with %o gives the problems %o', (path, helm, expected) => {
  expect(problems(request(path, helm))).toEqual(expected);
});

test('an entry is known by its index, so that its place can be shown', () => {
  const { problems: found } = helmSource.claim(request('web', { valueFiles: ['values.yaml', 'nope.yaml'] }));
  expect(found[0]?.data).toEqual({ kind: 'valueFiles', entry: 'nope.yaml', index: 1 });
});

test('with several sources a dollar has to be a ref; its files are in the other repository', () => {
  const other: Tree = fixtureTree(`
    //- dev/values.yaml
    a: 1
  `);
  const refs = new Map([['config', other]]);
  const asked = request('web', { valueFiles: ['$config/dev/values.yaml'] }, { refs, multiSource: true });
  expect(claims(asked)).toContain('values dev/values.yaml');
  expect(problems(request('web', { valueFiles: ['$nope/v.yaml'] }, { refs, multiSource: true }))).toEqual([
    'ref-not-found',
  ]);
});

test('of a chart in a Helm repository only the files of refs are here', () => {
  const source = { chart: 'redis', helm: { valueFiles: ['inside.yaml', '$config/env/common.yaml'] } };
  const asked = { ...request(''), source, refs: new Map([['config', tree]]), multiSource: true };
  expect(claims(asked)).toEqual(['values env/common.yaml']);
  expect(problems(asked)).toEqual([]);
});

test.each([
  ['web/docs/pod.yaml', 'ignored-by-helm', { file: 'web/.helmignore', span: { start: 6, end: 11 } }],
  ['web/templates/a.yaml.bak', 'ignored-by-helm', { file: 'web/.helmignore', span: { start: 0, end: 5 } }],
  ['web/templates/.hidden.yaml', 'ignored-by-helm', undefined],
  ['web/extra/pod.yaml', 'outside-templates', { file: 'web/Chart.yaml' }],
  ['web/crds/crd.yaml', 'excluded-by-source', undefined],
  ['web/templates/a.yaml', undefined, undefined],
  ['env/common.yaml', undefined, undefined],
])('%s is missed because: %s', (file, reason, at) => {
  const miss = helmSource.explainMiss?.(request('web', { skipCrds: true }), file);
  expect(miss?.reason).toBe(reason);
  expect(miss?.at).toEqual(at);
});

test('hostile charts end: links to themselves, charts in charts', () => {
  const loop = fixtureTree(`
    //- a/Chart.yaml
    name: a
    version: 1.0.0
    //- a/charts/b -> ../../a
    //- a/dangling -> nowhere
  `);
  expect(helmSource.claim(requestOf(loop, 'a', { helm: {} })).problems.map(({ code }) => code)).toEqual([
    'broken-chart',
  ]);
});
