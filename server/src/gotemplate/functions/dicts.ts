import { any, bool, dict, fn, goType, list, rest, string, strings, TemplateError } from '../functionTypes.ts';
import {
  type GoMap,
  goTypeOf,
  isList,
  isMap,
  sortedKeys,
  TypedList,
  TypedMap,
  typedList,
  Unknown,
  type Value,
} from '../values.ts';
import { mostValues } from './limits.ts';
import { mergeMaps } from './merge.ts';
import { strval } from './support.ts';

const see = { unknown: 'see' } as const;
const deepestCopy = 200;

/** The map that `set` changes: nil stays nil here, since Go cannot change it. */
const settable = goType<GoMap | null>('map[string]interface {}', { canBeNil: true, accepts: dict.accepts });

function firstUnknown(values: readonly Value[]): Unknown | undefined {
  return values.find((value): value is Unknown => value instanceof Unknown);
}

function buildDict(values: readonly Value[]): GoMap {
  const map: GoMap = new Map();
  for (let at = 0; at < values.length; at += 2) {
    map.set(strval(values[at] as Value), at + 1 < values.length ? (values[at + 1] as Value) : '');
  }
  return map;
}

/** A map is changed in place, as in Go; nil cannot be. */
function set(map: GoMap | null, key: string, value: Value): GoMap {
  if (map === null) throw new TemplateError('assignment to entry in nil map');
  map.set(key, value);
  return map;
}

function unset(map: GoMap, key: string): GoMap {
  map.delete(key);
  return map;
}

function pick(map: GoMap, keys: readonly string[]): GoMap {
  return new Map(keys.filter((key) => map.has(key)).map((key) => [key, map.get(key) as Value]));
}

function omit(map: GoMap, keys: readonly string[]): GoMap {
  const omitted = new Set(keys);
  return new Map([...map].filter(([key]) => !omitted.has(key)));
}

function pluck(key: string, maps: readonly GoMap[]): Value[] {
  return maps.filter((map) => map.has(key)).map((map) => map.get(key) as Value);
}

/**
 * Copies maps and lists all the way down, keeping their Go types (copystructure).
 * @throws TemplateError for values that hold themselves or are too many
 */
class Copier {
  private copied = 0;

  copy(value: Value, depth = 0): Value {
    if (depth > deepestCopy || ++this.copied > mostValues)
      throw new TemplateError('the value is nested too deeply to copy');
    if (isMap(value)) {
      const entries = [...value].map(([key, item]) => [key, this.copy(item, depth + 1)] as const);
      return value instanceof TypedMap ? new TypedMap(value.goType, entries, value.elementType) : new Map(entries);
    }
    if (!isList(value)) return value;
    const items = value.map((item) => this.copy(item, depth + 1));
    return value instanceof TypedList ? typedList(value.goType, items, value.elementType) : items;
  }
}

function deepCopy(value: Value): Value {
  if (value === null) throw new TemplateError('reflect: call of reflect.Value.Type on zero Value');
  return new Copier().copy(value);
}

function wrongType(value: Value, wanted: string): TemplateError {
  const found = value === null ? 'nil' : goTypeOf(value);
  return new TemplateError(`interface conversion: interface {} is ${found}, not ${wanted}`);
}

/** dig asks for exactly `map[string]interface {}`: `.Values` itself is another type. */
function plainMap(value: Value): GoMap {
  if (!isMap(value) || value instanceof TypedMap) throw wrongType(value, 'map[string]interface {}');
  return value;
}

function dig(params: readonly Value[]): Value {
  if (params.length < 3) throw new TemplateError('dig needs at least three arguments');
  const unknown = firstUnknown(params.filter((_, at) => at !== params.length - 2));
  if (unknown) return unknown;
  let map = plainMap(params.at(-1) as Value);
  const fallback = params.at(-2) as Value;
  const keys = params.slice(0, -2).map((key) => {
    if (typeof key !== 'string') throw wrongType(key, 'string');
    return key;
  });
  for (const [at, key] of keys.entries()) {
    if (!map.has(key)) return fallback;
    const step = map.get(key) as Value;
    if (at === keys.length - 1 || step instanceof Unknown) return step;
    map = plainMap(step);
  }
  return fallback;
}

function merge(overwrite: boolean) {
  return (target: GoMap, sources: readonly GoMap[]): Value => {
    for (const source of sources) mergeMaps(target, source, overwrite);
    return target;
  };
}

/** sprig's functions on maps (dict.go). `keys` and `values` have no order in Go; here they come sorted. */
export const dictFunctions = [
  fn('dict', [rest(any)], dict, buildDict, see),
  fn('get', [dict, string], any, (map, key) => (map.has(key) ? (map.get(key) as Value) : '')),
  fn('set', [settable, string, any], dict, (map, key, value) => firstUnknown([map, key]) ?? set(map, key, value), see),
  fn('unset', [dict, string], dict, unset),
  fn('hasKey', [dict, string], bool, (map, key) => map.has(key)),
  fn('keys', [rest(dict)], strings, (maps) => maps.flatMap((map) => sortedKeys(map))),
  fn('values', [dict], list, (map) => sortedKeys(map).map((key) => map.get(key) as Value)),
  fn('pick', [dict, rest(string)], dict, pick),
  fn('omit', [dict, rest(string)], dict, omit),
  fn('pluck', [string, rest(dict)], list, pluck),
  fn('dig', [rest(any)], any, dig, see),
  fn('deepCopy', [any], any, deepCopy),
  fn('mustDeepCopy', [any], any, deepCopy),
  fn('merge', [dict, rest(dict)], any, merge(false)),
  fn('mustMerge', [dict, rest(dict)], any, merge(false)),
  fn('mergeOverwrite', [dict, rest(dict)], any, merge(true)),
  fn('mustMergeOverwrite', [dict, rest(dict)], any, merge(true)),
];
