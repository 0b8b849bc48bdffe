import type { CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Status } from './coverage/verdict.ts';
import type { TreeNodeKind, TreeViewName } from './features/tree/treeNode.ts';
import type { Entry } from './files/tree.ts';

/** The messages beyond LSP. A client that knows none of them works without. Versioned by the server's own version. */

export const Notifications = {
  /** Server → client, `StatusParams`: after every change of the coverage, and when an index begins. */
  status: 'argocdCoverage/status',
} as const;

export const Requests = {
  /** `ReportParams` → `ReportResult`: the coverage report in one of its formats. */
  report: 'argocdCoverage/report',
  /** `ExplainParams` → `ExplainResult`: what the hover says about a file. */
  explain: 'argocdCoverage/explain',
  /** → `ApplicationsResult`: every Application with its place. */
  applications: 'argocdCoverage/applications',
  /** `BranchImpactParams` → `BranchImpactResult`: what merging this branch brings into effect. */
  branchImpact: 'argocdCoverage/branchImpact',
  /** `ExplainHistoryParams` → `ExplainResult`: since when nothing deploys a file, from Git’s history; can be cancelled. */
  explainHistory: 'argocdCoverage/explainHistory',
  /** Reads everything from disk anew. */
  refresh: 'argocdCoverage/refresh',
  /** `FileActionParams` → `FileActionResult`: the edit of a code action for a whole file, for menus. */
  fileAction: 'argocdCoverage/fileAction',
  /** `HomesParams` → `HomesResult`: the directories where a file would be deployed, best first. */
  homes: 'argocdCoverage/homes',
  /** `TreeParams` → `TreeResult`: the rows of one level of a coverage tree. */
  tree: 'argocdCoverage/tree',
  /** → `FilesResult`: what becomes of every file that holds manifests, in short. */
  files: 'argocdCoverage/files',
  /** `ManifestsParams` → `ManifestsResult`: what becomes of each manifest of one file. */
  manifests: 'argocdCoverage/manifests',
  /** `AgentToolParams` → `AgentToolResult`: the answer of a tool for language models. */
  agentTool: 'argocdCoverage/agentTool',
} as const;

/** Server → client, asked only by a server that has no disk (the web worker). Only what lies in the workspace’s folders is answered. */
export const ClientRequests = {
  /** `ListDirectoriesParams` → `ListDirectoriesResult`: the children of directories. */
  listDirectories: 'argocdCoverage/listDirectories',
  /** `ReadFilesParams` → `ReadFilesResult`: the bytes of files. */
  readFiles: 'argocdCoverage/readFiles',
} as const;

/** Commands of the client that code actions carry. */
export const ClientCommands = {
  /** Copies its argument. Every client of ours has it; other clients show the action and do nothing. */
  copyApplyCommand: 'argocdCoverage.copyApplyCommand',
  /** Tells that its argument, a shell command, remains to be run, and offers to copy it. Sent only to who asks for it. */
  offerCommand: 'argocdCoverage.offerCommand',
  /** Lists Applications, those alone whose ids its argument holds. Sent only to who asks for `offersCommands`. */
  showApplications: 'argocdCoverage.showApplications',
} as const;

export interface InitializationOptions {
  /** The client knows every one of `ClientCommands`. */
  readonly offersCommands?: boolean;
}

/** Manifests by status, as in the JSON report's `summary`. */
export interface SummaryCounts {
  readonly manifests: number;
  readonly deployed: number;
  readonly manual: number;
  readonly possible: number;
  readonly other: number;
  readonly unwatched: number;
  readonly root: number;
  readonly ignored: number;
  /** 0…1 */
  readonly coverage: number;
}

export interface StatusParams {
  readonly indexing: boolean;
  /** Whether the workspace holds any Application or ApplicationSet. */
  readonly active: boolean;
  readonly summary?: SummaryCounts;
  /** Grows when a verdict or an Application was computed anew: where it is the same, what the requests answer is too. */
  readonly revision?: number;
}

export interface ReportParams {
  readonly format: 'html' | 'markdown' | 'json' | 'text';
}

export interface ReportResult {
  readonly text: string;
}

export interface BranchImpactParams {
  /** A Git revision; the default branch’s when left out. */
  readonly base?: string;
}

