import type { FileVerdict } from '../coverage/fileVerdict.ts';
import type { Fleet } from '../coverage/fleet.ts';
import type { App } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import type { FileRoutes } from '../coverage/routes.ts';
import type { Workspace } from '../coverage/workspace.ts';
import type { DiagnosticCode, Severity } from '../problems/codes.ts';
import type { Location } from '../problems/problem.ts';
import type { Suppressions } from './suppressions.ts';

/** Something a rule found, before severity settings and suppressions. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly at: Location & { readonly repository: string };
  /** One sentence: the fact, then the consequence. */
  readonly message: string;
  readonly related?: readonly { readonly at: Location & { readonly repository: string }; readonly message: string }[];
  /** What a fix needs to know; plain JSON. */
  readonly data?: unknown;
  /** Speaks softer than the code's own severity. */
  readonly severity?: Severity;
}

/** What rules may look at. */
export interface RuleContext {
  readonly workspace: Workspace;
  readonly fleet: Fleet;
  routes(repository: Repository, file: string): FileRoutes;
  verdict(repository: Repository, file: string): FileVerdict;
  isWatched(repository: Repository): boolean;
  /** Namespaces that receive more than this workspace's manifests: a chart, or what another repository holds. */
  openNamespaces(): ReadonlySet<string | null>;
  /** The Application that deploys an Application's definition. */
  parent(app: App): App | undefined;
  /** The id of the Application at the root of an Application's own deployment; '' when nothing deploys it. */
  rootId(app: App): string;
}

/** A rule about Applications and ApplicationSets; it sees all of them at once. */
export interface FleetRule {
  readonly codes: readonly DiagnosticCode[];
  check(context: RuleContext): Iterable<Finding>;
}

/** A rule about the manifests of one file. */
export interface FileRule {
  readonly codes: readonly DiagnosticCode[];
  /** It has something to say of files without documents that bear a kind, too. */
  readonly anyFile?: true;
  check(context: RuleContext, repository: Repository, file: string): Iterable<Finding>;
}

/** A rule about the suppressions of a file, asked when all other rules have been. */
export interface SuppressionRule {
  readonly codes: readonly DiagnosticCode[];
  check(context: RuleContext, repository: Repository, file: string, suppressions: Suppressions): Iterable<Finding>;
}
