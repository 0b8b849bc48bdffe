import { compareBytes, dirname } from './paths.ts';
import type { Entry, EntryKind, Tree } from './tree.ts';

/** A file of a tree that is listed beforehand. */
export interface ListedFile {
  readonly path: string;
  readonly link: boolean;
}

/**
 * A tree of which the names are known at once and the contents are asked for: nothing is kept, for what is asked once.
 * @param read the text of a file, or the target of a link.
 */
export function listedTree(id: string, files: readonly ListedFile[], read: (path: string) => string | undefined): Tree {
  const kinds = new Map<string, EntryKind>([['', 'directory']]);
  const lists = new Map<string, Entry[]>([['', []]]);
  const add = (path: string, kind: EntryKind): void => {
    if (kinds.has(path)) return;
    const parent = dirname(path);
    add(parent, 'directory');
    kinds.set(path, kind);
    if (kind === 'directory') lists.set(path, []);
    lists.get(parent)?.push({ name: path.slice(parent === '' ? 0 : parent.length + 1), kind });
  };
  for (const { path, link } of files) add(path, link ? 'symlink' : 'file');
  for (const list of lists.values()) list.sort((a, b) => compareBytes(a.name, b.name));
  const tree: Tree = {
    id,
    kind: (path) => kinds.get(path),
    list: (path) => lists.get(path) ?? [],
    text: (path) => (kinds.get(path) === 'file' ? read(path) : undefined),
    readlink: (path) => (kinds.get(path) === 'symlink' ? read(path) : undefined),
    tracked: () => true,
    derive: (derivation, path) => derivation.compute(tree, path),
  };
  return tree;
}
