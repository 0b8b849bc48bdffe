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
    if (!Array.isArray(expected)) {
      const wanted = reading(expected.error);
      const got = 'error' in found ? found.error : JSON.stringify(found.files);
      // Which directories Git makes for itself depends on its version.
      const isOwn = wanted.includes(' .git/') && 'error' in found;
      return got === wanted || isOwn ? undefined : `${label}: expected ${wanted}, got ${got}`;
    }
    if ('error' in found) return `${label}: ${found.error}`;
    if (JSON.stringify(found.files) === JSON.stringify(expected)) return undefined;
    return `${label}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(found.files)}`;
  },
};
/** Argo CD's error without the checkout's place and the command. */
function reading(error: string): string {
  return error
    .replace(/^rpc error: code = Internal desc = /, '')
    .replace(/\. repo \S+ with revision \S+ pattern .*?: (?:read )?(?=<|\S+: is a|`|syntax)/, ': ')
    .replace(/`git ls-files[^`]*` failed exit status 128: /, '')
    .replace(/(?:<clone>|<root>\/[-0-9a-f]{36})\/?(?=.*: is a directory$)/, '')
    .replace(/: : is a directory$/, ': .: is a directory')
    .replace(/ at '<root>[^']*'$/, '');
}

export default adapter;
