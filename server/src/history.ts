import { createEngine, type Engine } from './engine.ts';
import type { RouteHistory } from './features/routeHistory.ts';
import type { FileSystem } from './files/fileSystem.ts';
import type { CommitChange, GitObjects } from './files/gitObjects.ts';
import { dirname } from './files/paths.ts';
import type { Entry, EntryKind } from './files/tree.ts';

/** Commits along first parents that are looked at, at most. */
const MAX_COMMITS = 500;
/** Files whose content decides what Applications deploy; the others are only listed. */
const CONFIGURATION =
  /\.(?:ya?ml|json|jsonnet|libsonnet|tpl|txt)$|(?:^|\/)(?:Kustomization|\.helmignore|\.gitmodules)$|\/templates\//i;

/**
 * Walks back from HEAD along first parents until a file had a route. One engine follows the commits: each step changes the
 * files that the commit changed, and only what hangs on these is computed again.
 * @param file of the repository, as at HEAD. @param cancelled asked between commits. Rejects where Git can’t tell.
 */
export async function findLostRoute(
  engine: Engine,
  disk: FileSystem,
  git: GitObjects,
  repository: string,
  file: string,
  cancelled: () => boolean,
): Promise<RouteHistory> {
  const commits = await git.history(repository, MAX_COMMITS);
  const entries = await git.list(repository, await git.head(repository));
  const wanted = new Set(
    entries.filter(({ path, link }) => link || CONFIGURATION.test(path)).map(({ object }) => object),
  );
  for (const { changes } of commits)
    for (const { path, before } of changes) if (before && CONFIGURATION.test(path)) wanted.add(before);
  const view = rewindable(disk, repository, await git.read(repository, [...wanted]));
  for (const { path, object, link } of entries) view.put(path, object, link);
  const past = createEngine({ fileSystem: view.fileSystem });
  past.setEditorSettings(engine.editorSettings());
  past.setFolders([repository], { nested: false });
  await past.index(async () => {
    await pause();
    return !cancelled();
  });
  let path = file;
  const routes = (): string[] => {
    const home = past.workspace.byId(repository);
    const found = home && past.features.verdict(home, path).routes;
    return found ? [...new Set(found.deploys.map(({ app }) => app.id))] : [];
  };
  if (!view.has(path)) return { kind: 'uncommitted' };
  if (routes().length > 0) return { kind: 'deployed' };
  for (const commit of commits) {
    if (cancelled()) return { kind: 'cancelled' };
    const own = commit.changes.find((change) => change.path === path);
    for (const change of commit.changes) view.put(change.path, change.before, false);
    past.changed(commit.changes.map((change) => `${repository}/${change.path}`));
    if (!view.has(path)) {
      const from = own && renamedFrom(own, commit.changes);
      if (from === undefined) return { kind: 'never', commit };
      path = from;
    }
    const before = routes();
    if (before.length > 0) return { kind: 'lost', commit, before };
    await pause();
  }
  return { kind: 'older', commits: commits.length };
}

/** The path that a file had before a commit that renamed it without a change. */
function renamedFrom({ after }: CommitChange, changes: readonly CommitChange[]): string | undefined {
  return changes.find((change) => change.after === undefined && change.before === after)?.path;
}

/** Other requests are answered meanwhile. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A disk on which a repository stands at a commit, and can be put back file by file. */
function rewindable(disk: FileSystem, root: string, objects: ReadonlyMap<string, Uint8Array>) {
  const files = new Map<string, { readonly object: string; readonly link: boolean }>();
  const lists = new Map<string, Map<string, EntryKind>>([['', new Map()]]);
  const inside = (path: string): string | undefined =>
    path === root
      ? ''
      : path.startsWith(`${root}/`) && path !== `${root}/.git` && !path.startsWith(`${root}/.git/`)
        ? path.slice(root.length + 1)
        : undefined;
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const enter = (path: string, kind: EntryKind): void => {
    const parent = dirname(path);
    let list = lists.get(parent);
    if (!list) {
      list = new Map();
      lists.set(parent, list);
      enter(parent, 'directory');
    }
    list.set(nameOf(path), kind);
  };
  const leave = (path: string): void => {
    const parent = dirname(path);
    const list = lists.get(parent);
    list?.delete(nameOf(path));
    if (list?.size !== 0 || parent === '') return;
    lists.delete(parent);
    leave(parent);
  };
  const kindOf = (path: string): EntryKind | undefined => {
    const file = files.get(path);
    return file ? (file.link ? 'symlink' : 'file') : lists.has(path) ? 'directory' : undefined;
  };
  const fileSystem: FileSystem = {
    userGitConfigs: disk.userGitConfigs ?? [],
    kind(path) {
      const file = inside(path);
      return file === undefined ? disk.kind(path) : kindOf(file);
    },
    list(path) {
      const file = inside(path);
      if (file === undefined) return disk.list(path);
      const list = lists.get(file);
      return list && [...list].map(([name, kind]): Entry => ({ name, kind }));
    },
    read(path, limit) {
      const file = inside(path);
      if (file === undefined) return disk.read(path, limit);
      const entry = files.get(file);
      return entry && !entry.link ? objects.get(entry.object) : undefined;
    },
    readlink(path) {
      const file = inside(path);
      const entry = file === undefined ? undefined : files.get(file);
      const bytes = entry?.link ? objects.get(entry.object) : undefined;
      return bytes && new TextDecoder().decode(bytes);
    },
  };
  return {
    fileSystem,
    has: (path: string): boolean => files.has(path),
    /** Puts a file to an object; undefined takes it away. */
    put(path: string, object: string | undefined, link: boolean): void {
      if (object === undefined) {
        if (files.delete(path)) leave(path);
        return;
      }
      files.set(path, { object, link: link || (files.get(path)?.link ?? false) });
      enter(path, link ? 'symlink' : 'file');
    },
  };
}
