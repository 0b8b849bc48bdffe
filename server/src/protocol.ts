import type { WorkspaceEdit } from 'vscode-languageserver-protocol';

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
  /** Reads everything from disk anew. */
  refresh: 'argocdCoverage/refresh',
  /** `FileActionParams` → `FileActionResult`: the edit of a code action for a whole file, for menus. */
  fileAction: 'argocdCoverage/fileAction',
} as const;

/** Commands of the client that code actions carry. */
export const ClientCommands = {
  /** Copies its argument. Every client of ours has it; other clients show the action and do nothing. */
  copyApplyCommand: 'argocdCoverage.copyApplyCommand',
  /** Tells that its argument, a shell command, remains to be run, and offers to copy it. Sent only to who asks for it. */
  offerCommand: 'argocdCoverage.offerCommand',
} as const;

export interface InitializationOptions {
  /** The client knows `ClientCommands.offerCommand`. */
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
