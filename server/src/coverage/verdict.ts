import { basename } from '../files/paths.ts';
import { isArgoObject, isClusterResource } from '../manifests/classify.ts';
import type { FileSummary } from '../manifests/fileSummary.ts';
import type { ManifestFacts } from '../manifests/manifestFacts.ts';
import type { CoverageReason } from '../problems/codes.ts';
import type { OtherRoute } from '../routes/model.ts';
import type { NearestMiss } from './nearestMiss.ts';
import type { FileRoutes, Route } from './routes.ts';

export type Status = 'deployed' | 'manual' | 'possible' | 'other' | 'unwatched' | 'root' | 'ignored';

/** What becomes of one manifest when it is merged, with the evidence. */
export interface Verdict {
  readonly status: Status;
  readonly routes: readonly Route[];
  /** Ways to a cluster besides Applications. */
  readonly others: readonly OtherRoute[];
  /** Set when unwatched. */
  readonly reason: CoverageReason | undefined;
  readonly nearest: NearestMiss | undefined;
}

/** What decides about the manifests of a file besides its text. */
export interface FileContext {
  readonly routes: FileRoutes;
  /** The settings leave the file out. */
  readonly ignored: boolean;
  /** What other than an Application applies the file. */
  readonly others: readonly OtherRoute[];
  /** The file belongs to a chart that is installed by hand and makes Applications. */
  readonly bootstrap: boolean;
  nearest(): NearestMiss | undefined;
}

/**
 * Which documents of a file are manifests: objects of a cluster's API, none of the raw material that kustomizations use as
 * patches or configuration, and no partial of a chart.
 * @param raw whether a kustomization uses the file as a patch, or as configuration of a transformer or generator, and none as a resource.
 */
export function isManifest(path: string, summary: FileSummary, facts: ManifestFacts, raw: boolean): boolean {
  if (raw) return false;
  if (summary.chart !== undefined) {
    const name = basename(path);
    if (name.startsWith('_') || name === 'NOTES.txt') return false;
    if (facts.apiVersion === '' || facts.apiVersion.includes('{{')) return true;
  }
  return isClusterResource(facts.apiVersion, facts.kind);
}

/** Judges one document that is a manifest (CONTRACT “Status”): the best status its routes give. */
export function judge(facts: ManifestFacts, context: FileContext): Verdict {
  const routes = context.routes.deploys;
  const { others } = context;
  const verdict = (status: Status): Verdict => ({ status, routes, others, reason: undefined, nearest: undefined });
  const suppressed = facts.suppressed;
  if (context.ignored || (suppressed !== undefined && suppressed.length === 0)) return verdict('ignored');
  if (routes.some((route) => route.certain && route.app.automated)) return verdict('deployed');
  if (routes.some((route) => route.certain)) return verdict('manual');
  if (routes.length > 0) return verdict('possible');
  if (others.length > 0) return verdict('other');
  if (context.bootstrap || isArgoObject(facts.apiVersion, facts.kind)) return verdict('root');
  const nearest = context.nearest();
  const reason = nearest?.reason ?? 'unwatched-manifest';
  if (suppressed?.includes(reason) || suppressed?.includes('unwatched-manifest')) return verdict('ignored');
  return { status: 'unwatched', routes, others, reason, nearest };
}
