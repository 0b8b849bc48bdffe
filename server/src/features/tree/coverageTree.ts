import { memo } from '../../coverage/memo.ts';
import type { Repository } from '../../coverage/repository.ts';
import { computed } from '../../files/signals.ts';
import type { FeatureContext } from '../context.ts';
import { fileNodesOf, memberNode, provenanceOf } from './applicationsTree.ts';
import { directoryChildren, directoryIndex, manifestNodes, repositoryNode } from './directoryTree.ts';
import { groupChildren, groupNode, notDeployedGroups } from './notDeployedTree.ts';
import type { TreeNode, TreeViewName } from './treeNode.ts';

/** The coverage as trees, row by row. */
export interface CoverageTree {
  /**
   * The rows below one, or the first ones.
   * @param parent the `id` of a row of the same tree; one that is gone meanwhile has no children.
   * @param filter keeps the rows that hold these words in any case, with those above them; a row that holds them itself is
   * `matched`, and whoever asks for its children leaves the filter out.
   */
  children(view: TreeViewName, parent?: string, filter?: string): FilteredNode[];
}

export interface FilteredNode extends TreeNode {
  readonly matched: boolean;
}

/** Rows looked at for one filter, at most: beyond that every row that is left is shown. */
const MAX_FILTERED = 100_000;

/** Nothing is computed before a row is asked for, and nothing again before something that it shows has changed. */
export function createCoverageTree(context: FeatureContext): CoverageTree {
  const provenance = computed(() => provenanceOf(context));
  const groups = computed(() => notDeployedGroups(context));
  const directories = memo<Repository, ReturnType<typeof directoryIndex>>((repository) =>
    directoryIndex(context, repository),
  );
  const indexOf = (repository: Repository) => directories(repository.id, repository);

  function applications(parent: readonly unknown[] | undefined): TreeNode[] {
    const { roots, members, children } = provenance();
    if (!parent) return roots.map((key) => memberNode(context, provenance(), key));
    const [key] = parent;
    const member = parent.length === 1 ? members.get(String(key)) : undefined;
    if (!member) return [];
    const below = (children.get(String(key)) ?? []).map((child) => memberNode(context, provenance(), child));
    return 'apps' in member ? below : [...below, ...fileNodesOf(member, String(key))];
  }

  function byDirectory(parent: readonly unknown[] | undefined): TreeNode[] {
    if (!parent) {
      const holding = context.workspace.repositories().filter((repository) => indexOf(repository).size > 0);
      const [only] = holding;
      if (only && holding.length === 1) return directoryChildren(only, indexOf(only), '');
      return holding.map((repository) => repositoryNode(repository, indexOf(repository)));
    }
    const [kind, id, path] = parent;
    const repository = context.workspace.byId(String(id));
    if (!repository) return [];
    if (kind === 'dir') return directoryChildren(repository, indexOf(repository), String(path));
    const { manifests } = context.verdict(repository, String(path));
    return kind === 'file' && manifests.length > 1 ? manifestNodes(repository, String(path), manifests) : [];
  }

  function notDeployed(parent: readonly unknown[] | undefined): TreeNode[] {
    if (!parent) return groups().map((group) => groupNode(context, group));
    const group = groups().find(({ key }) => parent[0] === 'group' && key === parent[1]);
    return group ? groupChildren(group) : [];
  }

  const views = { applications, directories: byDirectory, notDeployed };

  return {
    children(view, parent, filter) {
      const rows = views[view](parent === undefined ? undefined : parse(parent));
      const words = filter?.trim().toLowerCase() ?? '';
      if (words === '') return rows.map((row) => ({ ...row, matched: false }));
      let left = MAX_FILTERED;
      const holds = (row: TreeNode): boolean =>
        `${row.label} ${row.description} ${row.path}`.toLowerCase().includes(words);
      const leads = (row: TreeNode): boolean =>
        row.branch && (left-- <= 0 || views[view](parse(row.id)).some((child) => holds(child) || leads(child)));
      return rows.map((row) => ({ ...row, matched: holds(row) })).filter((row) => row.matched || leads(row));
    },
  };
}

function parse(id: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(id);
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
