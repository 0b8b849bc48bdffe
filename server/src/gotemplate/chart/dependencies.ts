import { checkConstraint, parseConstraint } from '../functions/semver/constraint.ts';
import { parseVersion } from '../functions/semver/version.ts';
import { UNKNOWN_TEXT, Unknown } from '../unknown.ts';
import { type GoMap, isList, isMap, TypedMap, type Value } from '../values.ts';
import { type Chart, chartName } from './chart.ts';
import { coalesceValues, copyMap, mergeTables } from './coalesce.ts';
import type { ChartDependency } from './metadata.ts';

/** A chart whose dependencies are decided, and the subcharts that a value nobody knows decides about. */
export interface ProcessedChart {
  readonly chart: Chart;
  /** Origins' prefixes (dotted chart names below the root) of subcharts that may or may not be there. */
  readonly undecided: readonly string[];
}

/** Whether a version meets a constraint (`chartutil/compatible.go` IsCompatibleRange); what can't be read doesn't. */
export function isCompatible(constraint: string, version: string): boolean {
  const parsed = parseConstraint(constraint);
  const candidate = parseVersion(version);
  return !('error' in parsed) && !('error' in candidate) && checkConstraint(parsed, candidate);
}

/**
 * Drops the subcharts that conditions and tags disable, applies aliases and `import-values`
 * (`pkg/chartutil/dependencies.go` ProcessDependenciesWithMerge). Subcharts that an unknown decides about stay.
 * @throws ValuesError
 */
export function processDependencies(chart: Chart, values: GoMap, helmMajor: 3 | 4): ProcessedChart {
  const undecided: string[] = [];
  const enabled = enableDependencies(chart, values, '', helmMajor, undecided);
  return { chart: importValues(enabled, helmMajor), undecided };
}

function enableDependencies(chart: Chart, values: GoMap, path: string, helmMajor: 3 | 4, undecided: string[]): Chart {
  const entries = chart.metadata.dependencies.filter((entry) => entry !== undefined);
  // Without the list nothing is looked at further down either.
  if (!isList(chart.metadata.raw.get('dependencies'))) return chart;
  const isListed = (subchart: Chart): boolean =>
    entries.some(
      ({ name, version }) => name === chartName(subchart) && isCompatible(version, subchart.metadata.version),
    );
  const dependencies = chart.dependencies.filter((subchart) => !isListed(subchart));
  for (const entry of entries) {
    const found = aliased(chart.dependencies, entry);
    if (found) dependencies.push(found);
  }
  const named = entries.map((entry) => (entry.alias ? { ...entry, name: entry.alias } : entry));
  const candidate: Chart = { ...chart, dependencies };
  const effective = coalesceValues(candidate, values, { helmMajor, merge: false });
  const removed = new Set<string>();
  for (const entry of named) {
    const state = enabledState(entry, effective, path);
    if (state === false) removed.add(entry.name);
    if (state === undefined) undecided.push(path + entry.name);
  }
  return {
    ...candidate,
    metadata: { ...chart.metadata, dependencies: named.filter(({ name }) => !removed.has(name)) },
    dependencies: dependencies
      .filter((subchart) => !removed.has(chartName(subchart)))
      .map((subchart) =>
        enableDependencies(subchart, effective, `${path}${chartName(subchart)}.`, helmMajor, undecided),
      ),
  };
}

function aliased(charts: readonly Chart[], entry: ChartDependency): Chart | undefined {
  const found = charts.find(
    (chart) => chartName(chart) === entry.name && isCompatible(entry.version, chart.metadata.version),
  );
  if (!found || !entry.alias) return found;
  const raw = new Map([...found.metadata.raw, ['name', entry.alias]] as const);
  return { ...found, metadata: { ...found.metadata, name: entry.alias, raw } };
}

/** Tags first, then the first condition that is a bool; undefined when an unknown decides. */
function enabledState(entry: ChartDependency, values: GoMap, path: string): boolean | undefined {
  for (const condition of entry.condition.trim().split(',')) {
    if (condition === '') continue;
    const found = pathValue(values, path + condition);
    if (typeof found === 'boolean') return found;
    if (isUnknown(found)) return undefined;
  }
  const tags = values.get('tags');
  if (!isMap(tags)) return isUnknown(tags) && entry.tags.length > 0 ? undefined : true;
  const states = entry.tags.map((tag) => tags.get(tag));
  if (states.includes(true)) return true;
  if (states.some(isUnknown)) return undefined;
  return !states.includes(false);
}

function isUnknown(value: Value | undefined): boolean {
  return value instanceof Unknown || (typeof value === 'string' && value.includes(UNKNOWN_TEXT));
}

/** The value at a dotted path that is no table (`values.go` PathValue). */
function pathValue(values: GoMap, path: string): Value | undefined {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let table: Value | undefined = values;
  for (const key of keys) {
    table = isMap(table) ? table.get(key) : undefined;
    if (isUnknown(table)) return table;
  }
  const found = isMap(table) ? table.get(last) : undefined;
  return isMap(found) ? undefined : found;
}

function tableAt(values: GoMap, path: string): GoMap | undefined {
  let table: Value | undefined = values;
  for (const key of path.split('.')) table = isMap(table) ? table.get(key) : undefined;
  return isMap(table) && !(table instanceof TypedMap) ? table : undefined;
}

/** Copies what `import-values` names from subcharts into their parents' defaults, from the innermost outwards. */
function importValues(original: Chart, helmMajor: 3 | 4): Chart {
  const chart = {
    ...original,
    dependencies: original.dependencies.map((subchart) => importValues(subchart, helmMajor)),
  };
  if (chart.metadata.dependencies.length === 0) return chart;
  const mode = { helmMajor, merge: true };
  const values = coalesceValues(chart, new Map(), mode);
  let imported: GoMap = new Map();
  for (const entry of chart.metadata.dependencies) {
    for (const item of entry?.importValues ?? []) {
      const [child, parent] = isMap(item)
        ? [String(item.get('child') ?? '<nil>'), String(item.get('parent') ?? '<nil>')]
        : [`exports.${String(item)}`, '.'];
      const found = tableAt(values, `${entry?.name}.${child}`);
      if (!found) continue;
      const nested =
        parent === '.' ? found : parent.split('.').reduceRight<GoMap>((inner, key) => new Map([[key, inner]]), found);
      imported = mergeTables(imported, copyMap(nested), mode);
    }
  }
  return { ...chart, values: mergeTables(copyMap(values), imported, mode) };
}
