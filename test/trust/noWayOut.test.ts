import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import { gitObjects } from '../../server/src/files/gitObjects.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { compareBranch } from '../../server/src/impact.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

const directories: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function temporary(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-trust-')));
  directories.push(directory);
  return directory;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const FILES = {
  '.argocd-coverage.yaml': `remotes: ['${REMOTE}']\n`,
  'argocd/app.yaml': application('app', 'path: app'),
  'app/good.yaml': manifest('good'),
};

/** A repository whose own Git configuration runs a program wherever Git lets it. */
function trappedRepository(): { root: string; sprung: () => boolean } {
  const root = temporary();
  const marker = join(temporary(), 'sprung');
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], {
      stdio: 'ignore',
    });
  git('init', '-q', '-b', 'main');
  write(root, {
    ...FILES,
    '.gitattributes': '* filter=a=b filter=trap diff=trap merge=trap\n',
    '.gitignore': 'ignored/\n',
  });
  git('add', '-A');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'feature');
  write(root, { 'app/more.yaml': manifest('more') });
  git('add', '-A');
  git('commit', '-qm', 'two');
  const trap = `sh -c 'touch ${marker}; cat'`;
  const settings: Readonly<Record<string, string>> = {
    'core.fsmonitor': trap,
    'core.hooksPath': join(root, 'hooks'),
    'core.pager': trap,
    'core.sshCommand': trap,
    'core.editor': trap,
    'credential.helper': `!${trap}`,
    'diff.external': trap,
    'diff.trap.textconv': trap,
    'diff.trap.command': trap,
    'filter.trap.clean': trap,
    'filter.trap.smudge': trap,
    'filter.trap.process': trap,
    'filter.trap.required': 'true',
    'filter.a=b.clean': trap,
    'log.showSignature': 'true',
    'gpg.program': trap,
    'pager.log': trap,
    'pager.diff': trap,
    'alias.diff': `!${trap}`,
    'interactive.diffFilter': trap,
    'uploadpack.packObjectsHook': trap,
    'extensions.partialClone': 'origin',
    'remote.origin.url': `ext::${trap}`,
    'remote.origin.promisor': 'true',
  };
  for (const [key, value] of Object.entries(settings)) git('config', key, value);
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'pre-commit',
    'post-checkout',
    'fsmonitor-watchman',
  ])
    write(root, { [`hooks/${hook}`]: `#!/bin/sh\ntouch ${marker}\n` });
  execFileSync('chmod', ['-R', '+x', join(root, 'hooks')]);
  // The times differ from the index: Git has to look at the content, and would filter it.
  write(root, { 'app/good.yaml': manifest('better'), 'ignored/x.yaml': manifest('x') });
  utimesSync(join(root, 'app/more.yaml'), 1, 1);
  rmSync(marker, { force: true });
  return { root, sprung: () => existsSync(marker) };
}

test('Git runs nothing that the repository chooses', async () => {
  const { root, sprung } = trappedRepository();
  const disk = nodeFileSystem();
  const engine = createEngine({ fileSystem: disk });
  engine.setFolders([root]);
  await engine.index();
  expect(engine.report().manifests.find(({ file }) => file === 'app/good.yaml')?.status).toBe('deployed');
  const { impact } = await compareBranch(engine, disk, { reference: 'main' });
  expect(impact.touched.map(({ file }) => file)).toEqual(expect.arrayContaining(['app/good.yaml', 'app/more.yaml']));
  const commits = await gitObjects.history(root, 10);
  expect(commits.map(({ subject }) => subject)).toEqual(['two', 'one']);
  const entries = await gitObjects.list(root, await gitObjects.head(root));
  expect(
    (
      await gitObjects.read(
        root,
        entries.map(({ object }) => object),
      )
    ).size,
  ).toBeGreaterThan(0);
  expect(sprung()).toBe(false);
});

test('the traps do spring where Git is called without care', () => {
  const { root, sprung } = trappedRepository();
  spawnSync('git', ['-C', root, 'diff', '--name-only', 'main'], { stdio: 'ignore' });
  expect(sprung()).toBe(true);
});

const SECRET = 'TOP-SECRET-OUTSIDE';

