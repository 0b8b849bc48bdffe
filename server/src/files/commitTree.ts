import type { CommitEntry } from './gitObjects.ts';
import { compareBytes, dirname } from './paths.ts';
import { decodeText } from './text.ts';
import type { Entry, EntryKind, Tree } from './tree.ts';

/** A commit’s files as a tree: names at once, texts once they were asked for and loaded. */
export interface CommitTree {
  readonly tree: Tree;
  /** The objects that were asked for and are not here yet. */
  wanted(): readonly string[];
  load(objects: ReadonlyMap<string, Uint8Array>): void;
}

/** @param id what the tree is called: the repository it is a commit of. */
export function commitTree(id: string, files: readonly CommitEntry[]): CommitTree {
  const kinds = new Map<string, EntryKind>([['', 'directory']]);
  const lists = new Map<string, Entry[]>([['', []]]);
  const objects = new Map<string, string>();
  const texts = new Map<string, string | undefined>();
  let missing = new Set<string>();
  const add = (path: string, kind: EntryKind): void => {
    if (kinds.has(path)) return;
    const parent = dirname(path);
    add(parent, 'directory');
    kinds.set(path, kind);
    if (kind === 'directory') lists.set(path, []);
    lists.get(parent)?.push({ name: path.slice(parent === '' ? 0 : parent.length + 1), kind });
  };
  for (const { path, object, link } of files) {
    add(path, link ? 'symlink' : 'file');
    objects.set(path, object);
  }
  for (const list of lists.values()) list.sort((a, b) => compareBytes(a.name, b.name));
  const textOf = (path: string, kind: EntryKind): string | undefined => {
    const object = kinds.get(path) === kind ? objects.get(path) : undefined;
    if (object === undefined) return undefined;
    if (!texts.has(object)) missing.add(object);
    return texts.get(object);
  };
  const tree: Tree = {
    id,
    kind: (path) => kinds.get(path),
    list: (path) => lists.get(path) ?? [],
    text: (path) => textOf(path, 'file'),
    readlink: (path) => textOf(path, 'symlink'),
    tracked: () => true,
    // What is asked of a commit is asked once: nothing is kept.
    derive: (derivation, path) => derivation.compute(tree, path),
  };
  return {
    tree,
    wanted: () => [...missing],
    load(found) {
      for (const object of missing) {
        const bytes = found.get(object);
        texts.set(object, bytes && decodeText(bytes));
      }
      missing = new Set();
    },
  };
}
