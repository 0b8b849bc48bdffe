import { basename, compareBytes, dirname } from '../files/paths.ts';
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
  const name = basename(missing);
  const directories = repository.sourceDirectories();
  const scored = (directories.byName.get(name) ?? []).map((directory) => ({
    directory,
    score: similarity(missing, directory, ''),
  }));
  for (const sibling of directories.byParent.get(dirname(missing)) ?? []) {
    const typos = distance(basename(sibling).toLowerCase(), name.toLowerCase(), 2);
    if (typos > 0 && typos <= 2) scored.push({ directory: sibling, score: similarity(missing, sibling, '') - typos });
  }
  return scored
    .sort((a, b) => b.score - a.score || compareBytes(a.directory, b.directory))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ directory }) => directory);
}

/** Directories that a source may read: those with configuration files in them, by their name and by their parent. */
export interface SourceDirectories {
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byParent: ReadonlyMap<string, readonly string[]>;
}

export function indexDirectories(files: readonly string[]): SourceDirectories {
  const byName = new Map<string, string[]>();
  const byParent = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, directory: string): void => {
    const list = map.get(key);
    if (list) list.push(directory);
    else map.set(key, [directory]);
  };
  for (const directory of new Set(files.filter(isConfigurationFile).map(dirname))) {
    const name = basename(directory);
    if (name === 'templates' || name === 'crds') continue;
    put(byName, name, directory);
    put(byParent, dirname(directory), directory);
  }
  return { byName, byParent };
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
