import { dirname, join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import type { DiagnosticCode } from '../problems/codes.ts';

/** A source's path, clean and checked; or Argo CD's complaint. */
export type AppPath =
  | { readonly path: string }
  /** Outside of the checkout, but beside it under a name that begins with the checkout's: Argo CD lets that through. */
  | { readonly sibling: string }
  | { readonly error: string; readonly code: Extract<DiagnosticCode, 'path-not-found' | 'invalid-path'> };

/**
 * Checks a source's path as Argo CD does before it reads anything (`util/app/path/path.go` Path): relative, inside the
 * repository, an existing directory or a link to one.
 * @param checkout the name of the directory that holds the checkout; Argo CD's are random, so leave it out
 */
export function resolveAppPath(tree: Tree, path: string, checkout?: string): AppPath {
  if (path.startsWith('/')) return { error: `${path}: app path is absolute`, code: 'invalid-path' };
  const clean = cleanPath(path, checkout);
  if (clean === undefined) return { error: `${path}: app path outside root`, code: 'invalid-path' };
  if (clean.sibling !== undefined) return { sibling: clean.sibling };
  const real = resolvePath(tree, clean.path);
  if ('path' in real) {
    if (real.kind === 'directory') return { path: clean.path };
    return { error: `${path}: app path is not a directory`, code: 'invalid-path' };
  }
  if (real.problem === 'outside') return { error: `${path}: app path outside root`, code: 'invalid-path' };
  const parent = tree.kind(dirname(real.at));
  if (parent === 'file') return { error: `stat ${clean.path}: not a directory`, code: 'invalid-path' };
  return { error: `${path}: app path does not exist`, code: 'path-not-found' };
}

/** Resolves dots as a path below the checkout; undefined when it leads to a directory whose name doesn't begin like the checkout's. */
function cleanPath(path: string, checkout: string | undefined): { path: string; sibling?: string } | undefined {
  const out: string[] = [];
  let above = false;
  let beside: string | undefined;
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (out.length > 0) out.pop();
      else if (beside !== undefined) {
        beside = undefined;
        above = true;
      } else if (above || checkout === undefined) return undefined;
      else above = true;
    } else if (above) {
      above = false;
      if (segment !== checkout) beside = segment;
    } else out.push(segment);
  }
  if (above) return undefined;
  if (beside === undefined) return { path: out.join('/') };
  return checkout !== undefined && beside.startsWith(checkout)
    ? { path: '', sibling: [beside, ...out].join('/') }
    : undefined;
}

/**
 * The directory that `filepath.Walk` of an app path enters; undefined when the path itself is a link, which it does not follow.
 */
export function walkRoot(tree: Tree, path: string): string | undefined {
  if (path === '') return '';
  const parent = resolvePath(tree, dirname(path));
  if (!('path' in parent)) return undefined;
  const real = join(parent.path, path.slice(path.lastIndexOf('/') + 1));
  return tree.kind(real) === 'directory' ? real : undefined;
}

/**
 * The first symlink below a directory that is absolute or steps out of the repository, if only on its way; one such link
 * anywhere makes Argo CD refuse every Application of the repository (`util/app/path/path.go` CheckOutOfBoundsSymlinks).
 * Derive it at `''`. Each directory has its own value, so an edit looks only where it happened.
 */
export const outOfBoundsSymlink: Derivation<string | undefined> = {
  name: 'outOfBoundsSymlink',
  compute(tree, directory) {
    for (const { name, kind } of tree.list(directory)) {
      const path = join(directory, name);
      if (kind === 'symlink' && leavesRepository(directory, tree.readlink(path) ?? '')) return path;
      if (kind !== 'directory' || path === '.git') continue;
      const found = tree.derive(outOfBoundsSymlink, path);
      if (found !== undefined) return found;
    }
    return undefined;
  },
  equals: (a, b) => a === b,
};

function leavesRepository(directory: string, target: string): boolean {
  if (target.startsWith('/')) return true;
  let depth = directory === '' ? 0 : directory.split('/').length;
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (--depth < 0) return true;
    } else if (segment !== '' && segment !== '.') depth++;
  }
  return false;
}
