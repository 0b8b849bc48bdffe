import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import { type DirectoryPattern, findGitDirectories } from '../../../server/src/globs/gitDirectories.ts';
import { compilePathMatch } from '../../../server/src/globs/pathMatch.ts';
import type { ParityAdapter } from '../adapter.ts';

const LINKS: Readonly<Record<string, string>> = { lnk: 'symlink:apps', 'lnkf.json': 'symlink:config.json' };

const adapter: ParityAdapter = {
  tables: ['git-dir-match.json'],
  check(row) {
    const input = row['input'] as { pattern: string; path: string; tree?: string[]; directories: DirectoryPattern[] };
    const expected = JSON.stringify(row['expect']);
    let answer: unknown;
    if (input.tree) {
      const tree = memoryTree(Object.fromEntries(input.tree.map((file) => [file, LINKS[file] ?? ''])));
      answer = findGitDirectories(tree, input.directories);
    } else {
      const glob = compilePathMatch(input.pattern);
      answer = 'error' in glob ? glob : glob.match(input.path);
    }
    if (JSON.stringify(answer) === expected) return undefined;
    return `${JSON.stringify(input.directories ?? [input.pattern, input.path])}: expected ${expected}, got ${JSON.stringify(answer)}`;
  },
};
export default adapter;
