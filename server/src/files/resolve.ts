import { dirname, join } from './paths.ts';
import type { EntryKind, Tree } from './tree.ts';

/** Where a path leads when symlinks are followed. */
export type Resolved =
  | { readonly path: string; readonly kind: Exclude<EntryKind, 'symlink'>; readonly links: readonly string[] }
  | { readonly problem: 'missing' | 'outside' | 'loop'; readonly at: string; readonly links: readonly string[] };

const MAX_LINKS = 40;
const NO_LINKS: readonly string[] = [];

/**
 * Follows symlinks in every segment of a clean repository-relative path, as `stat` does, without leaving the repository.
 * @returns the real path and its kind with the links passed on the way, or why there is none.
 */
export function resolvePath(tree: Tree, path: string): Resolved {
  // The tree lists nothing behind a link: what is known under its own name is reached without one.
  const own = tree.kind(path);
  if (own === 'file' || own === 'directory' || own === 'other') return { path, kind: own, links: NO_LINKS };
  const links: string[] = [];
  const pending = path === '' ? [] : path.split('/').reverse();
  let current = '';
  for (;;) {
    const segment = pending.pop();
    if (segment === undefined) break;
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (current === '') return { problem: 'outside', at: path, links };
      current = dirname(current);
      continue;
    }
    const next = join(current, segment);
    const kind = tree.kind(next);
    if (kind === undefined) return { problem: 'missing', at: next, links };
    if (kind !== 'symlink') {
      current = next;
      continue;
    }
    if (links.length >= MAX_LINKS) return { problem: 'loop', at: next, links };
    links.push(next);
    const target = tree.readlink(next) ?? '';
    if (target.startsWith('/')) return { problem: 'outside', at: next, links };
    pending.push(...target.split('/').reverse());
  }
  const kind = tree.kind(current);
  if (kind === undefined || kind === 'symlink') return { problem: 'missing', at: current, links };
  return { path: current, kind, links };
}
