import type { FileSystem } from './fileSystem.ts';
import { readBatch, runGit } from './git.ts';
import { basename, dirname, join } from './paths.ts';
import type { Entry, EntryKind } from './tree.ts';

/** A commit seen as a disk: nothing is checked out, the work tree is not touched. */
export interface CommitView {
  readonly fileSystem: FileSystem;
  /** The commit: the merge base of HEAD and the reference. */
  readonly commit: string;
  /** Files of the work tree that differ from the commit, new ones included. */
  readonly changed: readonly string[];
}

/** Blobs larger than this are no configuration. */
const MAX_BLOB = 2 * 1024 * 1024;
/** Files whose content may matter; the others are only listed. */
export const CONFIGURATION =
  /\.(?:ya?ml|json|jsonnet|libsonnet|tpl|txt)$|(?:^|\/)(?:Kustomization|\.helmignore|\.gitmodules)$|\/templates\//i;
/**
 * Opens the merge base of HEAD and a reference.
 * @param disk where `.git` itself is read. @throws when Git can't tell: the message is one line for the user.
 */
export function openMergeBase(disk: FileSystem, root: string, reference: string): CommitView {
  const wanted = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`], reference)
    .toString()
    .trim();
  const commit = git(root, ['merge-base', 'HEAD', wanted], reference).toString().trim();
  const kinds = new Map<string, EntryKind>([['', 'directory']]);
  const children = new Map<string, Entry[]>([['', []]]);
  const blobs = new Map<string, string>();
  const add = (path: string, kind: EntryKind): void => {
    if (kinds.has(path)) return;
    const parent = dirname(path);
    add(parent, 'directory');
    kinds.set(path, kind);
    if (kind === 'directory') children.set(path, []);
    children.get(parent)?.push({ name: basename(path), kind });
  };
  for (const line of git(root, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit], reference)
    .toString()
    .split('\0')) {
    const match = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t([\s\S]*)$/.exec(line);
    if (!match) continue;
    const [, mode, type, sha, size, path] = match as unknown as [string, string, string, string, string, string];
    if (type !== 'blob') continue;
    const link = mode === '120000';
    add(path, link ? 'symlink' : 'file');
    if (link || (Number(size) <= MAX_BLOB && CONFIGURATION.test(path))) blobs.set(path, sha);
  }
  const contents = readBlobs(root, [...new Set(blobs.values())], reference);
  const inside = (path: string): string | undefined =>
    path === root
      ? ''
      : path.startsWith(`${root}/`) && !path.startsWith(`${root}/.git`)
        ? path.slice(root.length + 1)
        : undefined;
  const read = (path: string): Uint8Array | undefined => contents.get(blobs.get(path) ?? '');
  const changed = [
    ...git(
      root,
      [
        'diff',
        '--name-only',
        '-z',
        '--no-renames',
        '--no-ext-diff',
        '--no-textconv',
        '--ignore-submodules=dirty',
        commit,
      ],
      reference,
    )
      .toString()
      .split('\0'),
    ...git(root, ['ls-files', '-z', '-o', '--exclude-standard', '--full-name'], reference).toString().split('\0'),
  ];
  return {
    commit,
    changed: [...new Set(changed)].filter((path) => path !== '').sort(),
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
        return file === undefined ? disk.read(path, limit) : kinds.get(file) === 'file' ? read(file) : undefined;
      },
      readlink(path) {
        const file = inside(path);
        const bytes = file !== undefined && kinds.get(file) === 'symlink' ? read(file) : undefined;
        return bytes && new TextDecoder().decode(bytes);
      },
    },
  };
}

function readBlobs(root: string, shas: readonly string[], reference: string): Map<string, Uint8Array> {
  if (shas.length === 0) return new Map();
  return readBatch(git(root, ['cat-file', '--batch'], reference, `${shas.join('\n')}\n`), MAX_BLOB);
}

function git(root: string, args: readonly string[], reference: string, input?: string): Buffer {
  try {
    return runGit(root, args, input);
  } catch {
    throw new Error(
      `Git can’t compare ${join(basename(root))} with “${reference}”: name a branch, tag or commit that shares history with HEAD`,
    );
  }
}