test('nothing outside of the repository is read, by whatever name', async () => {
  const outside = temporary();
  write(outside, {
    'secret.yaml': `${manifest(SECRET)}`,
    'values.yaml': `name: ${SECRET}\n`,
    'chart/Chart.yaml': `apiVersion: v2\nname: ${SECRET.toLowerCase()}\nversion: 1.0.0\n`,
    'base/kustomization.yaml': 'resources: [secret.yaml]\n',
    'base/secret.yaml': manifest(SECRET),
  });
  const root = temporary();
  const up = `${'../'.repeat(12)}${outside.slice(1)}`;
  write(root, {
    ...FILES,
    'argocd/up.yaml': application('up', `path: '${up}'`),
    'argocd/absolute.yaml': application('absolute', `path: '${outside}'`),
    'argocd/values.yaml': application(
      'values',
      `path: chart, helm: { valueFiles: ['${up}/values.yaml', 'file://${outside}/values.yaml', '${outside}/values.yaml'], fileParameters: [{ name: a, path: '${up}/secret.yaml' }] }`,
    ),
    'argocd/kustomized.yaml': application('kustomized', 'path: overlay'),
    'argocd/jsonnet.yaml': application('jsonnet', 'path: jsonnet'),
    'overlay/kustomization.yaml': `resources: ['${up}/base', '${outside}/secret.yaml', '${up}/secret.yaml']\nconfigMapGenerator: [{ name: a, files: ['${up}/secret.yaml'] }]\n`,
    'chart/Chart.yaml': `apiVersion: v2\nname: chart\nversion: 1.0.0\ndependencies: [{ name: x, version: 1.0.0, repository: 'file://${up}/chart' }]\n`,
    'chart/values.yaml': 'name: a\n',
    'chart/templates/a.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: {{ .Files.Get "../../secret.yaml" | quote }} }\n',
    'jsonnet/a.jsonnet': `importstr '${up}/secret.yaml'\n`,
    '.github/workflows/deploy.yml': `on: push\njobs: { a: { steps: [{ run: 'kubectl apply -f ${outside}/secret.yaml -f ${up}/secret.yaml' }] } }\n`,
    'main.tf': `resource "kubectl_manifest" "a" { yaml_body = file("${outside}/secret.yaml") }\n`,
  });
  symlinkSync(outside, join(root, 'linked'));
  symlinkSync(join(outside, 'secret.yaml'), join(root, 'app/linked.yaml'));
  const disk = nodeFileSystem();
  const asked: string[] = [];
  const watched = {
    ...disk,
    read(path: string, limit: number) {
      asked.push(path);
      return disk.read(path, limit);
    },
    list(path: string) {
      asked.push(path);
      return disk.list(path);
    },
  };
  const engine = createEngine({ fileSystem: watched });
  engine.setFolders([root]);
  await engine.index();
  const report = JSON.stringify(engine.report());
  for (const file of ['argocd/up.yaml', 'argocd/values.yaml', 'overlay/kustomization.yaml', 'app/linked.yaml'])
    for (let offset = 0; offset < 400; offset += 20) engine.hover(`${root}/${file}`, offset);
  expect(report).not.toContain(SECRET);
  expect(asked.filter((path) => path.startsWith(outside))).toEqual([]);
  expect(engine.report().manifests.find(({ file }) => file === 'app/good.yaml')).toBeDefined();
});

/** A repository with one commit and a file that is not in it yet. */
function smallRepository(files: Readonly<Record<string, string>> = FILES): {
  root: string;
  git: (...args: string[]) => string;
} {
  const root = temporary();
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  git('init', '-q', '-b', 'main');
  write(root, files);
  git('add', '-A');
  git('commit', '-qm', 'one');
  write(root, { 'app/new.yaml': manifest('new') });
  return { root, git };
}

async function touched(root: string): Promise<string[]> {
  const disk = nodeFileSystem();
  const engine = createEngine({ fileSystem: disk });
  engine.setFolders([root]);
  await engine.index();
  const { impact } = await compareBranch(engine, disk, { reference: 'main' });
  return impact.touched.map(({ file }) => file);
}

test('a work tree that the configuration names elsewhere is not looked at', async () => {
  const { root, git } = smallRepository();
  const outside = temporary();
  write(outside, { 'secret.yaml': manifest(SECRET), 'app/good.yaml': manifest(SECRET) });
  git('config', 'core.worktree', outside);
  expect(await touched(root)).toEqual(['app/new.yaml']);
});

test('the environment of a hook leads to no other repository', async () => {
  const { root } = smallRepository();
  const other = smallRepository({ 'secret.yaml': manifest(SECRET) });
  const marker = join(temporary(), 'sprung');
  vi.stubEnv('GIT_DIR', join(other.root, '.git'));
  vi.stubEnv('GIT_WORK_TREE', other.root);
  vi.stubEnv('GIT_INDEX_FILE', join(other.root, '.git/index'));
  vi.stubEnv('GIT_EXTERNAL_DIFF', `touch ${marker}`);
  expect(await touched(root)).toEqual(['app/new.yaml']);
  expect((await gitObjects.list(root, 'HEAD')).map(({ path }) => path)).not.toContain('secret.yaml');
  expect(existsSync(marker)).toBe(false);
});

test('what the environment configures stays beside the emptied filters', async () => {
  const { root, git } = smallRepository();
  git('config', 'filter.trap.clean', 'false');
  vi.stubEnv('GIT_CONFIG_COUNT', '1');
  vi.stubEnv('GIT_CONFIG_KEY_0', 'filter.mine.clean');
  vi.stubEnv('GIT_CONFIG_VALUE_0', 'cat');
  expect(await touched(root)).toEqual(['app/new.yaml']);
});

test('a `.git` file, `commondir` and alternates may lead elsewhere: facts and objects of Git are read there, never files', async () => {
  const other = smallRepository({ 'secret.yaml': manifest(SECRET) });
  other.git('remote', 'add', 'origin', REMOTE);
  const { root } = smallRepository();
  write(root, { '.git/objects/info/alternates': `${join(other.root, '.git/objects')}\n` });
  expect(await touched(root)).toEqual(['app/new.yaml']);
  const linked = temporary();
  write(linked, { '.git': `gitdir: ${join(other.root, '.git')}\n`, 'app/good.yaml': manifest('good') });
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setFolders([linked]);
  await engine.index();
  const report = engine.report();
  expect(report.repositories[0]?.remotes).toEqual([REMOTE]);
  expect(report.manifests.map(({ file }) => file)).toEqual(['app/good.yaml']);
  expect(JSON.stringify(report)).not.toContain(SECRET);
});

test('a FIFO and a device are no files: reading them neither waits nor gives anything', () => {
  const root = temporary();
  const fifo = join(root, 'fifo.yaml');
  execFileSync('mkfifo', [fifo]);
  const disk = nodeFileSystem();
  for (const path of [fifo, '/dev/zero', '/dev/null']) {
    expect(disk.kind(path)).toBe('other');
    expect(disk.read(path, 1 << 20)).toBeUndefined();
  }
});
