import type { YamlPath } from '../../documents/yamlFile.ts';
import type { Tree } from '../../files/tree.ts';
import { type Chart, chartName } from '../../gotemplate/chart/chart.ts';
import type { Location } from '../../problems/problem.ts';
import type { SourceRequest } from '../claim.ts';
import { fileLayer, type ValueLayer, valueLayers } from './valueLayers.ts';

/** A value of a chart that went into something the chart wrote. */
export interface ValueOrigin {
  /** The value's keys, from the root chart's values on. */
  readonly path: YamlPath;
  readonly value: unknown;
  /** Where a values file says so; undefined for what the Application says itself. */
  readonly at?: Location & { readonly repository: string };
  /** The field of `helm` that says so, where no file does. */
  readonly inline?: NonNullable<ValueLayer['inline']>;
}

/** Finds who decided a value of a source's chart; undefined for one that no values file and no option of the source writes. */
export type FindValue = (path: YamlPath) => ValueOrigin | undefined;

/** How deep subcharts are followed. */
const MAX_CHARTS = 8;

/**
 * Looks values up in the layers that Helm lays over each other (`pkg/chartutil/coalesce.go`): the defaults of the subcharts on
 * the way, the chart's, the value files, the options of the source. The last that says something wins. Nothing is read before
 * the first question.
 */
export function valueFinder(request: SourceRequest, chart: Chart): FindValue {
  let layers: readonly ValueLayer[] | undefined;
  const find: FindValue = (path) => {
    layers ??= valueLayers(request);
    const own = layers.findLast((layer) => layer.value(path) !== undefined);
    if (own) return describe(own, path, path);
    return inSubchart(request.tree, chart, path, path, 0) ?? global(find, path);
  };
  return find;
}

function describe(layer: ValueLayer, path: YamlPath, inner: YamlPath): ValueOrigin {
  const { file, inline } = layer;
  const span = layer.place(inner);
  return {
    path,
    value: layer.value(inner),
    ...(file ? { at: { repository: file.tree.id, file: file.path, ...(span ? { span } : {}) } } : {}),
    ...(inline ? { inline } : {}),
  };
}

/** The defaults of a subchart are laid below its key; those nearer to the root win. */
function inSubchart(tree: Tree, chart: Chart, path: YamlPath, rest: YamlPath, depth: number): ValueOrigin | undefined {
  const [name, ...inner] = rest;
  const entry = chart.metadata.dependencies.find((dependency) => dependency?.alias === name);
  const subchart = chart.dependencies.find((one) => chartName(one) === (entry?.name ?? name));
  if (!subchart || inner.length === 0 || depth > MAX_CHARTS) return undefined;
  const values = subchart.own.find((file) => file.path === 'values.yaml');
  const layer = values && fileLayer(tree, values.origin)[0];
  if (layer && layer.value(inner) !== undefined) return describe(layer, path, inner);
  return inSubchart(tree, subchart, path, inner, depth + 1);
}

/** What a subchart has under `global`, it has from the charts above. */
function global(find: FindValue, path: YamlPath): ValueOrigin | undefined {
  const at = path.indexOf('global');
  return at > 0 ? find(path.slice(at)) : undefined;
}

/**
 * The values behind a part of an object: what the template read, or what stands deeper in it where it wrote a map as a whole.
 * @param read the paths of the values that the template read for it
 * @param path the part's path in the object
 */
export function valuesBehind(find: FindValue, read: readonly YamlPath[], path: YamlPath): ValueOrigin[] {
  const found = new Map<string, ValueOrigin>();
  for (const start of read) {
    const tails = path.map((_, i) => [...start, ...path.slice(i)]);
    const deepest = tails.map(find).find((origin) => origin !== undefined && isScalar(origin.value));
    const origin = deepest ?? find(start);
    if (origin && isScalar(origin.value)) found.set(JSON.stringify(origin.path), origin);
  }
  return [...found.values()];
}

function isScalar(value: unknown): boolean {
  return value !== null && typeof value !== 'object';
}
