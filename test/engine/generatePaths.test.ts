import { expect, test } from 'vitest';
import { manifest, REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

const FILES = `
//- over/dev/kustomization.yaml
resources: [../../base]
//- base/kustomization.yaml
resources: [one.yaml]
//- base/one.yaml
${manifest('one')}
//- other/x.txt
x
`;

const app = (annotation: string, rest = '') => `${FILES}
//- argocd/app.yaml
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: a
  namespace: argocd
  annotations:
    argocd.argoproj.io/manifest-generate-paths: ${annotation}
spec:
  project: default
  source: {repoURL: '${REMOTE}', path: over/dev}
  destination: {name: in-cluster}
${rest}`;

const codes = async (annotation: string) => {
  const { engine } = await testWorkspace(app(annotation));
  return engine
    .diagnostics(`${ROOT}/argocd/app.yaml`)
    .map(({ code }) => code)
    .filter((code) => code.startsWith('generate-paths'));
};

test.each([
  ["'.'", ['generate-paths-too-narrow']],
  ['.;../../base', []],
  ['.;/base', []],
  ["'.;/base/*.yaml'", []],
  ["'.;/base/k*'", ['generate-paths-too-narrow']],
  ['/over/dev/kustomization.yaml;;/base', []],
  ['.;/base;/other', ['generate-paths-too-wide']],
  ['/', ['generate-paths-too-wide']],
  ['.;/base;/none', ['generate-paths-too-wide']],
  ["''", []],
])('the annotation %s', async (annotation, expected) => {
  expect(await codes(annotation)).toEqual(expected);
});

test('one action writes the shortest annotation; a suppressed finding stays away', async () => {
  const workspace = await testWorkspace(app("'.' # mine"));
  const path = `${ROOT}/argocd/app.yaml`;
  const diagnostic = workspace.engine.diagnostics(path).find(({ code }) => code === 'generate-paths-too-narrow');
  expect(diagnostic?.message).toBe(
    'The annotation leaves out 2 files that Application “a” reads, for example `base/kustomization.yaml`: a change of them does not refresh the Application.',
  );
  const action = workspace.engine
    .codeActions(path, diagnostic!.span)
    .find(({ title }) => title === 'Change manifest-generate-paths to .;/base');
  expect(action).toMatchObject({ preferred: true, safe: true });
  workspace.apply(workspace.engine.resolveAction(action!.data)!);
  expect(workspace.files[path]).toContain("manifest-generate-paths: '.;/base' # mine");
  expect(await codes('.;/base')).toEqual([]);
  const suppressed = app("'.'").replace(
    '    argocd.argoproj',
    '    # argocd-coverage-ignore generate-paths-too-narrow\n    argocd.argoproj',
  );
  expect((await testWorkspace(suppressed)).findings().join()).not.toContain('generate-paths');
});
