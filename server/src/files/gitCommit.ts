import type { FileSystem } from './fileSystem.ts';
import { readBatch, runGit } from './git.ts';
import { basename, dirname } from './paths.ts';
import type { Entry, EntryKind } from './tree.ts';

/** A commit seen as a disk: nothing is checked out, the work tree is not touched. */
export interface CommitView {
  readonly fileSystem: FileSystem;
  /** Files whose content Git does not have here, as in a partial clone. */
  readonly missing: number;
}

/** Blobs larger than this are no configuration. */
const MAX_BLOB = 2 * 1024 * 1024;

/**
 * Lays a commit over a directory of a disk; `.git` itself and everything outside stay the disk's.
 * @param changed files that differ from the work tree: their content comes from Git, that of the others is what the disk has.
 * @throws when Git fails.
 */
export function openCommit(disk: FileSystem, root: string, commit: string, changed: readonly string[]): CommitView {
  const kinds = new Map<string, EntryKind>([['', 'directory']]);
  const children = new Map<string, Entry[]>([['', []]]);
  const objects = new Map<string, string>();
  const add = (path: string, kind: EntryKind): void => {
    if (kinds.has(path)) return;
    const parent = dirname(path);
    add(parent, 'directory');
    kinds.set(path, kind);
    if (kind === 'directory') children.set(path, []);
    children.get(parent)?.push({ name: basename(path), kind });
  };
  for (const line of runGit(root, ['ls-tree', '-r', '-z', commit]).toString().split('\0')) {
    const match = /^(\d+) blob ([0-9a-f]+)\t([\s\S]*)$/.exec(line);
    if (!match) continue;
    const [, mode, object, path] = match as unknown as [string, string, string, string];
    add(path, mode === '120000' ? 'symlink' : 'file');
    objects.set(path, object);
  }
  const differing = new Set(changed.filter((path) => objects.has(path)));
  const { contents, missing } = readBlobs(root, [
    ...new Set([...differing].map((path) => objects.get(path) as string)),
  ]);
  const inside = (path: string): string | undefined =>
    path === root
      ? ''
      : path.startsWith(`${root}/`) && path !== `${root}/.git` && !path.startsWith(`${root}/.git/`)
        ? path.slice(root.length + 1)
        : undefined;
  const blob = (path: string): Uint8Array | undefined => contents.get(objects.get(path) ?? '');
  return {
    missing,
    fileSystem: {
      userGitConfigs: disk.userGitConfigs ?? [],
      kind(path) {
        const file = inside(path);
        return file === undefined ? disk.kind(path) : kinds.get(file);
      },
      list(path) {
        const file = inside(path);
        return file === undefined ? disk.list(path) : children.get(file);
      },
      read(path, limit) {
        const file = inside(path);
        if (file === undefined) return disk.read(path, limit);
        if (kinds.get(file) !== 'file') return undefined;
        return differing.has(file) ? blob(file) : disk.read(path, limit);
      },
      readlink(path) {
        const file = inside(path);
        if (file === undefined) return disk.readlink(path);
        if (kinds.get(file) !== 'symlink') return undefined;
        if (!differing.has(file)) return disk.readlink(path);
        const target = blob(file);
        return target && new TextDecoder().decode(target);
      },
    },
  };
}

function readBlobs(root: string, ids: readonly string[]): { contents: Map<string, Uint8Array>; missing: number } {
  if (ids.length === 0) return { contents: new Map(), missing: 0 };
  const sizes = runGit(root, ['cat-file', '--batch-check'], `${ids.join('\n')}\n`)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const small = sizes
    .filter(([, type, size]) => type === 'blob' && Number(size) <= MAX_BLOB)
    .map(([id]) => id as string);
  const output = small.length === 0 ? Buffer.alloc(0) : runGit(root, ['cat-file', '--batch'], `${small.join('\n')}\n`);
  return {
    contents: readBatch(output, MAX_BLOB),
    missing: sizes.filter(([, type]) => type === 'missing').length,
  };
}
