import { describe, expect, it } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import { fetchedFileSystem, type RemoteFiles } from '../../server/src/files/fetchedFileSystem.ts';
import { hostedGit } from '../../server/src/files/hostedGit.ts';
import { memoryFileSystem } from '../../server/src/files/memoryFileSystem.ts';
import { createFetching } from '../../server/src/lsp/fetching.ts';

const ROOT = 'vscode-vfs://github/acme/platform';
const APP = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: web
spec:
  project: default
  source:
    repoURL: git@github.com:acme/platform.git
    path: deploy
  destination:
    server: https://kubernetes.default.svc
  syncPolicy:
    automated: {}
`;
const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;

/** A repository that is only reachable by messages; counts what was asked. */
function hosted(files: Record<string, string>) {
  const disk = memoryFileSystem(files);
  const asked: string[] = [];
  const inside = (path: string): string | undefined =>
    path === ROOT || path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length) : undefined;
  const answer = async <T>(paths: readonly string[], get: (path: string) => T | undefined) => {
    asked.push(...paths);
    return paths.map((path) => {
      const at = inside(path);
      return at === undefined ? undefined : get(at);
    });
  };
  const remote: RemoteFiles = {
    list: (paths) => answer(paths, (path) => disk.list(path === '' ? '/' : path)),
    read: (paths) => answer(paths, (path) => disk.read(path, 1 << 20)),
  };
  const fetched = fetchedFileSystem(remote);
  const engine = createEngine({ fileSystem: fetched });
  engine.setFolders([ROOT]);
  const fetching = createFetching(engine, fetched);
  return {
    engine,
    fetching,
    asked,
    async start() {
      await fetching.load();
      await engine.index();
      await fetching.settle();
    },
    async changed(...names: string[]) {
      const paths = names.map((name) => `${ROOT}/${name}`);
      await fetching.reread(paths);
      engine.changed(paths);
      await fetching.settle();
    },
    statuses: () => Object.fromEntries(engine.files().map(({ path, status }) => [path.slice(ROOT.length + 1), status])),
  };
}

describe('a repository that is read through messages', () => {
  const files = () => ({
    '/argocd/web.yaml': APP,
    '/deploy/service.yaml': service('web'),
    '/legacy/service.yaml': service('old'),
  });

  it('is judged as on a disk; its remote stands in its place', async () => {
    const { start, statuses } = hosted(files());
    await start();
    expect(statuses()).toEqual({
      'argocd/web.yaml': 'root',
      'deploy/service.yaml': 'deployed',
      'legacy/service.yaml': 'unwatched',
    });
  });

  it('is asked for every place once, and for nothing below what Git ignores', async () => {
    const { start, asked, statuses } = hosted({
      ...files(),
      '/.gitignore': 'vendor/\n',
      '/vendor/deep/service.yaml': service('strange'),
    });
    await start();
    expect(asked.filter((path, i) => asked.indexOf(path) !== i)).toEqual([]);
    expect(asked.filter((path) => path.startsWith(`${ROOT}/vendor/`))).toEqual([]);
    expect(Object.keys(statuses())).not.toContain('vendor/deep/service.yaml');
  });

  it('is followed: files that change, appear in new directories and vanish', async () => {
    const disk: Record<string, string> = files();
    const { start, changed, statuses } = hosted(disk);
    await start();
    disk['/argocd/web.yaml'] = APP.replace('path: deploy', 'path: legacy');
    await changed('argocd/web.yaml');
    expect(statuses()['legacy/service.yaml']).toBe('deployed');
    expect(statuses()['deploy/service.yaml']).toBe('unwatched');
    disk['/new/deep/service.yaml'] = service('new');
    await changed('new/deep/service.yaml');
    expect(statuses()['new/deep/service.yaml']).toBe('unwatched');
    delete disk['/new/deep/service.yaml'];
    delete disk['/legacy/service.yaml'];
    await changed('new', 'legacy/service.yaml');
    expect(Object.keys(statuses())).toEqual(['argocd/web.yaml', 'deploy/service.yaml']);
  });

  it('is read anew when asked to', async () => {
    const disk: Record<string, string> = files();
    const { start, fetching, statuses } = hosted(disk);
    await start();
    disk['/legacy/more.yaml'] = service('more');
    await fetching.refresh();
    expect(statuses()['legacy/more.yaml']).toBe('unwatched');
  });
});

describe('hosted repositories', () => {
  it.each([
    ['vscode-vfs://github/acme/platform', 'https://github.com/acme/platform.git'],
    ['vscode-vfs://github+7b2276223a317d/acme/platform', 'https://github.com/acme/platform.git'],
  ])('%s has the remote %s', (directory, url) => expect(hostedGit(directory)).toContain(`url = ${url}\n`));

  it.each([
    'vscode-vfs://github/acme',
    'vscode-vfs://github/acme/platform/deploy',
    'vscode-vfs://other/a/b',
    '/acme/b',
  ])('%s has none', (directory) => expect(hostedGit(directory)).toBeUndefined());
});
