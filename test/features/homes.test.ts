import { expect, test } from 'vitest';
import { suggestHomes } from '../../server/src/features/homes/suggestHomes.ts';
import { application, manifest, ROOT, type TestWorkspace, testWorkspace } from '../harness/workspace.ts';

/** The directories that a file is told to live in, best first. */
function homesOf({ engine }: TestWorkspace, file: string): string[] {
  const at = engine.workspace.locate(`${ROOT}/${file}`);
  return at ? suggestHomes(engine.features, at.repository, at.file).map(({ directory }) => directory) : [];
}

/** Takes the offered move of a file; @returns where it went. */
function moveHome(workspace: TestWorkspace, file: string): string {
  const path = `${ROOT}/${file}`;
  const span = workspace.engine.manifests(path)[0]?.facts.kindSpan ?? { start: 0, end: 0 };
  const actions = workspace.engine.codeActions(path, span);
  const action =
    actions.find(({ kind }) => kind === 'refactor.move') ?? actions.find(({ title }) => title.startsWith('Move to '));
  const edit = action && workspace.engine.resolveAction(action.data);
  if (!edit) throw new Error(`no move of ${file}`);
  expect(edit.confirm).toMatch(/^Move to /);
  workspace.apply(edit);
  const move = edit.steps.find((step) => step.type === 'rename');
  return move?.type === 'rename' ? move.to.slice(ROOT.length + 1) : '';
}

const API = application('api', 'path: deploy/api');
const CHART = '//- deploy/api/Chart.yaml\napiVersion: v2\nname: api\nversion: 1.0.0';
/** What an Application named `api` reads, with where a Service named `web` of `k8s/api` goes. */
const PLACES: readonly (readonly [string, string, string])[] = [
  ['a directory', `//- argocd.yaml\n${API}\n//- deploy/api/a.yaml\n${manifest('a')}`, 'deploy/api'],
  [
    'a kustomization',
    `//- argocd.yaml\n${API}\n//- deploy/api/kustomization.yaml\nresources: [a.yaml]\n//- deploy/api/a.yaml\n${manifest('a')}`,
    'deploy/api',
  ],
  [
    'the base that holds manifests of its kind',
    `//- argocd.yaml\n${application('api', 'path: deploy/dev')}\n//- deploy/dev/kustomization.yaml\nresources: [../base-api]\n//- deploy/base-api/kustomization.yml\nresources:\n  - a.yaml # first\n//- deploy/base-api/a.yaml\n${manifest('a')}`,
    'deploy/base-api',
  ],
  [
    'a chart',
    `//- argocd.yaml\n${API}\n${CHART}\n//- deploy/api/templates/a.yaml\n${manifest('a')}`,
    'deploy/api/templates',
  ],
  [
    'a directory below one that is read as a tree, beside its namesake',
    `//- argocd.yaml\n${application('api', 'path: deploy, directory: { recurse: true }')}\n//- deploy/other/a.yaml\n${manifest('a')}\n//- deploy/web/deployment.yaml\n${manifest('web', 'ConfigMap')}`,
    'deploy/web',
  ],
];

test.each(PLACES)('a file that nothing deploys goes to %s and is deployed from there', async (_what, files, home) => {
  const workspace = await testWorkspace(`${files}\n//- k8s/api/web.yaml\n${manifest('web')}`);
  expect(workspace.verdicts()).toContainEqual(expect.stringMatching(/^k8s\/api\/web\.yaml: (?!deployed)/));
  expect(homesOf(workspace, 'k8s/api/web.yaml')[0]).toBe(home);
  const to = moveHome(workspace, 'k8s/api/web.yaml');
  expect(to).toBe(`${home}/web.yaml`);
  expect(workspace.verdicts()).toContain(`${to}: deployed`);
  expect(workspace.engine.report().applications.filter(({ errors }) => errors.length > 0)).toEqual([]);
});

test('every home that is told deploys the file', async () => {
  const files = PLACES.map(([, text]) => text);
  for (const [i, text] of files.entries()) {
    const source = `${text}\n//- k8s/api/web.yaml\n${manifest('web')}`;
    const told = homesOf(await testWorkspace(source), 'k8s/api/web.yaml');
    expect(told.length, PLACES[i]?.[0]).toBeGreaterThan(0);
    for (const directory of told) {
      const workspace = await testWorkspace(source);
      const facts = { directory };
      const edit = workspace.engine.resolveAction({ action: 'moveToHome', path: `${ROOT}/k8s/api/web.yaml`, facts });
      if (!edit) throw new Error(`no edit to ${directory}`);
      workspace.apply(edit);
      expect(workspace.verdicts()).toContain(`${directory}/web.yaml: deployed`);
    }
  }
});

test.each([
  ['its include leaves the file out', 'path: deploy/api, directory: { include: "*.json" }', ''],
  ['its exclude does', 'path: deploy/api, directory: { exclude: "w*" }', ''],
  ['Helm ignores it', 'path: deploy/api', `${CHART}\n//- deploy/api/.helmignore\nweb.yaml`],
  ['a file of that name is there', 'path: deploy/api', `//- deploy/api/web.yaml\n${manifest('x')}`],
  [
    'kustomize would find the object twice',
    'path: deploy/api',
    `//- deploy/api/kustomization.yaml\nresources: [b.yaml]\n//- deploy/api/b.yaml\n${manifest('web')}`,
  ],
  ['a plugin makes the manifests', 'path: deploy/api, plugin: { name: p }', ''],
  [
    'the Application can’t be synced',
    'path: deploy/api',
    '//- deploy/api/broken.yaml\napiVersion: v1\nkind: Service\nmetadata: [\n',
  ],
])('no home where %s', async (_why, source, files) => {
  const workspace = await testWorkspace(
    `//- argocd.yaml\n${application('api', source)}\n//- deploy/api/a.yaml\n${manifest('a')}\n${files}\n//- k8s/api/web.yaml\n${manifest('web')}`,
  );
  expect(homesOf(workspace, 'k8s/api/web.yaml')).toEqual([]);
});

test('where Applications are registered is no home for a workload, but for an Application', async () => {
  const workspace = await testWorkspace(`
//- root.yaml
${application('apps', 'path: apps')}
//- apps/api.yaml
${API}
//- deploy/api/a.yaml
${manifest('a')}
//- k8s/apps/web.yaml
${manifest('web')}
//- k8s/apps/more.yaml
${application('more', 'path: deploy/api')}
`);
  expect(homesOf(workspace, 'k8s/apps/web.yaml')).not.toContain('apps');
  expect(homesOf(workspace, 'k8s/apps/more.yaml')[0]).toBe('apps');
});

test('the namespace of a manifest points to its Application', async () => {
  const workspace = await testWorkspace(`
//- argocd.yaml
${application('api', 'path: deploy/api')}
---
${application('web', 'path: deploy/web')}
//- deploy/api/a.yaml
${manifest('a')}
//- deploy/web/b.yaml
${manifest('b')}
//- new/c.yaml
apiVersion: v1
kind: Service
metadata: { name: c, namespace: web }
`);
  expect(homesOf(workspace, 'new/c.yaml')).toEqual(['deploy/web']);
});
