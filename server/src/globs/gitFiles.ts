import { compareBytes } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { compileDoublestar, expandGlob, expansionError } from './doublestar.ts';
import { compileGitPathspec } from './gitPathspec.ts';

/** How the Git generator finds files: `git ls-files` by default, doublestar with `--enable-new-git-file-globbing`. */
export type GitFilesEngine = 'pathspec' | 'doublestar';

/** Git's own directory, which the checkout holds and a tree doesn't show. */
const GIT = '.git';

/**
 * The files of a repository that one `path` of a Git files generator names, in byte order (`util/git/client.go` LsFiles and
 * `reposerver/repository.go` GetGitFiles).
 * @returns the error that makes the generator fail: a pattern that Git refuses, or a match that can't be read as a file.
 */
export function findGitFiles(
  tree: Tree,
  pattern: string,
  engine: GitFilesEngine = 'pathspec',
): { readonly files: readonly string[] } | { readonly error: string } {
  const wanted = pattern === '' ? '.' : pattern;
  const found = engine === 'pathspec' ? listTracked(tree, wanted) : expand(tree, wanted);
  if ('error' in found) return found;
  const files: string[] = [];
  for (const file of found.files) {
    if (file === GIT) return { error: `unable to read files: ${GIT}: is a directory` };
    const real = resolvePath(tree, file);
    if ('problem' in real) {
      if (engine === 'doublestar' && real.problem === 'outside') continue;
      return { error: `unable to read files: ${file}: no such file or directory` };
    }
    if (real.kind === 'directory') return { error: `unable to read files: ${file || '.'}: is a directory` };
    files.push(file);
  }
  return { files };
}

function expand(tree: Tree, pattern: string): { readonly files: readonly string[] } | { readonly error: string } {
  const glob = compileDoublestar(pattern);
  const malformed = expansionError(tree, pattern);
  if ('error' in glob || malformed !== undefined) return { error: `unable to list files: ${malformed}` };
  const files = expandGlob(tree, pattern);
  return { files: glob.match(GIT) ? [...files, GIT].sort(compareBytes) : files };
}

function listTracked(tree: Tree, pattern: string): { readonly files: readonly string[] } | { readonly error: string } {
  const pathspec = compileGitPathspec(pattern);
  if ('error' in pathspec) return { error: `unable to list files: fatal: ${pathspec.error}` };
  const files: string[] = [];
  const pending = [pathspec.base];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const below: string[] = [];
    for (const entry of tree.list(directory)) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.kind === 'directory') below.push(path);
      else if (entry.kind !== 'other' && pathspec.match(path) && tree.tracked(path)) files.push(path);
    }
    pending.push(...below);
  }
  return { files: files.sort(compareBytes) };
}
