import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import { findGitFiles, type GitFilesEngine } from '../../../server/src/globs/gitFiles.ts';
import type { ParityAdapter } from '../adapter.ts';

const LINKS: Readonly<Record<string, string>> = { lnk: 'symlink:apps', 'lnkf.json': 'symlink:config.json' };

const adapter: ParityAdapter = {
  tables: ['git-files.json'],
  check(row) {
    const input = row['input'] as { files: string[]; pattern: string; engine: GitFilesEngine };
    const expected = row['expect'] as string[] | { error: string };
    const tree = memoryTree(Object.fromEntries(input.files.map((file) => [file, LINKS[file] ?? ''])));
    const found = findGitFiles(tree, input.pattern, input.engine);
    const label = `${input.engine} ${JSON.stringify(input.pattern)}`;
    if (!Array.isArray(expected))
      return 'error' in found ? undefined : `${label}: expected ${expected.error}, got ${JSON.stringify(found.files)}`;
    if ('error' in found) return `${label}: ${found.error}`;
    if (JSON.stringify(found.files) === JSON.stringify(expected)) return undefined;
    return `${label}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(found.files)}`;
  },
};
export default adapter;
