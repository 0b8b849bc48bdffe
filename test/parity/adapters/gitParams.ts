import { git } from '../../../server/src/applications/generators/git.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter } from '../adapter.ts';
import { definitionOf, sameValue } from '../support/appset.ts';

interface Input {
  readonly git: Readonly<Record<string, unknown>>;
  readonly goTemplate: boolean;
  readonly goTemplateOptions: readonly string[] | null;
  readonly tree: unknown;
}

const adapter: ParityAdapter = {
  tables: ['git-params.json'],
  check(row, context) {
    const input = row['input'] as Input;
    const tree = memoryTree(definitionOf(input.tree, context) as Record<string, string>);
    const scope = {
      context: { treeOf: () => tree, newGlobbing: false, fixtures: {} },
      goTemplate: input.goTemplate,
      goTemplateOptions: input.goTemplateOptions ?? [],
      depth: 0,
    };
    const got = git.generate({ repoURL: 'https://r', ...input.git }, scope, []);
    // Go writes an empty list as null.
    const expected = (row['expect'] ?? []) as { error?: string } | readonly unknown[];
    if (!Array.isArray(expected))
      return got.error === (expected as { error: string }).error
        ? undefined
        : `expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
    if (got.error !== undefined) return `expected ${JSON.stringify(expected)}, got error ${got.error}`;
    const values = got.sets.map((set) => set.values);
    return sameValue(values, expected)
      ? undefined
      : `${JSON.stringify(input.git)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(values)}`;
  },
};

export default adapter;
