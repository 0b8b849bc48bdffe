import type { Definition } from '../coverage/definition.ts';
import type { App } from '../coverage/model.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { compareBytes } from '../files/paths.ts';
import type { Location } from '../problems/problem.ts';

/** A place with its repository. */
export type Place = Location & { readonly repository: string };

/** The place that wrote a value of an Application. */
export function located(app: App, path: YamlPath): Place {
  return placeIn(app.definition, app.origin(path));
}

/** A place that a definition names, with its repository. */
export function placeIn(definition: Definition, at: Location): Place {
  return { ...at, repository: at.repository ?? definition.at.repository };
}

/** Answers true the first time it is asked about a place: one scalar of a template, many Applications made of it. */
export function oncePerPlace(): (at: Place) => boolean {
  const told = new Set<string>();
  return ({ repository, file, span }) => {
    const key = `${repository}\0${file}\0${span?.start}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  };
}

/** Sorts what has a place by repository, file and offset. */
export function inOrder<T extends { readonly at: Place }>(items: readonly T[]): T[] {
  return [...items].sort(
    ({ at: a }, { at: b }) =>
      compareBytes(a.repository, b.repository) ||
      compareBytes(a.file, b.file) ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0),
  );
}
