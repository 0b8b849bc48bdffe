import type { Repository } from '../coverage/repository.ts';
import type { Location, Span } from '../problems/problem.ts';
import type { FeatureContext } from './context.ts';

/** A place by its absolute path; without a span the file as a whole. */
export interface PlaceResult {
  readonly path: string;
  readonly span?: Span;
}

/** The absolute place of a location. */
export function placeOf(context: FeatureContext, home: Repository, at: Location): PlaceResult {
  const repository = (at.repository === undefined ? undefined : context.workspace.byId(at.repository)) ?? home;
  return { path: `${repository.id}/${at.file}`, ...(at.span ? { span: at.span } : {}) };
}

/** The places without repetitions, in order of path and offset. */
export function distinct(places: readonly PlaceResult[]): PlaceResult[] {
  const found = new Map(places.map((place) => [`${place.path}\0${place.span?.start ?? 0}`, place]));
  return [...found.values()].sort((a, b) =>
    a.path === b.path ? (a.span?.start ?? 0) - (b.span?.start ?? 0) : a.path < b.path ? -1 : 1,
  );
}
