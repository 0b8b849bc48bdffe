import type { AppSet } from '../../coverage/fleet.ts';
import type { App } from '../../coverage/model.ts';
import { deletesNothing } from '../../coverage/setPolicy.ts';
import { type FeatureContext, rangeOf } from '../../features/context.ts';
import { argoAnnotationsIn } from '../../manifests/argoAnnotations.ts';
import { destinationName } from '../destination.ts';
import type { Report, ReportApplication, ReportManifest } from '../model.ts';
import { withDeleted } from './deletedEffects.ts';
import { fieldChanges } from './fieldChanges.ts';
import { leavingObjects } from './leaving.ts';
import { fileKey, matchManifests } from './matchManifests.ts';
import type { BranchImpact, MovedManifest } from './model.ts';

/** One side of the comparison. */
export interface Side {
  readonly report: Report;
  readonly context: FeatureContext;
}

/** What changed between the sides, by files as `fileKey` writes them. */
export interface SideChanges extends Pick<BranchImpact, 'bases' | 'notes'> {
  readonly files: ReadonlySet<string>;
  /** Old file by new one. */
  readonly moves: ReadonlyMap<string, string>;
  /** Files that the branch deletes, by the ids of their repositories. */
  readonly gone: ReadonlyMap<string, readonly string[]>;
  /** What the report calls a repository: nothing where there is only one. */
  named(id: string): { readonly repository?: string };
  /** The repository that a file's `repository` in the report means. */
  rootOf(repository: string | undefined): string;
}

const REACHED = new Set(['deployed', 'manual', 'possible', 'other']);

/** Whether a way to a cluster is known. */
export function isReached({ status }: ReportManifest): boolean {
  return REACHED.has(status);
}

/** @param after the branch, its report with the effects of the changed files only. */
export function compareSides(before: Side, after: Side, changes: SideChanges): BranchImpact {
  const old = byId(before.report.applications);
  const now = byId(after.report.applications);
  const appsBefore = byId(before.context.fleet().apps);
  const appsAfter = byId(after.context.fleet().apps);
  const pairs = matchManifests(before.report.manifests, after.report.manifests, changes.moves);
  const disappeared = before.report.applications.filter((app) => !now.has(app.id));
  const sets = byId(after.context.fleet().sets);
  const pruned = disappeared.filter((app) => isDeleted(app, old, sets)).map((app) => app.id);
  const moved: MovedManifest[] = [];
  const gained: ReportManifest[] = [];
  const lost: ReportManifest[] = [];
  for (const { before: was, after: is } of pairs) {
    if (!was || !is) continue;
    const fate = isReached(is) ? (isReached(was) ? 'kept' : 'gained') : isReached(was) ? 'lost' : 'none';
    if (fileKey(was) !== fileKey(is)) {
      const { repository, file, line } = was;
      moved.push({ from: { ...(repository === undefined ? {} : { repository }), file, line }, manifest: is, fate });
    } else if (fate === 'gained') gained.push(is);
    else if (fate === 'lost' && is.status === 'unwatched') lost.push(is);
  }
  const leaving = leavingObjects(pairs, {
    before: old,
    after: now,
    appsBefore,
    appsAfter,
    deleted: new Set(pruned),
    isProtected: (manifest, option) => isProtected(before, changes, manifest, option),
  });
  return {
    bases: changes.bases,
    notes: changes.notes,
    touched: after.report.manifests.filter((manifest) => changes.files.has(fileKey(manifest))),
    affected: affectedBy(after, changes),
    moved,
    gained,
    lost,
    leaving,
    appeared: after.report.applications.filter((app) => !old.has(app.id)),
    disappeared,
    altered: after.report.applications.flatMap((app) => {
      const found = fieldChanges(appsBefore.get(app.id)?.object ?? {}, appsAfter.get(app.id)?.object ?? {});
      return old.has(app.id) && found.length > 0 ? [{ ...app, changes: found }] : [];
    }),
    pruned,
    destinations: Object.fromEntries(
      after.report.applications.map(({ id, destination }) => [id, destinationName(destination)]),
    ),
    effects: withDeleted(before, after.report.effects, changes, { leaving, moved }),
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Whether Argo CD deletes an Application that the branch has no more: its set does, or whatever deployed its definition prunes. */
function isDeleted(
  app: ReportApplication,
  old: ReadonlyMap<string, ReportApplication>,
  sets: ReadonlyMap<string, AppSet>,
): boolean {
  const set = app.generatedBy === null ? undefined : sets.get(app.generatedBy);
  if (set) return !deletesNothing(set);
  const parent = app.parent === null ? undefined : old.get(app.parent);
  return parent?.automated === true && parent.prune;
}

function affectedBy({ report, context }: Side, changes: SideChanges): BranchImpact['affected'] {
  const used = new Map(context.fleet().apps.map((app) => [app.id, countUsed(app, changes)]));
  return report.applications.flatMap((application) => {
    const count = used.get(application.id) ?? 0;
    return count > 0 ? [{ application, files: count }] : [];
  });
}

function countUsed({ sources }: App, { files, named }: SideChanges): number {
  const found = new Set<string>();
  for (const { roots } of sources)
    for (const { claims } of roots)
      for (const claim of claims) {
        const key = fileKey({ ...named(claim.repository), file: claim.file });
        if (files.has(key)) found.add(key);
      }
  return found.size;
}

function isProtected(
  { context }: Side,
  { rootOf }: SideChanges,
  { repository, file, line, endLine }: ReportManifest,
  option: string,
): boolean {
  const home = context.workspace.byId(rootOf(repository));
  if (!home) return false;
  return argoAnnotationsIn(home.tree, file).some(({ name, value, span }) => {
    if (name !== 'sync-options' || !value.split(',').some((one) => one.trim() === `${option}=false`)) return false;
    const at = rangeOf(home, file, span).line;
    return at >= line && at <= endLine;
  });
}
