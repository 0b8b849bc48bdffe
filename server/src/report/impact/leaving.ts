import { objectOf } from '../../applications/json.ts';
import type { App } from '../../coverage/model.ts';
import { applicationsOf, type ReportApplication, type ReportManifest } from '../model.ts';
import { finalizers } from './fieldChanges.ts';
import { type ManifestPair, objectKey } from './matchManifests.ts';
import type { LeavingObject } from './model.ts';

/** What decides about objects that Applications have no more. */
export interface LeavingFacts {
  readonly before: ReadonlyMap<string, ReportApplication>;
  readonly after: ReadonlyMap<string, ReportApplication>;
  /** The Applications themselves, of the side on which they are. */
  readonly appsBefore: ReadonlyMap<string, App>;
  readonly appsAfter: ReadonlyMap<string, App>;
  /** Applications that Argo CD deletes. */
  readonly deleted: ReadonlySet<string>;
  /** Whether an object says that it must not be pruned (`Prune=false`) or deleted (`Delete=false`). */
  isProtected(manifest: ReportManifest, option: 'Prune' | 'Delete'): boolean;
}

/** The finalizer that makes Argo CD delete what an Application deployed (`pkg/apis/application/v1alpha1/types.go` CascadedDeletion). */
const CASCADE = /^resources-finalizer\.argocd\.argoproj\.io(?:\/(?:background|foreground))?$/;

/** The objects that Applications deployed and do no more, with what becomes of them (`controller/sync.go`, `controller/appcontroller.go`). */
export function leavingObjects(pairs: readonly ManifestPair[], facts: LeavingFacts): LeavingObject[] {
  const deployers = new Map<string, Set<string>>();
  const inUse = new Set<string>();
  for (const { after } of pairs) {
    if (!after) continue;
    const key = objectKey(after);
    for (const id of applicationsOf(after)) {
      inUse.add(id);
      if (key !== undefined) deployers.set(key, (deployers.get(key) ?? new Set()).add(id));
    }
  }
  return pairs.flatMap(({ before, after }) => {
    if (!before) return [];
    const key = objectKey(before);
    const now = new Set([...(after ? applicationsOf(after) : []), ...(deployers.get(key ?? '') ?? [])]);
    return [...new Set(applicationsOf(before))].flatMap((id): LeavingObject[] => {
      const application = facts.before.get(id);
      if (!application || now.has(id)) return [];
      const { destination } = application;
      const by = [...now].find((other) => sameDestination(facts.after.get(other)?.destination, destination));
      const common = { manifest: before, application: id, destination };
      if (by !== undefined) return [{ ...common, fate: 'taken-over', by }];
      const why = whyItStays(before, id, facts, inUse);
      return [why === undefined ? { ...common, fate: 'pruned' } : { ...common, fate: 'orphaned', why }];
    });
  });
}

function whyItStays(
  manifest: ReportManifest,
  id: string,
  facts: LeavingFacts,
  inUse: ReadonlySet<string>,
): LeavingObject['why'] {
  const app = facts.after.get(id);
  if (!app) {
    if (!facts.deleted.has(id)) return 'application-stays';
    const found = finalizers(facts.appsBefore.get(id)?.object ?? {});
    if (!Array.isArray(found) || !found.some((name) => CASCADE.test(String(name)))) return 'no-finalizer';
    return facts.isProtected(manifest, 'Delete') ? 'protected' : undefined;
  }
  if (!app.automated) return 'by-hand';
  if (!app.prune) return 'no-prune';
  if (facts.isProtected(manifest, 'Prune')) return 'protected';
  if (app.errors.length > 0) return 'failing';
  return inUse.has(id) || allowsEmpty(facts.appsAfter.get(id)) || readsElsewhere(app) ? undefined : 'empty';
}

/** Argo CD does not prune everything by itself, unless told so (`controller/appcontroller.go` autoSync). */
function allowsEmpty(app: App | undefined): boolean {
  const policy = objectOf(objectOf(app?.object['spec'])['syncPolicy']);
  return objectOf(policy['automated'])['allowEmpty'] === true;
}

function readsElsewhere({ sources }: ReportApplication): boolean {
  return sources.some(({ local, chart }) => !local || chart !== null);
}

function sameDestination(
  a: ReportApplication['destination'] | undefined,
  b: ReportApplication['destination'],
): boolean {
  return a !== undefined && a.server === b.server && a.name === b.name && a.namespace === b.namespace;
}
