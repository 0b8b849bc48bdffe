import { join } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import { hasUnknown, matchesPattern } from '../gotemplate/unknown.ts';

/** Directories that one unknown path may stand for, at most. */
const MAX_DIRECTORIES = 2_000;

/**
 * The directories that a source path with unknown parts may mean. An unknown part stays within its segment; a path of which
 * nothing is known may be any directory.
 */
export function directoriesMatching(tree: Tree, pattern: string): string[] {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  const found: string[] = [];
  const visit = (directory: string, depth: number): void => {
    if (found.length >= MAX_DIRECTORIES) return;
    const segment = segments[depth];
    if (segment === undefined) {
      found.push(directory);
      return;
    }
    if (!hasUnknown(segment)) {
      const path = join(directory, segment);
      if (tree.kind(path) === 'directory') visit(path, depth + 1);
      return;
    }
    for (const entry of tree.list(directory))
      if (entry.kind === 'directory' && !entry.name.startsWith('.') && matchesPattern(segment, entry.name))
        visit(join(directory, entry.name), depth + 1);
  };
  if (segments.length === 1 && isWhollyUnknown(segments[0] as string)) {
    const all = (directory: string): void => {
      for (const entry of tree.list(directory)) {
        if (entry.kind !== 'directory' || entry.name.startsWith('.') || found.length >= MAX_DIRECTORIES) continue;
        found.push(join(directory, entry.name));
        all(join(directory, entry.name));
      }
    };
    all('');
  } else visit('', 0);
  return found;
}

function isWhollyUnknown(text: string): boolean {
  return text !== '' && [...text].every((c) => hasUnknown(c));
}
