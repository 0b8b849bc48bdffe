import { expect, test } from 'vitest';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

const SOURCE = `
//- argocd/a.yaml
${application('a', 'path: overlays/dev')}
//- overlays/dev/kustomization.yaml
resources: [one.yaml]
//- overlays/dev/one.yaml
${manifest('one')}
//- overlays/dev/two.yaml
${manifest('two')}
//- plain/three.yaml
${manifest('three')}
`;

/** What ran between two moments. */
function counting({ engine }: Awaited<ReturnType<typeof testWorkspace>>) {
  const read = () => ({
    ...engine.counters,
    verdicts: engine.counters.verdicts,
    joins: engine.counters.joins,
    fleets: engine.counters.fleets,
  });
  let before = read();
  return () => {
    const after = read();
    const ran = {
      verdicts: after.verdicts - before.verdicts,
      joins: after.joins - before.joins,
      fleets: after.fleets - before.fleets,
    };
    before = after;
    return ran;
  };
}

test('typing inside a manifest runs nothing downstream of its summary', async () => {
  const workspace = await testWorkspace(SOURCE);
  workspace.engine.takeChangedDiagnostics();
  const ran = counting(workspace);
  workspace.engine.open('/r/overlays/dev/one.yaml', `${manifest('one')}spec:\n  ports: []\n`);
  expect(workspace.engine.takeChangedDiagnostics()).toEqual([]);
  expect(ran()).toEqual({ verdicts: 0, joins: 0, fleets: 0 });
});

test('typing inside a manifest visits no other file', async () => {
  const workspace = await testWorkspace(SOURCE);
  workspace.engine.takeChangedDiagnostics();
  for (const text of [`${manifest('one')}spec:\n  ports: []\n`, `${manifest('one')}# why\n`]) {
    workspace.engine.open('/r/overlays/dev/one.yaml', text);
    const before = workspace.engine.counters.visits;
    workspace.engine.takeChangedDiagnostics();
    expect(workspace.engine.counters.visits - before).toBe(1);
  }
});

test('a name that comes up visits the manifests that look for it alone', async () => {
  const pod = (name: string, secret: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  volumes: [{ secret: { secretName: ${secret} } }]\n`;
  const workspace = await testWorkspace(
    `//- a.yaml\n${application('a', 'path: p')}//- p/one.yaml\n${pod('one', 's-one')}//- p/two.yaml\n${pod('two', 's-two')}//- p/s.yaml\n${manifest('s-two', 'ConfigMap')}`,
  );
  expect(workspace.engine.diagnostics('/r/p/two.yaml').map(({ code }) => code)).toEqual(['missing-config']);
  workspace.engine.takeChangedDiagnostics();
  const before = workspace.engine.counters.visits;
  workspace.engine.open('/r/p/s.yaml', manifest('s-two', 'Secret'));
  expect(workspace.engine.takeChangedDiagnostics()).toEqual(['/r/p/two.yaml']);
  // The file itself, and the one that needs what it now creates.
  expect(workspace.engine.counters.visits - before).toBe(2);
});

test('a new kind of manifest runs its own verdict only', async () => {
  const workspace = await testWorkspace(SOURCE);
  workspace.engine.takeChangedDiagnostics();
  const ran = counting(workspace);
  workspace.engine.open('/r/plain/three.yaml', manifest('three', 'ConfigMap'));
  expect(workspace.engine.takeChangedDiagnostics()).toEqual(['/r/plain/three.yaml']);
  expect(ran()).toEqual({ verdicts: 1, joins: 0, fleets: 0 });
});

test('an unsaved kustomization changes the verdicts of the files it lists', async () => {
  const workspace = await testWorkspace(SOURCE);
  workspace.engine.takeChangedDiagnostics();
  workspace.engine.open('/r/overlays/dev/kustomization.yaml', 'resources: [one.yaml, two.yaml]\n');
  expect(workspace.engine.takeChangedDiagnostics()).toEqual(['/r/overlays/dev/two.yaml']);
  expect(workspace.engine.diagnostics('/r/overlays/dev/two.yaml')).toEqual([]);
  workspace.engine.close('/r/overlays/dev/kustomization.yaml');
  expect(workspace.engine.diagnostics('/r/overlays/dev/two.yaml').map(({ code }) => code)).toEqual([
    'not-in-kustomization',
  ]);
});

test('an edit of a kustomization runs the verdicts of the files it takes up alone', async () => {
  const workspace = await testWorkspace(SOURCE);
  workspace.engine.takeChangedDiagnostics();
  const ran = counting(workspace);
  workspace.engine.open('/r/overlays/dev/kustomization.yaml', 'resources: [one.yaml, two.yaml]\n');
  expect(workspace.engine.takeChangedDiagnostics()).toEqual(['/r/overlays/dev/two.yaml']);
  const { verdicts, fleets, joins } = ran();
  // The file that is taken up, and the two whose routes come from the Application that now reads it.
  expect(verdicts).toBeLessThanOrEqual(3);
  expect([fleets, joins]).toEqual([1, 1]);
  workspace.engine.open('/r/overlays/dev/kustomization.yaml', 'resources: [one.yaml, two.yaml] # why\n');
  expect(workspace.engine.takeChangedDiagnostics()).toEqual([]);
  expect(ran()).toEqual({ verdicts: 0, joins: 0, fleets: 0 });
});

