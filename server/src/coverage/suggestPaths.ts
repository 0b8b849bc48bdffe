import { basename, compareBytes, dirname, join } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import { isConfigurationFile } from '../manifests/fileSummary.ts';
import { similarity } from './nearestMiss.ts';
import type { Repository } from './repository.ts';

/** Suggestions for one missing path, at most. */
const MAX_SUGGESTIONS = 3;

/**
 * Directories that a path which does not exist may have meant: with the same name elsewhere, or a name a few letters away
 * beside it. Only directories that hold manifests, a kustomization or a chart.
 */
export function suggestPaths(repository: Repository, path: string): string[] {
  const missing = path.replace(/^\.?\/+|\/+$/g, '');
  const { tree } = repository;
  const name = basename(missing);
  const scored: { path: string; score: number }[] = [];
  for (const directory of new Set(tree.files().filter(isConfigurationFile).map(dirname))) {
    const own = basename(directory);
    if (own === 'templates' || own === 'crds' || !mayBeSource(tree, directory)) continue;
    const close = own === name ? 0 : distance(own.toLowerCase(), name.toLowerCase(), 2);
    if (close > 2 || (close > 0 && dirname(directory) !== dirname(missing))) continue;
    scored.push({ path: directory, score: similarity(missing, directory, '') - close });
  }
  return scored
    .sort((a, b) => b.score - a.score || compareBytes(a.path, b.path))
    .slice(0, MAX_SUGGESTIONS)
    .map((candidate) => candidate.path);
}

function mayBeSource(tree: Tree, directory: string): boolean {
  return tree.list(directory).some(({ kind, name }) => kind === 'file' && isConfigurationFile(join(directory, name)));
}

/** Edit distance of two words, given up above `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] as number;
}
