import { expect, test } from 'vitest';
import type { Engine } from '../../server/src/engine.ts';
import type { TreeViewName } from '../../server/src/features/tree/treeNode.ts';
import { application, manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

/** The whole tree as indented lines, as a person sees it with every row unfolded. */
function drawn(engine: Engine, view: TreeViewName, filter?: string, parent?: string, indent = ''): string[] {
  return engine.tree
    .children(view, parent, filter)
    .flatMap((row) => [
      `${indent}${row.label} | ${row.description}`,
      ...(row.branch ? drawn(engine, view, row.matched ? undefined : filter, row.id, `${indent}  `) : []),
    ]);
}

const ROOT_APP = application('root', 'path: apps');
const WORKSPACE = `
//- root.yaml
${ROOT_APP}
//- apps/api.yaml
${application('api', 'path: deploy/api')}
//- apps/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: envs, namespace: argocd }
spec:
  generators: [{ list: { elements: [{ env: dev }, { env: prod }] } }]
  template:
    metadata: { name: 'web-{{env}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', targetRevision: main, path: 'web/{{env}}' }
      destination: { server: 'https://kubernetes.default.svc', namespace: web }
//- deploy/api/kustomization.yaml
resources: [service.yaml]
//- deploy/api/service.yaml
${manifest('api')}
//- deploy/api/forgotten.yaml
${manifest('forgotten')}---
${manifest('second', 'ConfigMap')}
//- web/dev/a.yaml
${manifest('a')}
//- web/prod/a.yaml
${manifest('a')}
//- lost/deep/down/x.yaml
${manifest('x')}
`;

test('Applications with who makes them, down to their files', async () => {
  const { engine } = await testWorkspace(WORKSPACE);
  expect(drawn(engine, 'applications')).toEqual([
    'root | 2 manifests → root',
    '  api | 1 manifest → api',
    '    kustomization.yaml | deploy/api · kustomization',
    '    service.yaml | deploy/api',
    '  envs | 2 Applications',
    '    web-dev | 1 manifest → web',
    '      a.yaml | web/dev',
    '    web-prod | 1 manifest → web',
    '      a.yaml | web/prod',
    '  api.yaml | apps',
    '  set.yaml | apps',
  ]);
});

test('directories with their share, chains of them in one row', async () => {
  const { engine } = await testWorkspace(WORKSPACE);
  expect(drawn(engine, 'directories')).toEqual([
    'apps | 100 % · 2 of 2',
    '  api.yaml | root',
    '  set.yaml | root',
    'deploy/api | 33 % · 1 of 3',
    '  forgotten.yaml | 2 manifests',
    '    Service/forgotten | not deployed',
    '    ConfigMap/second | not deployed',
    '  service.yaml | api',
    'lost/deep/down | 0 % · 0 of 1',
    '  x.yaml | not deployed',
    'web | 0 % · 0 of 2',
    '  dev | 0 % · 0 of 1',
    '    a.yaml | web-dev',
    '  prod | 0 % · 0 of 1',
    '    a.yaml | web-prod',
    'root.yaml | registered by hand',
  ]);
});

test('what nothing deploys, by what one edit brings in', async () => {
  const { engine } = await testWorkspace(WORKSPACE);
  expect(drawn(engine, 'notDeployed')).toEqual([
    'deploy/api | 2 · not in the kustomization · api',
    '  Service/forgotten | forgotten.yaml',
    '  ConfigMap/second | forgotten.yaml',
    'lost/deep/down | 1 · no Application near',
    '  Service/x | x.yaml',
  ]);
});

test('a filter keeps what holds its words, what leads there, and all below', async () => {
  const { engine } = await testWorkspace(WORKSPACE);
  expect(drawn(engine, 'applications', 'WEB-dev')).toEqual([
    'root | 2 manifests → root',
    '  envs | 2 Applications',
    '    web-dev | 1 manifest → web',
    '      a.yaml | web/dev',
  ]);
  expect(drawn(engine, 'notDeployed', 'configmap')).toEqual([
    'deploy/api | 2 · not in the kustomization · api',
    '  ConfigMap/second | forgotten.yaml',
  ]);
  expect(drawn(engine, 'directories', 'nowhere')).toEqual([]);
});

test('ids stay while other things change, and two Applications of one name have two', async () => {
  const { engine, write } = await testWorkspace(WORKSPACE);
  const ids = () => engine.tree.children('applications').map(({ id }) => id);
  const before = ids();
  write('deploy/api/forgotten.yaml', manifest('now-one'));
  expect(ids()).toEqual(before);
  write('root2.yaml', ROOT_APP);
  const after = ids();
  expect(after).toContain(before[0]);
  expect(new Set(after).size).toBe(after.length);
});

test('rows that are gone, and ids that were never given, have no children', async () => {
  const { engine } = await testWorkspace(WORKSPACE);
  for (const view of ['applications', 'directories', 'notDeployed'] as const)
    for (const id of [
      '',
      '{',
      '[]',
      '["app nobody"]',
      '["dir","/elsewhere",""]',
      '["group","x"]',
      '["file","/r","no"]',
    ])
      expect(engine.tree.children(view, id)).toEqual([]);
});

test('the revision grows with what the views show, and not with typing', async () => {
  const { engine, files, write } = await testWorkspace(WORKSPACE);
  const revision = (): number => {
    engine.summary();
    return engine.revision();
  };
  const before = revision();
  write('web/dev/a.yaml', `${files['/r/web/dev/a.yaml']}spec: {}\n`);
  expect(revision()).toBe(before);
  write('web/dev/a.yaml', manifest('renamed'));
  expect(revision()).toBeGreaterThan(before);
});
