import type { Status } from '../coverage/verdict.ts';
import type { Category, Effect } from '../effects/effect.ts';
import { compareBytes } from '../files/paths.ts';
import type { RouteKind } from '../routes/model.ts';

/** The JSON report (CONTRACT “JSON report”, schemaVersion 1): what every format is made of. Paths are relative to their repository’s root. */
export interface Report {
  readonly schemaVersion: 1;
  readonly repositories: readonly {
    readonly root: string;
    /** What people call it: owner and name of its first remote, else its directory's name. */
    readonly name: string;
    readonly remotes: readonly string[];
    readonly aliases: readonly string[];
    readonly branch?: string;
  }[];
  readonly summary: Summary;
  readonly manifests: readonly ReportManifest[];
  readonly applications: readonly ReportApplication[];
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly effects: readonly ReportEffect[];
  /** Coverage for each owner that CODEOWNERS names; empty without such a file. */
  readonly owners: readonly ReportOwner[];
  readonly environments: ReportEnvironments;
  /** What a reader must know to read the figures right. */
  readonly notes: readonly string[];
}

export interface Summary {
  readonly manifests: number;
  readonly deployed: number;
  readonly manual: number;
  readonly possible: number;
  readonly other: number;
  readonly unwatched: number;
  readonly root: number;
  readonly ignored: number;
  /** deployed / (all − ignored − root); 1 when there is none. */
  readonly coverage: number;
}

/** A way to a cluster through an Application, or through a command that stands in a file. */
export type ReportRoute = ReportApplicationRoute | ReportOtherRoute;

export interface ReportOtherRoute {
  readonly kind: RouteKind;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly certain: boolean;
}

export interface ReportApplicationRoute {
  readonly kind: 'argocd';
  readonly application: string;
  readonly via: readonly string[];
  readonly automatic: boolean;
  readonly certain: boolean;
  readonly failing: boolean;
}

/** The Applications among the routes of a manifest. */
export function applicationsOf({ routes }: ReportManifest): string[] {
  return routes.flatMap((route) => ('application' in route ? [route.application] : []));
}

export interface ReportManifest {
  readonly repository?: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly status: Status;
  readonly reason?: string;
  readonly routes: readonly ReportRoute[];
  readonly nearest?: {
    readonly application: string;
    readonly definedIn: { readonly file: string; readonly line: number };
    readonly path: string;
    readonly reason: string;
    readonly edit: string;
  };
}

export interface ReportApplication {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly project: string;
  readonly definedIn: { readonly repository?: string; readonly file: string; readonly line: number };
  readonly generatedBy: string | null;
  readonly parent: string | null;
  readonly certain: boolean;
  readonly destination: {
    readonly server: string | null;
    readonly name: string | null;
    readonly namespace: string | null;
  };
  readonly automated: boolean;
  readonly prune: boolean;
  readonly selfHeal: boolean;
  readonly sources: readonly {
    readonly repoURL: string;
    readonly path: string | null;
    readonly chart: string | null;
    readonly targetRevision: string;
    readonly type: string | null;
    readonly local: boolean;
    readonly files: readonly string[];
  }[];
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

export interface ReportDiagnostic {
  readonly repository?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** What it is about, in the file's words: `Deployment/web: charts/web`. Stays the same when lines move. */
  readonly subject: string;
  /** Of this finding alone; stays the same when lines move. */
  readonly fingerprint: string;
  /** Other places that have to do with it. */
  readonly related: readonly {
    readonly repository?: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly message: string;
  }[];
}

/** One for each category, effect and reason. */
export interface ReportEffect {
  readonly repository?: string;
  readonly category: Category;
  readonly effect: Effect;
  readonly files: number;
  readonly reason: string;
  readonly how: string;
}

export interface ReportOwner {
  /** As CODEOWNERS writes it; null for what nobody owns. A manifest of several owners counts for each. */
  readonly owner: string | null;
  readonly manifests: number;
  readonly deployed: number;
  readonly unwatched: number;
  readonly coverage: number;
}

/** File × destination. */
export interface ReportEnvironments {
  /** Clusters; namespaces where there is one cluster. */
  readonly destinations: readonly string[];
  /** Files that Applications deploy, with the destinations they reach. */
  readonly files: readonly {
    readonly repository?: string;
    readonly file: string;
    readonly destinations: readonly string[];
  }[];
}

/** Counts manifests by status. */
export function buildSummary(manifests: readonly { readonly status: Status }[]): Summary {
  const counts = { deployed: 0, manual: 0, possible: 0, other: 0, unwatched: 0, root: 0, ignored: 0 };
  for (const { status } of manifests) counts[status]++;
  return summaryOf(counts);
}

/** The summary of counts by status. */
export function summaryOf(counts: Readonly<Record<Status, number>>): Summary {
  const manifests = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const counted = manifests - counts.ignored - counts.root;
  return { manifests, ...counts, coverage: counted === 0 ? 1 : counts.deployed / counted };
}

/** Puts every list in order: repository, file, line, name. */
export function sortReport(report: Report): Report {
  const place = (
    a: { repository?: string; file: string; line: number },
    b: { repository?: string; file: string; line: number },
  ): number => compareBytes(a.repository ?? '', b.repository ?? '') || compareBytes(a.file, b.file) || a.line - b.line;
  return {
    ...report,
    manifests: [...report.manifests].sort((a, b) => place(a, b) || compareBytes(a.name ?? '', b.name ?? '')),
    applications: [...report.applications].sort(
      (a, b) => place(a.definedIn, b.definedIn) || compareBytes(a.name, b.name),
    ),
    diagnostics: [...report.diagnostics].sort(
      (a, b) =>
        place(a, b) || a.column - b.column || compareBytes(a.code, b.code) || compareBytes(a.message, b.message),
    ),
  };
}
