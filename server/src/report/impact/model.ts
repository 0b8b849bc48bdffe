import type { Report, ReportApplication, ReportManifest } from '../model.ts';

/** What one repository was compared with. */
export interface ImpactBase {
  readonly repository?: string;
  /** The branch, tag or commit that was named or found. */
  readonly reference: string;
  /** The merge base of HEAD and the reference. */
  readonly commit: string;
  readonly head: string;
  /** The checked-out branch; missing where HEAD is detached. */
  readonly branch?: string;
  /** Changed files that no commit holds yet. */
  readonly uncommitted: number;
  /** Changed files of which an editor holds a newer text. */
  readonly unsaved: number;
}

/** A manifest that stands in another file now. `kept` says nothing of how: both sides have a route. */
export interface MovedManifest {
  readonly from: { readonly repository?: string; readonly file: string; readonly line: number };
  readonly manifest: ReportManifest;
  readonly fate: 'kept' | 'gained' | 'lost' | 'none';
}

/** Why an object stays although its Application has it no more. */
export type StayReason =
  | 'application-stays'
  | 'no-finalizer'
  | 'by-hand'
  | 'no-prune'
  | 'protected'
  | 'failing'
  | 'empty';

/** An object that an Application deployed and does no more. */
export interface LeavingObject {
  /** As it was. */
  readonly manifest: ReportManifest;
  readonly application: string;
  readonly destination: ReportApplication['destination'];
  readonly fate: 'pruned' | 'orphaned' | 'taken-over';
  /** The Application that deploys it to the same place now. */
  readonly by?: string;
  readonly why?: StayReason;
}

/** One field of an Application that differs; a missing side: it was not there. */
export interface FieldChange {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** What merging a branch changes, told from both sides. */
export interface BranchImpact {
  readonly bases: readonly ImpactBase[];
  /** What a reader must know to read it right. */
  readonly notes: readonly string[];
  /** Manifests in changed files, as they are judged on the branch. */
  readonly touched: readonly ReportManifest[];
  /** Applications that use changed files. */
  readonly affected: readonly { readonly application: ReportApplication; readonly files: number }[];
  readonly moved: readonly MovedManifest[];
  /** Manifests of both sides that had no route, and have one now; and the other way round. */
  readonly gained: readonly ReportManifest[];
  readonly lost: readonly ReportManifest[];
  readonly leaving: readonly LeavingObject[];
  readonly appeared: readonly ReportApplication[];
  readonly disappeared: readonly ReportApplication[];
  readonly altered: readonly (ReportApplication & { readonly changes: readonly FieldChange[] })[];
  /** Where the branch's Applications deploy to, by their ids. */
  readonly destinations: Readonly<Record<string, string>>;
  /** Of the Applications that disappear, those that Argo CD deletes by itself. */
  readonly pruned: readonly string[];
  /** What becomes of the changed files, by category. */
  readonly effects: Report['effects'];
}
