import { compareBytes } from '../../files/paths.ts';
import { hasUnknown, UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { fromJson } from '../../gotemplate/values.ts';
import { encodeJson } from '../../gotemplate/yaml/json/encode.ts';
import { listOf } from '../json.ts';
import { mergeOver } from '../mergeTemplate.ts';
import type { ExpandScope, Generator, ParamSet, Yield } from '../params.ts';
import { runChild } from './child.ts';

/** The first generator's sets, overridden by those of later ones with the same merge keys (`applicationset/generators/merge.go`). */
export const merge: Generator = {
  key: 'merge',
  generate(spec, scope, at) {
    const children = listOf(spec['generators']);
    const failed = (error: string): Yield => ({ sets: [], error, problems: [] });
    if (children.length < 2) return failed('found less than two generators, Merge requires two or more');
    const keys = [...new Set(listOf(spec['mergeKeys']).map(String))].sort(compareBytes);
    const yields: Yield[] = [];
    for (const [i, child] of children.entries()) {
      const made = runChild(child, scope, [...at, 'generators', i]);
      if (made.error !== undefined)
        return failed(
          `error getting param sets from generators: error getting params from generator ${i + 1} of ${children.length}: ${made.error}`,
        );
      yields.push(made);
    }
    const wrong = keysError(yields, keys);
    if (wrong !== undefined) return failed(`error getting param sets by merge key: ${wrong}`);
    let sets = (yields[0] as Yield).sets;
    for (const later of yields.slice(1)) sets = override(sets, later.sets, keys, scope);
    // Order of the product is Go's map order, which is random: ours is that of the first generator.
    return {
      sets,
      problems: yields.flatMap((made) => made.problems.filter(({ code }) => code !== 'generator-matches-nothing')),
    };
  },
};

/** Overrides the sets that have the same keys; a set of which the keys are unknown may be any of the later ones. */
function override(
  base: readonly ParamSet[],
  later: readonly ParamSet[],
  keys: readonly string[],
  scope: ExpandScope,
): ParamSet[] {
  return base.flatMap((set): ParamSet[] => {
    const own = keyOf(set, keys);
    if (own !== undefined) {
      const match = later.find((candidate) => keyOf(candidate, keys) === own);
      const maybe = later.filter((candidate) => keyOf(candidate, keys) === undefined);
      const certain = match ? combine(set, match, scope) : set;
      return [certain, ...maybe.map((candidate) => combine(set, candidate, scope))];
    }
    const possible = later.filter((candidate) => couldMatch(set, candidate, keys));
    return [
      set,
      ...possible.map((candidate) => ({
        ...combine(set, candidate, scope),
        uncertainty: set.uncertainty ?? candidate.uncertainty,
      })),
    ];
  });
}

function combine(base: ParamSet, over: ParamSet, scope: ExpandScope): ParamSet {
  return {
    values: scope.goTemplate ? mergeOver(base.values, over.values) : { ...base.values, ...over.values },
    open: base.open,
    uncertainty: base.uncertainty ?? over.uncertainty,
    element: over.element || base.element,
  };
}

/** The values of the merge keys, at the top level of the parameters; undefined when one of them is unknown. */
function keyOf(set: ParamSet, keys: readonly string[]): string | undefined {
  const values = keys.map((key): [string, unknown] => [key, valueAt(set, key)]);
  const isUnknown = values.some(([, value]) => typeof value === 'string' && hasUnknown(value));
  return isUnknown ? undefined : jsonOf(Object.fromEntries(values));
}

/** As encoding/json writes it, keys in order: equal objects give equal texts. */
function jsonOf(value: unknown): string {
  const json = encodeJson(fromJson(value), { html: true, indent: '' });
  return typeof json === 'string' ? json : JSON.stringify(value);
}

function valueAt({ values, open }: ParamSet, key: string): unknown {
  if (Object.hasOwn(values, key)) return values[key];
  return open ? UNKNOWN_TEXT : null;
}

function couldMatch(a: ParamSet, b: ParamSet, keys: readonly string[]): boolean {
  return keys.every((key) => {
    const [x, y] = [valueAt(a, key), valueAt(b, key)];
    const unknown = (value: unknown): boolean => typeof value === 'string' && hasUnknown(value);
    return unknown(x) || unknown(y) || jsonOf(x) === jsonOf(y);
  });
}

function keysError(yields: readonly Yield[], keys: readonly string[]): string | undefined {
  if (keys.length === 0) return 'no merge keys were specified, Merge requires at least one';
  const repeated = yields.map(({ sets }) => duplicate(sets, keys)).find((key) => key !== undefined);
  return repeated === undefined
    ? undefined
    : `the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique. Duplicate key was ${repeated}`;
}

function duplicate(sets: readonly ParamSet[], keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const set of sets) {
    const key = keyOf(set, keys);
    if (key === undefined) continue;
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}
