import type { Tree } from '../files/tree.ts';
import { compilePathMatch } from './pathMatch.ts';

/** One entry of a Git generator's `directories`. */
export interface DirectoryPattern {
  readonly path: string;
  readonly exclude?: boolean;
}

/** Directories one generator may look at. */
const MAX_DIRECTORIES = 200_000;

/**
 * The directories that a Git directories generator yields (`applicationset/generators/git.go` filterApps over
 * `reposerver/repository.go` GetGitDirectories): real directories whose names don't begin with a dot, depth first in
 * lexical order; at least one pattern must take the path and no `exclude` may. A malformed pattern matches nothing.
 */
export function findGitDirectories(tree: Tree, patterns: readonly DirectoryPattern[]): string[] {
  const compile = (chosen: readonly DirectoryPattern[]): ((path: string) => boolean) => {
    const globs = chosen.map(({ path }) => compilePathMatch(path));
    return (path) => globs.some((glob) => 'match' in glob && glob.match(path));
  };
  const included = compile(patterns.filter((pattern) => !pattern.exclude));
  const excluded = compile(patterns.filter((pattern) => pattern.exclude));
  // Only a slash or a class such as `[^a]` takes a slash, so nothing lies deeper than the longest pattern.
  const depth = Math.max(0, ...patterns.map(({ path }) => path.split(/[/[]/).length));
  const found: string[] = [];
  let budget = MAX_DIRECTORIES;
  const visit = (directory: string, level: number): void => {
    for (const { name, kind } of tree.list(directory)) {
      if (kind !== 'directory' || name.startsWith('.')) continue;
      if (--budget < 0) return;
      const path = directory === '' ? name : `${directory}/${name}`;
      if (included(path) && !excluded(path)) found.push(path);
      if (level < depth) visit(path, level + 1);
    }
  };
  visit('', 1);
  return found;
}
