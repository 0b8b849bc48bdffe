import type { FileSystem } from './fileSystem.ts';
import { memoryTree } from './memoryTree.ts';

/**
 * A disk held in memory, for tests: absolute path → text (`symlink:` prefix as in `memoryTree`). The record may be changed
 * between calls; every call reads it anew.
 */
export function memoryFileSystem(files: Readonly<Record<string, string>>): FileSystem {
  const tree = () => memoryTree(Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(1), text])));
  const encoder = new TextEncoder();
  return {
    kind: (path) => tree().kind(path.slice(1)),
    list: (path) => (tree().kind(path.slice(1)) === 'directory' ? tree().list(path.slice(1)) : undefined),
    read(path, limit) {
      const text = tree().text(path.slice(1));
      const bytes = text === undefined ? undefined : encoder.encode(text);
      return bytes && bytes.length <= limit ? bytes : undefined;
    },
    readlink: (path) => tree().readlink(path.slice(1)),
  };
}
