import type { FileSystem } from './fileSystem.ts';
import { gitRemotes, parseGitConfig } from './gitConfig.ts';
import { decodeText } from './text.ts';

/** What Git's own files tell about a repository, read without running Git. */
export interface GitFacts {
  readonly remotes: readonly string[];
  /** The checked-out branch; undefined when HEAD is detached or there is no Git. */
  readonly branch: string | undefined;
  /** Branches whose content this checkout stands for besides `branch`: its upstream's name and the remote's default branch. */
  readonly alsoBranches: readonly string[];
  /** The remotes' default branches as Git names them here (`origin/main`), where it was told. */
  readonly defaultBranches: readonly string[];
  /** Files to watch: a change in one of them may change these facts. */
  readonly sources: readonly string[];
}

const LIMIT = 1 << 20;

/** Reads `.git` of a work tree: a directory, or the file that worktrees and submodules have there. */
export function readGitFacts(fs: FileSystem, root: string): GitFacts {
  const read = (path: string): string | undefined => {
    const bytes = fs.read(path, LIMIT);
    return bytes && decodeText(bytes);
  };
  const found = findGitDirectory(fs, root);
  if (!found) return { remotes: [], branch: undefined, alsoBranches: [], defaultBranches: [], sources: [] };
  const { gitDirectory, common } = found;
  const configs = [`${common}/config`, `${gitDirectory}/config.worktree`];
  const remotes = gitRemotes(
    [...(fs.userGitConfigs ?? []), ...configs].flatMap((path) => parseGitConfig(read(path) ?? '')),
  );
  const branch = /^ref:\s*refs\/heads\/(.+?)\s*$/.exec(read(`${gitDirectory}/HEAD`) ?? '')?.[1];
  const upstream = branch === undefined ? undefined : remotes.upstream(branch);
  const defaults = (fs.list(`${common}/refs/remotes`) ?? []).flatMap(
    ({ name }) =>
      /^ref:\s*refs\/remotes\/([^/]+\/.+?)\s*$/.exec(read(`${common}/refs/remotes/${name}/HEAD`) ?? '')?.[1] ?? [],
  );
  const named = defaults.map((name) => name.slice(name.indexOf('/') + 1));
  const known = upstream === undefined ? named : [upstream, ...named];
  return {
    remotes: remotes.urls,
    branch,
    alsoBranches: [...new Set(known)],
    defaultBranches: defaults,
    sources: [...configs, `${gitDirectory}/HEAD`],
  };
}

/** Where Git keeps what belongs to a work tree: HEAD in its own directory, the rest in the common one. */
export function findGitDirectory(fs: FileSystem, root: string): { gitDirectory: string; common: string } | undefined {
  const read = (path: string): string | undefined => {
    const bytes = fs.read(path, LIMIT);
    return bytes && decodeText(bytes);
  };
  const path = `${root}/.git`;
  const kind = fs.kind(path);
  const target = kind === 'file' ? /^gitdir:\s*(.+?)\s*$/m.exec(read(path) ?? '')?.[1] : undefined;
  const gitDirectory = kind === 'directory' ? path : target === undefined ? undefined : absolute(root, target);
  if (gitDirectory === undefined) return undefined;
  const shared = read(`${gitDirectory}/commondir`)?.trim();
  return { gitDirectory, common: shared === undefined ? gitDirectory : absolute(gitDirectory, shared) };
}

function absolute(base: string, path: string): string {
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return path;
  const out = base.split('/');
  for (const segment of path.split(/[\\/]/)) {
    if (segment === '..') out.pop();
    else if (segment !== '.' && segment !== '') out.push(segment);
  }
  return out.join('/');
}