test('an edit joins anew the files alone of the Applications that it changes', async () => {
  const workspace = await testWorkspace(`${SOURCE}
//- argocd/b.yaml
${application('b', 'path: plain')}
//- argocd/c.yaml
${application('c', 'path: many')}
${Array.from({ length: 40 }, (_, i) => `//- many/s-${i}.yaml\n${manifest(`s-${i}`)}`).join('')}
`);
  const { engine } = workspace;
  engine.takeChangedDiagnostics();
  const joined = (): number => engine.counters.joinedFiles;
  expect(joined()).toBeGreaterThan(40);
  let before = joined();
  engine.open('/r/overlays/dev/kustomization.yaml', 'resources: [one.yaml, two.yaml]\n');
  expect(engine.takeChangedDiagnostics()).toEqual(['/r/overlays/dev/two.yaml']);
  // The kustomization and the two files that it lists.
  expect(joined() - before).toBe(3);
  before = joined();
  engine.open('/r/argocd/b.yaml', application('b', 'path: overlays'));
  expect(engine.takeChangedDiagnostics()).toContain('/r/plain/three.yaml');
  expect(joined() - before).toBeLessThanOrEqual(2);
});

test('an edit of an Application that says the same runs nothing; one that says more runs its own claims', async () => {
  const workspace = await testWorkspace(`${SOURCE}
//- argocd/b.yaml
${application('b', 'path: plain')}
`);
  workspace.engine.takeChangedDiagnostics();
  const runs = workspace.engine.workspace.repositories()[0]?.tree.runs as Map<string, number>;
  const ran = counting(workspace);
  workspace.engine.open('/r/argocd/b.yaml', `# moved by a line\n${application('b', 'path: plain')}`);
  workspace.engine.takeChangedDiagnostics();
  expect(ran()).toMatchObject({ joins: 0, fleets: 0 });
  const builds = runs.get('kustomizationFacts');
  workspace.engine.open('/r/argocd/b.yaml', application('b', 'path: overlays'));
  expect(workspace.engine.takeChangedDiagnostics()).toContain('/r/plain/three.yaml');
  const { verdicts, joins, fleets } = ran();
  expect({ joins, fleets }).toEqual({ joins: 1, fleets: 1 });
  expect(verdicts).toBeLessThanOrEqual(4);
  expect(runs.get('kustomizationFacts')).toBe(builds);
});

test('what a generator reads changes the Applications that come out different alone', async () => {
  const workspace = await testWorkspace(`
//- argocd/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: set, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - git: { repoURL: 'https://github.com/acme/gitops.git', revision: HEAD, files: [{ path: apps/*/config.yaml }] }
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec:
      project: default
      source: { repoURL: 'https://github.com/acme/gitops.git', path: '{{ .path.path }}/{{ .directory }}' }
      destination: { server: 'https://kubernetes.default.svc', namespace: x }
//- apps/a/config.yaml
directory: one
//- apps/a/one/s.yaml
${manifest('a')}
//- apps/b/config.yaml
directory: one
//- apps/b/one/s.yaml
${manifest('b')}
//- apps/b/two/s.yaml
${manifest('c')}
`);
  workspace.engine.takeChangedDiagnostics();
  const before = workspace.engine.fleet().apps;
  expect(before.map(({ id }) => id).sort()).toEqual(['argocd/a', 'argocd/b']);
  const ran = counting(workspace);
  workspace.engine.open('/r/apps/b/config.yaml', 'directory: two\n');
  expect(workspace.engine.takeChangedDiagnostics()).toEqual(['/r/apps/b/one/s.yaml', '/r/apps/b/two/s.yaml']);
  const kept = workspace.engine.fleet().apps.filter((app) => before.includes(app));
  expect(kept.map(({ id }) => id)).toEqual(['argocd/a']);
  expect(ran()).toEqual({ verdicts: 2, joins: 1, fleets: 1 });
});

test('what an Application deploys leaves the files alone that it is nearest to', async () => {
  const workspace = await testWorkspace(`
//- argocd/a.yaml
${application('a', 'path: teams/a')}
//- teams/a/one.yaml
${manifest('one')}
//- teams/b/two.yaml
${manifest('two')}
//- teams/c/three.yaml
${manifest('three')}
`);
  expect(workspace.engine.manifests('/r/teams/c/three.yaml').map(({ verdict }) => verdict.nearest?.app.name)).toEqual([
    'a',
  ]);
  workspace.engine.takeChangedDiagnostics();
  const ran = counting(workspace);
  workspace.write('teams/a/four.yaml', manifest('four'));
  workspace.engine.takeChangedDiagnostics();
  // The new file, and the one whose Application is another now.
  expect(ran()).toEqual({ verdicts: 2, joins: 1, fleets: 1 });
});

test('a question that cannot wait is answered from the Applications found last', async () => {
  const workspace = await testWorkspace(SOURCE);
  const { engine } = workspace;
  engine.takeChangedDiagnostics();
  const ran = counting(workspace);
  const path = '/r/overlays/dev/two.yaml';
  const status = () => engine.manifests(path).map(({ facts, verdict }) => [facts.kind, verdict.status]);
  engine.open('/r/overlays/dev/kustomization.yaml', 'resources: [one.yaml, two.yaml]\n');
  engine.open(path, manifest('two', 'ConfigMap'));
  expect(engine.asLastLooked(status)).toEqual([['ConfigMap', 'unwatched']]);
  expect(ran()).toMatchObject({ fleets: 0, joins: 0 });
  expect(status()).toEqual([['ConfigMap', 'deployed']]);
  expect(ran()).toMatchObject({ fleets: 1, joins: 1 });
  expect(engine.takeChangedDiagnostics()).toEqual([path]);
});

test('a burst is worked off in parts, and ends in the answer of a fresh index', async () => {
  const workspace = await testWorkspace(SOURCE);
  const { engine } = workspace;
  engine.takeChangedDiagnostics();
  for (let i = 0; i < 30; i++) {
    workspace.files[`/r/argocd/app-${i}.yaml`] = application(`app-${i}`, `path: many/${i}`);
    workspace.files[`/r/many/${i}/s.yaml`] = manifest(`s-${i}`);
  }
  const ran = counting(workspace);
  engine.changed(Object.keys(workspace.files).filter((path) => /many|app-/.test(path)));
  let parts = 1;
  while (!engine.look(() => true)) {
    parts++;
    if (parts === 40) expect(ran()).toMatchObject({ fleets: 0, joins: 0 });
  }
  // At least one for each file that changed, one for each Application, one for each file that is looked at.
  expect(parts).toBeGreaterThan(150);
  expect(ran()).toMatchObject({ fleets: 1, joins: 1 });
  expect(engine.summary()).toEqual(engine.report().summary);
  expect(engine.summary().deployed).toBeGreaterThanOrEqual(30);
});

test('the summary is kept by what changes: equal to counting everything after each edit', async () => {
  const workspace = await testWorkspace(SOURCE);
  const agree = () => expect(workspace.engine.summary()).toEqual(workspace.engine.report().summary);
  agree();
  workspace.write('plain/four.yaml', manifest('four'));
  agree();
  workspace.write('argocd/b.yaml', application('b', 'path: plain'));
  agree();
  workspace.write('plain/four.yaml', undefined);
  agree();
});

test('a file that appears, moves and vanishes is followed without a rescan', async () => {
  const workspace = await testWorkspace(SOURCE);
  workspace.write('argocd/b.yaml', application('b', 'path: plain'));
  expect(workspace.verdicts()).toContain('plain/three.yaml: deployed');
  workspace.write('plain/four.yaml', manifest('four'));
  expect(workspace.verdicts()).toContain('plain/four.yaml: deployed');
  workspace.write('argocd/b.yaml', undefined);
  expect(workspace.verdicts()).toContain('plain/four.yaml: unwatched-manifest');
  workspace.write('plain/four.yaml', undefined);
  expect(workspace.verdicts().join()).not.toContain('four');
});

test('after random edits the answer equals that of a fresh index', async () => {
  const workspace = await testWorkspace(SOURCE);
  const texts = [manifest('x'), application('r', 'path: plain'), 'resources: [one.yaml]\n', 'kind: [', '', undefined];
  const names = [
    'argocd/r.yaml',
    'plain/kustomization.yaml',
    'plain/three.yaml',
    'overlays/dev/one.yaml',
    'overlays/dev/kustomization.yaml',
    'new/deep/f.yaml',
  ];
  let seed = 7;
  const pick = <T>(list: readonly T[]): T => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return list[(seed >> 8) % list.length] as T;
  };
  for (let i = 0; i < 200; i++) {
    workspace.write(pick(names), pick(texts));
    if (i % 20 !== 0) continue;
    const files = Object.entries(workspace.files).filter(([path]) => !path.includes('/.git/'));
    const fresh = await testWorkspace(files.map(([path, text]) => `//- ${path.slice(3)}\n${text}`).join('\n'));
    const strip = ({ engine }: typeof workspace) => ({
      ...engine.report(),
      diagnostics: engine.report().diagnostics.map(({ file, code }) => [file, code]),
    });
    expect(strip(workspace).summary, `step ${i}`).toEqual(strip(fresh).summary);
    expect(strip(workspace).diagnostics, `step ${i}`).toEqual(strip(fresh).diagnostics);
  }
});
