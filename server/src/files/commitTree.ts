import type { CommitEntry } from './gitObjects.ts';
import { listedTree } from './listedTree.ts';
import { decodeText } from './text.ts';
import type { Tree } from './tree.ts';

/** A commit’s files as a tree: names at once, texts once they were asked for and loaded. */
export interface CommitTree {
  readonly tree: Tree;
  /** The objects that were asked for and are not here yet. */
  wanted(): readonly string[];
  load(objects: ReadonlyMap<string, Uint8Array>): void;
}

/** @param id what the tree is called: the repository it is a commit of. */
export function commitTree(id: string, files: readonly CommitEntry[]): CommitTree {
  const objects = new Map(files.map(({ path, object }) => [path, object]));
  const texts = new Map<string, string | undefined>();
  let missing = new Set<string>();
  const tree = listedTree(id, files, (path) => {
    const object = objects.get(path);
    if (object === undefined) return undefined;
    if (!texts.has(object)) missing.add(object);
    return texts.get(object);
  });
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
