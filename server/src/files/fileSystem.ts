import type { Entry, EntryKind } from './tree.ts';

/**
 * The disk as the engine needs it: synchronous, by absolute `/`-separated paths, never throwing. `nodeFileSystem.ts` is the
 * real one; tests and the browser bring their own.
 */
export interface FileSystem {
  /** What stands at the path itself, symlinks not followed. */
  kind(path: string): EntryKind | undefined;
  /** Children in any order; undefined when it is no directory or can't be read. */
  list(path: string): readonly Entry[] | undefined;
  /** The bytes of a regular file; undefined when it can't be read, or it is larger than `limit` bytes. */
  read(path: string, limit: number): Uint8Array | undefined;
  readlink(path: string): string | undefined;
  /** Asks Git which of the ignored files of a work tree it tracks all the same; undefined when Git isn't there to ask. */
  trackedIgnored?(root: string): readonly string[] | undefined;
  /** The user's own Git configuration files, where `url.*.insteadOf` may stand; and the default global ignore file. */
  readonly userGitConfigs?: readonly string[];
  readonly userGitIgnore?: string;
}

/** Files larger than this are no configuration that a person wrote: they are listed, never read. */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024;
