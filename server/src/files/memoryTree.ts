import { compareBytes, dirname } from './paths.ts';
import type { Derivation, Entry, EntryKind, Tree } from './tree.ts';

const LINK = 'symlink:';

/**
 * A tree held in memory, for tests and for texts that exist nowhere else.
 * @param files path → text; a text that begins with `symlink:` makes a symlink to the rest. A path that ends in `/` makes an empty directory.
 */
export function memoryTree(files: Readonly<Record<string, string>>, id = 'memory'): Tree {
  const kinds = new Map<string, EntryKind>([['', 'directory']]);
  const children = new Map<string, Map<string, EntryKind>>([['', new Map()]]);
  const addDirectory = (path: string): void => {
    if (kinds.has(path)) return;
    addDirectory(dirname(path));
    kinds.set(path, 'directory');
    children.set(path, new Map());
    children.get(dirname(path))?.set(path.slice(path.lastIndexOf('/') + 1), 'directory');
  };
  for (const [path, text] of Object.entries(files)) {
    if (path.endsWith('/')) {
      addDirectory(path.slice(0, -1));
      continue;
    }
    addDirectory(dirname(path));
    const kind = text.startsWith(LINK) ? 'symlink' : 'file';
    kinds.set(path, kind);
    children.get(dirname(path))?.set(path.slice(path.lastIndexOf('/') + 1), kind);
  }
  const lists = new Map<string, readonly Entry[]>();
  for (const [path, entries] of children)
    lists.set(
      path,
      [...entries].map(([name, kind]) => ({ name, kind })).sort((a, b) => compareBytes(a.name, b.name)),
    );
  const cache = new Map<Derivation<unknown>, Map<string, unknown>>();
  const tree: Tree = {
    id,
    kind: (path) => kinds.get(path),
    list: (path) => lists.get(path) ?? [],
    text: (path) => (kinds.get(path) === 'file' ? files[path] : undefined),
    readlink: (path) => (kinds.get(path) === 'symlink' ? files[path]?.slice(LINK.length) : undefined),
    tracked: () => true,
    derive<T>(derivation: Derivation<T>, path: string): T {
      let values = cache.get(derivation as Derivation<unknown>);
      if (!values) {
        values = new Map();
        cache.set(derivation as Derivation<unknown>, values);
      }
      if (!values.has(path)) values.set(path, derivation.compute(tree, path));
      return values.get(path) as T;
    },
  };
  return tree;
}
