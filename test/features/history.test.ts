import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import { gitObjects } from '../../server/src/files/gitObjects.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { findLostRoute } from '../../server/src/history.ts';
import { historyMarkdown } from '../../server/src/report/routeHistory.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

test('the commit that took a route away is found, through a rename; a file that never had one is told apart', async () => {
  const root = mkdtempSync(join(tmpdir(), 'argocd-coverage-history-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Ann', '-c', 'user.email=a@b.test', ...args], { stdio: 'pipe' });
  const commit = (subject: string, files: Record<string, string>): void => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    git('add', '-A');
    git('commit', '-qm', subject);
  };
  try {
    git('init', '-q', '-b', 'main');
    git('remote', 'add', 'origin', REMOTE);
    commit('start', {
      'argocd/a.yaml': application('a', 'path: app'),
      'app/kustomization.yaml': 'resources: [one.yaml, two.yaml]\n',
      'app/one.yaml': manifest('one'),
      'app/two.yaml': manifest('two'),
    });
    commit('unlist two', { 'app/kustomization.yaml': 'resources: [one.yaml]\n' });
    renameSync(join(root, 'app/two.yaml'), join(root, 'app/second.yaml'));
    commit('rename', { 'app/never.yaml': manifest('never') });
    commit('other', { 'README.md': 'x' });
    const disk = nodeFileSystem();
    const engine = createEngine({ fileSystem: disk });
    engine.setFolders([root]);
    await engine.index();
    const find = (file: string, cancelled = false) =>
      findLostRoute(engine, disk, gitObjects, root, file, () => cancelled);
    expect(await find('app/second.yaml')).toMatchObject({
      kind: 'lost',
      commit: { subject: 'unlist two', author: 'Ann' },
      before: ['argocd/a'],
    });
    expect(await find('app/never.yaml')).toMatchObject({ kind: 'never', commit: { subject: 'rename' } });
    expect(await find('app/one.yaml')).toEqual({ kind: 'deployed' });
    expect(await find('app/absent.yaml')).toEqual({ kind: 'uncommitted' });
    expect(await find('app/second.yaml', true)).toEqual({ kind: 'cancelled' });
    expect(historyMarkdown(await find('app/second.yaml'), 'app/second.yaml')).toMatch(
      /^`app\/second\.yaml` was deployed by argocd\/a until commit `\w{12}`\.\n\nunlist two · Ann · \d{4}-\d\d-\d\d$/,
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
