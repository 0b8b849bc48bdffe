import type { FileSystem } from './fileSystem.ts';
import { findGitDirectory } from './gitFacts.ts';
import { compareBytes } from './paths.ts';
import { decodeText } from './text.ts';

/** The names that a revision may have. */
export interface GitRefs {
  readonly branches: readonly string[];
  readonly tags: readonly string[];
}

const LIMIT = 1 << 24;
/** Refs that are read; directories of refs nest no deeper. */
const MAX_REFS = 5_000;
const MAX_DEPTH = 8;

/** Reads branches (local and of remotes) and tags from `.git`, without running Git. */
export function readGitRefs(fs: FileSystem, root: string): GitRefs {
  const { common } = findGitDirectory(fs, root) ?? {};
  if (common === undefined) return { branches: [], tags: [] };
  const names = new Set<string>();
  const packed = fs.read(`${common}/packed-refs`, LIMIT);
  for (const line of packed ? decodeText(packed).split('\n') : []) {
    const name = /^[0-9a-f]+ (refs\/\S+)/.exec(line)?.[1];
    if (name !== undefined && names.size < MAX_REFS) names.add(name);
  }
  const visit = (path: string, depth: number): void => {
    for (const { name, kind } of fs.list(`${common}/${path}`) ?? []) {
      if (names.size >= MAX_REFS) return;
      if (kind === 'directory' && depth < MAX_DEPTH) visit(`${path}/${name}`, depth + 1);
      else if (kind === 'file') names.add(`${path}/${name}`);
    }
  };
  for (const directory of ['refs/heads', 'refs/remotes', 'refs/tags']) visit(directory, 0);
  const under = (pattern: RegExp): string[] =>
    [...new Set([...names].flatMap((name) => pattern.exec(name)?.[1] ?? []))]
      .filter((name) => name !== 'HEAD')
      .sort(compareBytes);
  return { branches: under(/^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/), tags: under(/^refs\/tags\/(.+)$/) };
}
