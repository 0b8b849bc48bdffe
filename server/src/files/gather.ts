import { sameList } from './sameList.ts';
import { ComputedNode, gate } from './signals.ts';
import type { WorkingTree } from './workingTree.ts';

/** Files whose parts are kept together. */
const CHUNK = 128;

/**
 * Gathers something from every file of a tree, in the order of the files. Parts of neighbours are kept together: an edit looks
 * at its neighbours again, not at all files, and what is made of all parts is not visited while they come out equal.
 * @param select gives a file's part; it may read anything. @param same whether two entries are equal.
 */
export function gatherFiles<T>(
  tree: WorkingTree,
  select: (file: string) => readonly T[],
  same: (a: T, b: T) => boolean,
): () => readonly T[] {
  const chunks: ComputedNode<readonly T[]>[] = [];
  const chunk = (index: number): ComputedNode<readonly T[]> => {
    chunks[index] ??= new ComputedNode<readonly T[]>((previous) => {
      const files = tree.files();
      const next: T[] = [];
      const end = Math.min((index + 1) * CHUNK, files.length);
      for (let i = index * CHUNK; i < end; i++) next.push(...select(files[i] as string));
      return previous && sameList(previous, next, same) ? previous : next;
    });
    return chunks[index];
  };
  return gate<readonly T[]>((previous) => {
    const next: T[] = [];
    const count = Math.ceil(tree.files().length / CHUNK);
    for (let i = 0; i < count; i++) next.push(...chunk(i).get());
    return previous && sameList(previous, next, (a, b) => a === b) ? previous : next;
  });
}
