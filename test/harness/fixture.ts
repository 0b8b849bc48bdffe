import { memoryTree } from '../../server/src/files/memoryTree.ts';
import type { Tree } from '../../server/src/files/tree.ts';

/**
 * Reads a workspace written as one string. A line `//- path/to/file` begins a file; everything up to the next such line
 * is its text. `//- path -> target` makes a symlink. The common indentation of the string is removed.
 */
export function fixtureFiles(source: string): Record<string, string> {
  const lines = source.replace(/^\n/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  const files: Record<string, string> = {};
  let path: string | undefined;
  let body: string[] = [];
  const finish = (): void => {
    if (path === undefined) return;
    const text = body.join('\n').replace(/\s*$/, '');
    files[path] = text === '' ? '' : text + '\n';
  };
  for (const line of lines.map((text) => text.slice(indent))) {
    const header = /^\/\/- (\S+)(?: -> (\S+))?\s*$/.exec(line);
    if (!header) {
      body.push(line);
      continue;
    }
    finish();
    path = header[1] as string;
    body = [];
    if (header[2] !== undefined) {
      files[path] = `symlink:${header[2]}`;
      path = undefined;
    }
  }
  finish();
  return files;
}

/** The same as a tree in memory. */
export function fixtureTree(source: string): Tree {
  return memoryTree(fixtureFiles(source));
}
