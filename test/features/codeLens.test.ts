import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import { codeLenses, lensText } from '../../server/src/features/codeLens.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import { compareWithHead } from '../../server/src/features/setsAtHead.ts';
import { gitObjects } from '../../server/src/files/gitObjects.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { application, manifest, REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

const SET = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set, namespace: argocd}
spec:
  generators:
    - git: {repoURL: ${REMOTE}, directories: [{path: apps/*}]}
  template:
    metadata: {name: '{{path.basename}}'}
    spec:
      source: {repoURL: ${REMOTE}, path: '{{path}}'}
      destination: {name: in-cluster}
`;

const SOURCE = `
//- argocd/all.yaml
${SET}---
${application('one', 'path: apps/auth')}
//- apps/auth/x.yaml
${manifest('x')}---
${manifest('x2')}
//- apps/shop/y.yaml
${manifest('y')}
`;

test('lenses tell what is generated and deployed', async () => {
  const { engine } = await testWorkspace(SOURCE);
  const at = engine.fileAt(`${ROOT}/argocd/all.yaml`)!;
  const titles = codeLenses(at).map(({ span }) => lensText(engine.features, at, span.start, undefined));
  expect(titles).toEqual([
    { title: 'generates 2 Applications, deploys 3 manifests', applications: ['argocd/auth', 'argocd/shop'] },
    { title: 'deploys 2 manifests', applications: ['argocd/one'] },
  ]);
  const [first] = codeLenses(at);
  const changed = lensText(engine.features, at, first?.span.start ?? 0, { added: 1, removed: 2 });
  expect(changed?.title).toBe('generates 2 Applications, deploys 3 manifests · +1 −2 against HEAD');
});

test('a hint behind a source path counts the manifests deployed from there', async () => {
  const { engine } = await testWorkspace(SOURCE);
  const at = engine.fileAt(`${ROOT}/argocd/all.yaml`)!;
  const hints = inlayHints(engine.features, at, { start: 0, end: at.text.length });
  expect(hints.map(({ offset, label }) => [at.text.slice(offset - 9, offset), label])).toEqual([
    ["'{{path}}'".slice(-9), '3 manifests'],
    ['apps/auth', '2 manifests'],
  ]);
  for (const { label } of hints) expect(label.length).toBeLessThanOrEqual(20);
});

test('a set is compared with what it makes at HEAD, from Git’s objects', async () => {
  const root = mkdtempSync(join(tmpdir(), 'argocd-coverage-head-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b.test', ...args], { stdio: 'pipe' });
  const write = (file: string, text: string): void => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  try {
    git('init', '-q', '-b', 'main');
    git('remote', 'add', 'origin', REMOTE);
    write('argocd/set.yaml', SET);
    write('apps/auth/x.yaml', manifest('x'));
    write('apps/shop/y.yaml', manifest('y'));
    git('add', '-A');
    git('commit', '-qm', 'first');
    rmSync(join(root, 'apps/shop'), { recursive: true });
    write('apps/login/z.yaml', manifest('z'));
    const engine = createEngine({ fileSystem: nodeFileSystem() });
    engine.setFolders([root]);
    await engine.index();
    const set = engine.fleet().sets[0]!;
    expect(await compareWithHead(engine.features, gitObjects, set)).toEqual({ added: ['login'], removed: ['shop'] });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
