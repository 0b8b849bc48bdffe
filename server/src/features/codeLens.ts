import type { AppSet } from '../coverage/fleet.ts';
import type { App } from '../coverage/model.ts';
import { t } from '../l10n/t.ts';
import type { Location, Span } from '../problems/problem.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { countManifests } from './hoverApplication.ts';
import { placedObjects } from './place/places.ts';

/** A line above an Application or ApplicationSet, before its words are computed. */
export interface LensResult {
  readonly span: Span;
}

/** What a lens says, and the Applications it is about. */
export interface LensText {
  readonly title: string;
  readonly applications: readonly string[];
}

/** One lens for each Application and ApplicationSet of a file, at the first line of its object. */
export function codeLenses(at: FileAt): LensResult[] {
  return at.repository.tree
    .derive(placedObjects, at.file)
    .filter(({ kind }) => kind === 'Application' || kind === 'ApplicationSet')
    .map(({ span }) => ({ span: { start: span.start, end: span.start } }));
}

/** The ApplicationSets that are written in the object at an offset. */
export function setsAt(context: FeatureContext, at: FileAt, offset: number): AppSet[] {
  return context.fleet().sets.filter(({ definition }) => standsAt(at, offset, definition.at));
}

/**
 * What the object at an offset makes and deploys.
 * @param delta Applications that a set makes more and fewer than at HEAD.
 */
export function lensText(
  context: FeatureContext,
  at: FileAt,
  offset: number,
  delta: { readonly added: number; readonly removed: number } | undefined,
): LensText | undefined {
  const object = at.repository.tree.derive(placedObjects, at.file).find(({ span }) => span.start === offset);
  if (!object) return undefined;
  const { apps, sets } = context.fleet();
  const here = (location: Location): boolean => standsAt(at, offset, location);
  const made =
    object.kind === 'ApplicationSet'
      ? sets.filter(({ definition }) => here(definition.at)).flatMap((set) => set.apps)
      : apps.filter((app) => !app.generatedBy && here(app.definition.at));
  const manifests = made.reduce((sum, app) => sum + manifestsOf(context, app), 0);
  const title = object.kind === 'ApplicationSet' ? titleOfSet(made, manifests) : titleOf(made, manifests);
  const changed = delta && delta.added + delta.removed > 0;
  return {
    title: changed ? t`${title} · +${delta.added} −${delta.removed} against HEAD` : title,
    applications: made.map(({ id }) => id),
  };
}

function standsAt(at: FileAt, offset: number, location: Location): boolean {
  if (location.file !== at.file || (location.repository ?? at.repository.id) !== at.repository.id) return false;
  const object = at.repository.tree.derive(placedObjects, at.file).find(({ span }) => span.start === offset);
  const start = location.span?.start ?? 0;
  return object !== undefined && object.span.start <= start && start <= object.span.end;
}

/** Manifests that an Application deploys. */
export function manifestsOf(context: FeatureContext, app: App): number {
  return app.sources.reduce((sum, source) => sum + countManifests(context, source), 0);
}

function titleOf(made: readonly App[], manifests: number): string {
  if (made.length === 0) return t`makes no Application`;
  if (made.length > 1) return titleOfSet(made, manifests);
  return manifests === 1 ? t`deploys 1 manifest` : t`deploys ${manifests} manifests`;
}

function titleOfSet(made: readonly App[], manifests: number): string {
  const certain = made.filter((app) => app.certain).length;
  const possible = made.length - certain;
  if (made.length === 0) return t`generates no Application`;
  if (possible > 0)
    return t`generates ${certain} Applications and possibly ${possible} more, deploys up to ${manifests} manifests`;
  if (certain === 1)
    return manifests === 1
      ? t`generates 1 Application, deploys 1 manifest`
      : t`generates 1 Application, deploys ${manifests} manifests`;
  return manifests === 1
    ? t`generates ${certain} Applications, deploys 1 manifest`
    : t`generates ${certain} Applications, deploys ${manifests} manifests`;
}
