import { runGit } from './git.ts';

/** What differs between a commit and the work tree. Paths are relative to the directory that was asked about. */
export interface GitChanges {
  /** Files that differ, those that are new and not ignored included; sorted. */
  readonly files: readonly string[];
  /** Submodules that stand at another commit: what is in them belongs to another repository. */
  readonly submodules: readonly string[];
}

const DIFF = ['diff', '--raw', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
const SUBMODULE = '160000';

/** Files below a directory that are new and not ignored, whatever the commit. @throws when Git fails. */
export function untrackedFiles(root: string): string[] {
  const paths = runGit(root, ['ls-files', '-z', '-o', '--exclude-standard']).toString().split('\0');
  // A repository within this one is listed as a directory.
  return paths.filter((path) => path !== '' && !path.endsWith('/'));
}

/**
 * Compares a commit with the work tree below a directory; nothing is locked, checked out or written.
 * @param untracked what `untrackedFiles` says of the directory. @throws when Git fails.
 */
export function changesSince(root: string, commit: string, untracked: readonly string[]): GitChanges {
  const fields = runGit(root, [...DIFF, '--relative', commit, '--', '.'])
    .toString()
    .split('\0');
  const files = new Set(untracked);
  const submodules: string[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [before = '', after] = (fields[i] as string).slice(1).split(' ');
    const path = fields[i + 1] as string;
    if (before === SUBMODULE || after === SUBMODULE) submodules.push(path);
    else files.add(path);
  }
  return { files: [...files].sort(), submodules };
}
