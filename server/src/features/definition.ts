import type { Span } from '../problems/problem.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { distinct, type PlaceResult, placeOf } from './locations.ts';
import { pathTexts, valueIn } from './place/pathText.ts';
import { type Place, placeAt, placedObjects } from './place/places.ts';
import { pointedInBuilt } from './place/pointed.ts';
import { entryFile, targetsOf } from './place/targets.ts';

/** Where a scalar leads to. */
export interface DefinitionResult {
  readonly span: Span;
  readonly places: readonly PlaceResult[];
}

/** Definitions that are shown for one scalar, at most. */
const MAX_PLACES = 50;

/** The files that a scalar leads to; for a project its AppProject, for a `$ref/…` also the source that gives the ref. */
export function definitionAt(context: FeatureContext, at: FileAt, offset: number): DefinitionResult | undefined {
  const place = placeAt(at.repository.tree.derive(placedObjects, at.file), offset);
  if (!place) return definitionInChart(context, at, offset);
  if (place.value === '') return undefined;
  const places = placesFor(context, at, place);
  return places.length > 0 ? { span: place.span, places: places.slice(0, MAX_PLACES) } : undefined;
}

/** In the template of a chart: the values it takes, and for a path also what the Applications have there. */
function definitionInChart(context: FeatureContext, at: FileAt, offset: number): DefinitionResult | undefined {
  const pointed = pointedInBuilt(context, at, offset);
  const values = (pointed?.hits ?? []).flatMap(({ app, path }) => app.values(path));
  const written = values.flatMap((value) => (value.at ? [placeOf(context, at.repository, value.at)] : []));
  const named = pointed?.meaning === 'path' ? pointed.hits.flatMap(({ source }) => source?.roots ?? []) : [];
  const targets = named.flatMap(({ repository, path }): PlaceResult[] => {
    const file = entryFile({ repository, path, kind: 'directory' });
    return file === undefined ? [] : [{ path: `${repository.id}/${file}` }];
  });
  const places = distinct([...written, ...targets]);
  return pointed && places.length > 0 ? { span: pointed.span, places: places.slice(0, MAX_PLACES) } : undefined;
}

function placesFor(context: FeatureContext, at: FileAt, place: Place): PlaceResult[] {
  if (place.meaning === 'project') {
    return context
      .fleet()
      .projects.filter(({ object }) => (object['metadata'] as { name?: unknown } | undefined)?.name === place.value)
      .map((definition) => placeOf(context, at.repository, definition.at));
  }
  return targetsOf(context, at, place).flatMap((target) => {
    const file = entryFile(target);
    return file === undefined ? [] : [{ path: `${target.repository.id}/${file}` }];
  });
}

/** A scalar of a file that can be clicked, and the file it leads to. */
export interface LinkResult {
  readonly span: Span;
  readonly path: string;
}

/** Every scalar of a file that leads to exactly one file or directory. */
export function documentLinks(context: FeatureContext, at: FileAt): LinkResult[] {
  return at.repository.tree.derive(placedObjects, at.file).flatMap((object) =>
    object.places.flatMap((place): LinkResult[] => {
      // What a template or a pattern makes of it is told by the hover; a chart of a Helm repository is elsewhere.
      if (place.value === '' || /\{\{|[*?[]/.test(place.value)) return [];
      if (place.meaning === 'path' && valueIn(object, [...place.path.slice(0, -1), 'chart'])) return [];
      const found = pathTexts(context, at, object, place).length > 0 ? targetsOf(context, at, place) : [];
      const file = found.length === 1 && found[0] ? entryFile(found[0]) : undefined;
      return file === undefined ? [] : [{ span: place.span, path: `${found[0]?.repository.id}/${file}` }];
    }),
  );
}
