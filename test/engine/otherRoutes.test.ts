import { expect, test } from 'vitest';
import { application, manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

const verdicts = async (source: string): Promise<string[]> =>
  (await testWorkspace(source)).verdicts().filter((line) => !line.startsWith('argocd/'));

test('what a workflow applies is “other”, with the command as its route', async () => {
  const { engine } = await testWorkspace(`
//- .github/workflows/deploy.yml
jobs:
  deploy:
    steps:
      - run: |
          kubectl apply -f k8s/waste
//- k8s/waste/a.yaml
${manifest('a')}
//- k8s/waste/sub/b.yaml
${manifest('b')}
`);
  const { manifests } = engine.report();
  expect(manifests.map(({ file, status }) => `${file} ${status}`)).toEqual([
    'k8s/waste/a.yaml other',
    'k8s/waste/sub/b.yaml unwatched',
  ]);
  expect(manifests[0]?.routes).toEqual([
    {
      kind: 'kubectl',
      file: '.github/workflows/deploy.yml',
      line: 5,
      text: 'kubectl apply -f k8s/waste',
      certain: true,
    },
  ]);
  expect(engine.hover('/r/k8s/waste/a.yaml', 2)?.markdown).toBe(
    '**Applied by** [.github/workflows/deploy.yml:5](file:///r/.github/workflows/deploy.yml#L5): `kubectl apply -f k8s/waste`',
  );
});

test.each<[name: string, source: string, ...expected: string[]]>([
  [
    'subdirectories only with -R',
    `//- a.sh\nkubectl apply -R -f k\n//- k/s/a.yaml\n${manifest('a')}`,
    'k/s/a.yaml: other',
  ],
  [
    'a kustomization and its base',
    `//- Makefile\nup:\n\tkustomize build o/dev | kubectl apply -f -\n//- o/dev/kustomization.yaml\nresources: [../../base]\n//- base/kustomization.yaml\nresources: [a.yaml]\n//- base/a.yaml\n${manifest('a')}\n//- base/no.yaml\n${manifest('no')}`,
    'base/a.yaml: other',
    'base/no.yaml: unwatched-manifest',
  ],
  [
    'a chart',
    `//- Makefile\nup:\n\thelm upgrade --install a ./chart -f v.yaml\n//- v.yaml\na: 1\n//- chart/Chart.yaml\nname: a\nversion: 1.0.0\n//- chart/templates/a.yaml\n${manifest('a')}`,
    'chart/templates/a.yaml: other',
  ],
  [
    'a variable that nobody sets',
    `//- a.sh\nkubectl apply -f "$ROOT/k8s/a.yaml"\n//- k8s/a.yaml\n${manifest('a')}\n//- k8s/b.yaml\n${manifest('b')}`,
    'k8s/a.yaml: other',
    'k8s/b.yaml: unwatched-manifest',
  ],
  [
    'the root Application that a Makefile applies',
    `//- Makefile\nup:\n\tkubectl apply -f root.yaml\n//- root.yaml\n${application('root', 'path: k')}\n//- k/a.yaml\n${manifest('a')}`,
    'k/a.yaml: deployed',
    'root.yaml: other',
  ],
  [
    'Flux takes everything below a path without a kustomization',
    `//- f.yaml\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: r, namespace: flux-system }\nspec: { url: '${REMOTE}' }\n---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: r, namespace: flux-system }\nspec: { path: ./apps, sourceRef: { kind: GitRepository, name: r } }\n//- apps/x/a.yaml\n${manifest('a')}`,
    'apps/x/a.yaml: other',
    'f.yaml: unwatched-manifest',
    'f.yaml: unwatched-manifest',
  ],
  [
    'an Application that the command line registers',
    `//- a.sh\nargocd app create x --repo ${REMOTE} --path apps --dest-namespace x\nargocd app create y --repo https://example.test/other --path other\n//- apps/a.yaml\n${manifest('a')}\n//- other/b.yaml\n${manifest('b')}`,
    'apps/a.yaml: other',
    'other/b.yaml: unwatched-manifest',
  ],
])('%s', async (_, source, ...expected) => {
  expect(await verdicts(source)).toEqual(expected);
});

test.each([
  '# kubectl apply -f a.yaml',
  'echo "run kubectl apply -f a.yaml"',
  'kubectl apply --dry-run=client -f a.yaml',
  'kubectl apply --dry-run=server -f a.yaml',
  'kubectl create configmap c --from-file=a.yaml',
  'kubectl create configmap c --from-file=a.yaml --dry-run=client -o yaml | kubectl apply -f -',
  'kubectl delete -f a.yaml',
  'kubectl diff -f a.yaml',
  'kubectl create job x --from=cronjob/y',
  'kubectl apply -f https://example.test/a.yaml',
  'kustomize build . > out.yaml',
  'helm template ./chart > a.yaml',
  'helm upgrade x bitnami/redis -f a.yaml',
])('no route: %s', async (command) => {
  expect(await verdicts(`//- a.sh\n${command}\n//- a.yaml\n${manifest('a')}`)).toEqual(['a.yaml: unwatched-manifest']);
});

test('a document is no route, but its command is told', async () => {
  const { engine } = await testWorkspace(`
//- docs/deploy.md
# Deploy
Run it:
\`\`\`sh
$ kubectl apply -f k8s/a.yaml
\`\`\`
//- k8s/a.yaml
${manifest('a')}
`);
  expect(engine.report().manifests[0]?.status).toBe('unwatched');
  expect(engine.explain('/r/k8s/a.yaml')).toContain('(documented in [docs/deploy.md:4](file:///r/docs/deploy.md#L4))');
});

test('what Argo CD deploys keeps its status, and its other routes are listed too', async () => {
  const { engine } = await testWorkspace(`
//- argocd/a.yaml
${application('a', 'path: k8s')}
//- a.sh
kubectl apply -f k8s/a.yaml
//- k8s/a.yaml
${manifest('a')}
`);
  const found = engine.report().manifests.find(({ file }) => file === 'k8s/a.yaml');
  expect([found?.status, found?.routes.map(({ kind }) => kind)]).toEqual(['deployed', ['argocd', 'kubectl']]);
  expect(engine.explain('/r/k8s/a.yaml')).toContain(
    'Also applied by [a.sh:1](file:///r/a.sh#L1): `kubectl apply -f k8s/a.yaml`',
  );
});

test('an edit of a manifest computes no route again; one of the script does', async () => {
  const {
    engine,
    write,
    verdicts: all,
  } = await testWorkspace(`
//- a.sh
kubectl apply -f k8s/
//- k8s/a.yaml
${manifest('a')}
//- x/b.yaml
${manifest('b')}
`);
  const { otherRoutes, tree } = engine.workspace.repositories()[0] as NonNullable<
    ReturnType<typeof engine.workspace.repositories>[0]
  >;
  const before = otherRoutes.all();
  const read = tree.runs.get('routeFindings');
  write('k8s/a.yaml', `${manifest('a')}spec: {}\n`);
  expect(otherRoutes.all()).toBe(before);
  expect(tree.runs.get('routeFindings')).toBe(read);
  write('a.sh', 'kubectl apply -f x/\n');
  expect(all()).toEqual(['k8s/a.yaml: unwatched-manifest', 'x/b.yaml: other']);
});

test('missing-config names the command that creates what is missing', async () => {
  const { engine } = await testWorkspace(`
//- docs/setup.md
\`kubectl create secret generic keys --from-literal=a=b -n ns\`
//- a.yaml
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: ns }
spec:
  containers: [{ name: c, image: i, envFrom: [{ secretRef: { name: keys } }] }]
`);
  const found = engine.report().diagnostics.find(({ code }) => code === 'missing-config');
  expect(found?.message).toContain('docs/setup.md:1');
});

test('a broken workflow is a note, never fatal', async () => {
  const { engine } = await testWorkspace(`
//- .github/workflows/deploy.yml
jobs: { deploy: [ # kubectl
//- a.sh
kubectl apply -f a.yaml
//- a.yaml
${manifest('a')}
`);
  const { notes, manifests } = engine.report();
  expect(manifests[0]?.status).toBe('other');
  expect(notes.some((note) => note.startsWith('.github/workflows/deploy.yml: '))).toBe(true);
});
