import { isObject } from '../../applications/json.ts';
import type { App, AppSource } from '../../coverage/model.ts';
import type { YamlPath } from '../../documents/yamlFile.ts';
import type { Location, Span } from '../../problems/problem.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { type Meaning, meaningOf } from './meanings.ts';
import { type Place, placeAt, placedObjects } from './places.ts';

/** An Application that has a value from the place that is pointed at. */
export interface Hit {
  readonly app: App;
  /** The source the value belongs to; undefined for values of the Application as a whole. */
  readonly source: AppSource | undefined;
  /** The path of the value in the Application. */
  readonly path: YamlPath;
}

/** What stands at an offset, and the Applications whose value it is. */
export interface Pointed {
  readonly meaning: Meaning;
  readonly span: Span;
  /** Undefined in the template of a chart, which is no YAML yet. */
  readonly place: Place | undefined;
  readonly hits: readonly Hit[];
}

/** What stands at an offset of a file; undefined where it is nothing of ours. */
export function pointedAt(context: FeatureContext, at: FileAt, offset: number): Pointed | undefined {
  const place = placeAt(at.repository.tree.derive(placedObjects, at.file), offset);
  if (place) return { meaning: place.meaning, span: place.span, place, hits: hitsOf(context, at, place) };
  return pointedInBuilt(context, at, offset);
}

/** The Applications that have a value from a place: one for an Application, all generated ones for a template. */
export function hitsOf(context: FeatureContext, at: FileAt, place: Place): Hit[] {
  const path = applicationPath(place);
  if (!path) return [];
  const found: Hit[] = [];
  for (const app of context.fleet().apps) {
    const { definition } = app;
    if (definition.made === 'file' && (definition.at.file !== at.file || definition.at.repository !== at.repository.id))
      continue;
    const origin = app.origin(path);
    if (origin.file === at.file && inRepository(origin, at) && origin.span?.start === place.span.start)
      found.push({ app, source: sourceOf(app, path), path });
  }
  return found;
}

/** The path within the Application that a place writes; undefined for what is no part of one. */
export function applicationPath({ kind, path }: Place): YamlPath | undefined {
  if (kind === 'Application') return path;
  return kind === 'ApplicationSet' && path[1] === 'template' ? path.slice(2) : undefined;
}

function sourceOf(app: App, path: YamlPath): AppSource | undefined {
  return app.sources.find(({ at }) => at.length < path.length && at.every((key, i) => key === path[i]));
}

function inRepository(origin: Location, at: FileAt): boolean {
  return (origin.repository ?? at.repository.id) === at.repository.id;
}

/** How deep an Application is looked through. */
const MAX_DEPTH = 8;

/**
 * In the template of a chart or a kustomization: what the Applications made of it say they have from here. Of values around
 * each other the innermost counts; what an action writes as a whole is its path, if it has one.
 */
export function pointedInBuilt(context: FeatureContext, at: FileAt, offset: number): Pointed | undefined {
  const hits: (Hit & { readonly meaning: Meaning; readonly span: Span })[] = [];
  for (const app of context.fleet().apps) {
    if (app.definition.made === 'file') continue;
    for (const { path, meaning } of namedValues(app.object, [])) {
      const { file, span, ...rest } = app.origin(path);
      if (file !== at.file || !inRepository({ file, ...rest }, at)) continue;
      if (span && span.start <= offset && offset <= span.end)
        hits.push({ app, source: sourceOf(app, path), path, meaning, span });
    }
  }
  const rank = ({ span, meaning }: (typeof hits)[number]): number =>
    2 * (span.end - span.start) + (meaning === 'path' ? 0 : 1);
  const first = hits.reduce<(typeof hits)[number] | undefined>(
    (best, hit) => (best === undefined || rank(hit) < rank(best) ? hit : best),
    undefined,
  );
  return (
    first && {
      meaning: first.meaning,
      span: first.span,
      place: undefined,
      hits: hits.filter((hit) => hit.meaning === first.meaning),
    }
  );
}

/** The scalars of an Application that mean something, with their paths. */
function namedValues(value: unknown, path: YamlPath): { path: YamlPath; meaning: Meaning }[] {
  if (path.length > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => namedValues(item, [...path, i]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => namedValues(item, [...path, key]));
  const meaning = meaningOf('Application', path);
  return meaning === undefined ? [] : [{ path, meaning }];
}
