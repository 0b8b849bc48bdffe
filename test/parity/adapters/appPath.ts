import { outOfBoundsSymlink, resolveAppPath } from '../../../server/src/claims/appPath.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter } from '../adapter.ts';

const adapter: ParityAdapter = {
  tables: ['app-path.json'],
  check(row) {
    const input = row['input'] as { tree: Record<string, string>; path: string; kind?: string };
    const tree = memoryTree(input.tree);
    const answer = input.kind === 'symlinks' ? { outOfBounds: tree.derive(outOfBoundsSymlink, '') ?? null } : find();
    function find(): unknown {
      // The rows were answered in a checkout named repo.
      const found = resolveAppPath(tree, input.path, 'repo');
      if ('error' in found) return { error: found.error };
      if ('sibling' in found) return { path: `<sibling ${found.sibling}>` };
      return { path: found.path === '' ? '<root>' : `<root>/${found.path}` };
    }
    const expected = JSON.stringify(row['expect']).replace('stat <root>/', 'stat ');
    if (JSON.stringify(answer) === expected) return undefined;
    return `${JSON.stringify(input.path ?? input.tree)}: expected ${expected}, got ${JSON.stringify(answer)}`;
  },
};
export default adapter;
