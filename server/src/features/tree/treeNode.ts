import type { Status } from '../../coverage/verdict.ts';
import type { CoverageReason } from '../../problems/codes.ts';
import type { Span } from '../../problems/problem.ts';

/** How a tree of the coverage is cut: by who deploys, by where files lie, or only what nothing deploys. */
export type TreeViewName = 'applications' | 'directories' | 'notDeployed';

export type TreeNodeKind =
  | 'application'
  | 'applicationSet'
  | 'repository'
  | 'directory'
  | 'group'
  | 'file'
  | 'manifest';

/** One row of a tree. */
export interface TreeNode {
  /** Stable as long as what it stands for exists, and unique in its tree; given back to ask for its children. */
  readonly id: string;
  readonly kind: TreeNodeKind;
  readonly label: string;
  readonly description: string;
  /** The file or directory that it is about, absolute. */
  readonly path?: string;
  /** What is opened: a place in the file at `path`, or the file’s beginning. Directories open nothing. */
  readonly span?: Span;
  /** The best status of what it holds for files and manifests; of an Application what it gives to its manifests. */
  readonly status?: Status;
  /** Set when nothing deploys it. */
  readonly reason?: CoverageReason;
  /** The Application can’t be synced. */
  readonly failing?: boolean;
  /** Whether it has children. */
  readonly branch: boolean;
}
