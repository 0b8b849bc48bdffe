import { sprintf } from '../fmt/printf.ts';
import { type GoMap, isList, isMap, TypedList, TypedMap, type Value } from '../values.ts';
import { type Chart, chartName } from './chart.ts';

/** Which Helm coalesces, and whether null survives (Helm's MergeValues) or deletes (CoalesceValues). */
export interface CoalesceMode {
  readonly helmMajor: 3 | 4;
  readonly merge: boolean;
}

/** Values that don't fit a chart, in Helm's words. */
export class ValuesError extends Error {}

const GLOBAL = 'global';

/**
 * Lays values over the defaults of a chart and its subcharts (`pkg/chartutil/coalesce.go`; in Helm 4
 * `pkg/chart/common/util/coalesce.go`, which drops null from defaults).
 * @throws ValuesError
 */
export function coalesceValues(chart: Chart, values: GoMap, mode: CoalesceMode): GoMap {
  return coalesce(chart, copyMap(values), mode);
}

/** A deep copy; maps and lists of other types keep theirs. */
export function copyMap(map: GoMap): GoMap {
  return copyValue(map) as GoMap;
}

function copyValue(value: Value): Value {
  if (isMap(value)) {
    const entries = [...value].map(([key, item]) => [key, copyValue(item)] as const);
    return value instanceof TypedMap ? new TypedMap(value.goType, entries, value.elementType) : new Map(entries);
  }
  return isList(value) && !(value instanceof TypedList) ? value.map(copyValue) : value;
}

function coalesce(chart: Chart, dest: GoMap, mode: CoalesceMode): GoMap {
  coalesceOwn(chart, dest, mode);
  for (const subchart of chart.dependencies) {
    const name = chartName(subchart);
    const values = dest.get(name);
    if (values !== undefined && !isMap(values))
      throw new ValuesError(sprintf('type mismatch on %s: %t', [name, values]));
    const inner: GoMap = values ?? new Map();
    coalesceGlobals(inner, dest);
    dest.set(name, coalesce(subchart, inner, mode));
  }
  return dest;
}

function coalesceOwn(chart: Chart, dest: GoMap, { helmMajor, merge }: CoalesceMode): void {
  const cleans = helmMajor === 4 && !merge;
  for (const [key, value] of copyMap(chart.values)) {
    const present = dest.get(key);
    if (present === undefined) {
      if (cleans && value === null) continue;
      if (cleans && isMap(value)) cleanNulls(value);
      dest.set(key, value);
    } else if (present === null && !merge) dest.delete(key);
    else if (isMap(present) && isMap(value)) {
      const isSubchart = chart.dependencies.some((subchart) => chartName(subchart) === key);
      const merges = merge || isSubchart;
      if (cleans && !merges) cleanNulls(value);
      mergeTables(present, value, { helmMajor, merge: merges });
    }
  }
}

function coalesceGlobals(dest: GoMap, source: GoMap): void {
  const inner = dest.get(GLOBAL) ?? (dest.has(GLOBAL) ? null : new Map<string, Value>());
  const outer = source.get(GLOBAL) ?? (source.has(GLOBAL) ? null : new Map<string, Value>());
  if (!isMap(inner) || !isMap(outer)) return;
  for (const [key, value] of outer) {
    const present = inner.get(key);
    if (!isMap(value)) {
      if (!isMap(present)) inner.set(key, value);
      continue;
    }
    const copy: GoMap = new Map(value);
    if (present === undefined && !inner.has(key)) inner.set(key, copy);
    else if (isMap(present)) {
      // The order is the other way round here, so that the parent's globals win.
      mergeTables(copy, present, { helmMajor: 3, merge: true });
      inner.set(key, copy);
    }
  }
  dest.set(GLOBAL, inner);
}

/** Lays `dest` over `source`; both may change, the result is `dest` (coalesceTablesFullKey). */
export function mergeTables(dest: GoMap, source: GoMap, mode: CoalesceMode): GoMap {
  const defaults = new Set([...source].filter(([, value]) => value !== null).map(([key]) => key));
  for (const [key, value] of dest) if (value === null) source.set(key, null);
  for (const [key, value] of source) {
    const present = dest.get(key);
    if (present === undefined) dest.set(key, value);
    else if (present === null && !mode.merge && defaults.has(key)) dest.delete(key);
    else if (isMap(value) && isMap(present)) mergeTables(present, value, mode);
  }
  return dest;
}

function cleanNulls(map: GoMap): void {
  for (const [key, value] of map) {
    if (value === null) map.delete(key);
    else if (isMap(value)) cleanNulls(value);
  }
}
