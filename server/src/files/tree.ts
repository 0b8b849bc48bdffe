/** What a path of a repository is, as `lstat` tells. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

/** One child of a directory. */
export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/**
 * A value computed from one path of a tree. The tree computes it at most once for as long as nothing it read has
 * changed; everything `compute` reads through the tree (also through other derivations) is tracked.
 * Derivations must not depend on themselves: what follows references (and may meet cycles) is no derivation of one path.
 */
export interface Derivation<T> {
  readonly name: string;
  compute(tree: Tree, path: string): T;
  /**
   * Computed from the path's text alone: who reads it depends on the text, and the value needs no node of its own. `keep`:
   * small, kept until the text changes; `drop`: large, kept for a while only.
   */
  readonly ofText?: 'keep' | 'drop';
  /** Costs nothing beside what it reads: worth keeping only where somebody follows it. */
  readonly picks?: true;
  /** When the new value equals the old one, the old one is kept and nothing that depends on it runs. */
  equals?(a: T, b: T): boolean;
}

/**
 * The files of one repository, as the engine sees them: the working tree with unsaved buffers laid over it, or a
 * commit's tree. The only door of the core to files. Paths are relative to the repository's root, `/`-separated,
 * without leading or trailing slash; the root is `''`. Reads never leave the repository and never throw.
 */
export interface Tree {
  /** Identifies the repository in the workspace (its root's path). */
  readonly id: string;
  /** What stands at the path itself, symlinks not followed; undefined when nothing does. Parents are not followed either: see `resolvePath`. */
  kind(path: string): EntryKind | undefined;
  /** Children of a directory in byte order of their names; empty for anything else. `.git` is never listed. */
  list(path: string): readonly Entry[];
  /** The text of a regular file (UTF-16 with a byte order mark decoded; the mark itself dropped); undefined when there is none, it can't be read, or it is too large to be configuration. */
  text(path: string): string | undefined;
  /** The target of a symlink as written in it; undefined for anything else. */
  readlink(path: string): string | undefined;
  /** False for files that Git ignores; everything else counts as tracked, since it will be when it is committed. */
  tracked(path: string): boolean;
  derive<T>(derivation: Derivation<T>, path: string): T;
}