export interface BranchImpactResult {
  /** What changed in effect since the merge base, or one sentence that says why it can’t be told. */
  readonly markdown: string;
}

export interface ExplainParams {
  readonly uri: string;
  /** 0-based; the whole file when left out. */
  readonly line?: number;
}

export interface ExplainHistoryParams {
  readonly uri: string;
}

export interface ExplainResult {
  readonly markdown: string;
}

export interface ApplicationsResult {
  readonly applications: readonly {
    readonly id: string;
    readonly uri: string;
    /** 0-based. */
    readonly line: number;
    readonly destination: string;
    readonly manifests: number;
    readonly errors: number;
  }[];
}

export interface FileActionParams {
  readonly uri: string;
  readonly action: 'generateApplication' | 'moveToChart';
}

export interface FileActionResult {
  readonly edit?: WorkspaceEdit;
  /** A shell command that has to be run once for the edit to take effect. */
  readonly register?: string;
  /** One line for the user: why there is no edit. */
  readonly message?: string;
}

export interface HomesParams {
  readonly uri: string;
}

export interface HomesResult {
  readonly homes: readonly {
    /** Relative to the repository’s root. */
    readonly directory: string;
    /** The id of the Application that would deploy the file, as it is shown. */
    readonly application: string;
    /** Why there, in sentences without their ends, best first. */
    readonly reasons: readonly string[];
    /** The kustomization that would list the file, relative to the repository’s root. */
    readonly kustomization?: string;
    /** The move, for `codeAction/resolve`. */
    readonly action: CodeAction;
  }[];
  /** One line for the user: why there is none. */
  readonly message?: string;
}

export type { Status, TreeNodeKind, TreeViewName };

export interface TreeParams {
  readonly view: TreeViewName;
  /** The `id` of a row, for those below it; the first ones when left out. */
  readonly parent?: string;
  /** Keeps the rows that hold these words, and those that lead to them. Leave it out below a row that is `matched`. */
  readonly filter?: string;
}

/** One row of a tree. */
export interface TreeRow {
  /** Stable, and unique in its tree. */
  readonly id: string;
  readonly kind: TreeNodeKind;
  readonly label: string;
  readonly description: string;
  /** The file or directory that it is about. */
  readonly uri?: string;
  /** What to open in the file. */
  readonly range?: Range;
  readonly status?: Status;
  /** Why nothing deploys it: a code of the diagnostics. */
  readonly reason?: string;
  /** The Application can’t be synced. */
  readonly failing?: boolean;
  /** Whether it has children. */
  readonly branch: boolean;
  /** It holds the words of the filter itself. */
  readonly matched: boolean;
}

export interface TreeResult {
  readonly rows: readonly TreeRow[];
}

export interface FilesResult {
  readonly files: readonly {
    readonly uri: string;
    /** Of its manifests the one that a person should see first. */
    readonly status: Status;
    /** Manifests that count for the coverage, and those of them that are deployed automatically. */
    readonly counted: number;
    readonly deployed: number;
    /** Indices into `applications`. */
    readonly applications: readonly number[];
  }[];
  /** Ids of Applications. */
  readonly applications: readonly string[];
}

export interface ManifestsParams {
  readonly uri: string;
}

export interface ManifestsResult {
  readonly manifests: readonly {
    /** `Kind/name`, or the kind alone. */
    readonly name: string;
    readonly status: Status;
    /** The whole document. */
    readonly range: Range;
    /** The value of its `kind`. */
    readonly head: Range;
    /** Ids of the Applications that deploy it. */
    readonly applications: readonly string[];
  }[];
}

export interface AgentToolParams {
  readonly name: string;
  readonly input: unknown;
}

export interface AgentToolResult {
  readonly text: string;
  /** The tool was used wrongly; the text tells what to do. */
  readonly failed: boolean;
}

export interface ListDirectoriesParams {
  readonly uris: readonly string[];
}

export interface ListDirectoriesResult {
  /** In the order of the question; null: no directory, or none that may be read. Symlinks to files count as files. */
  readonly directories: readonly (readonly Entry[] | null)[];
}

export interface ReadFilesParams {
  readonly uris: readonly string[];
  /** Larger files, in bytes, are not read. */
  readonly limit: number;
}

export interface ReadFilesResult {
  /** In the order of the question, in base64; null: no file, or none that may be read. */
  readonly files: readonly (string | null)[];
}
