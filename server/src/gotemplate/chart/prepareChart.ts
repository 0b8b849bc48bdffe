import { compareText } from '../goString.ts';
import { type GoMap, int, isMap, TypedMap, type Value } from '../values.ts';
import { Capabilities, type CapabilityInput, DEFAULT_KUBE_VERSION, kubeVersionText } from './capabilities.ts';
import { type Chart, type ChartFile, chartName, crdFiles } from './chart.ts';
import { chartObject } from './chartObject.ts';
import { coalesceValues, ValuesError } from './coalesce.ts';
import { isCompatible, processDependencies } from './dependencies.ts';
import { type CompileGlob, FilesMap } from './filesMap.ts';
import { checkSchemas } from './schema.ts';
import { ValuesMap } from './valuesMap.ts';

/** What `helm template` is given beside the chart. */
export interface ReleaseInput {
  readonly release: { readonly name: string; readonly namespace: string };
  readonly capabilities: CapabilityInput;
  readonly helmMajor: 3 | 4;
  readonly glob: CompileGlob;
}

/** A template of a chart or subchart with the dot that it gets. */
export interface Renderable {
  /** `parent/charts/sub/templates/a.yaml`. */
  readonly name: string;
  readonly file: ChartFile;
  /** The chart it belongs to. */
  readonly chart: Chart;
  readonly data: GoMap;
  /** Where its `.Values` stand among those of the root chart: the names of the subcharts on the way. */
  readonly valuesPath: readonly string[];
  /** Set when a value nobody knows decides whether its chart is used. */
  readonly undecided: boolean;
}

export interface PreparedChart {
  /** In the order in which Helm parses and runs them: the deepest paths first, and the last names. */
  readonly templates: readonly Renderable[];
  readonly crds: readonly ChartFile[];
  /** Why Helm renders nothing of the chart, in its words. */
  readonly error?: string;
}

/**
 * Does what `helm template` does before it renders (`pkg/action/install.go` Run, `pkg/chartutil/values.go` ToRenderValues):
 * dependencies, values, schemas, version checks, and the dot of every template. An error comes with templates where these
 * can still be rendered.
 */
export function prepareChart(loaded: Chart, values: GoMap, input: ReleaseInput): PreparedChart {
  if (loaded.metadata.type === 'library')
    return { templates: [], crds: [], error: 'library charts are not installable' };
  try {
    const { chart, undecided } = processDependencies(loaded, values, input.helmMajor);
    const effective = coalesceValues(chart, values, { helmMajor: input.helmMajor, merge: false });
    const error = checkSchemas(chart, effective) ?? checkKubeVersion(chart, input);
    const templates: Renderable[] = [];
    const shared = releaseValues(input);
    collect(chart, new ValuesMap(effective, input.helmMajor), { input, shared, undecided, templates }, undefined, []);
    templates.sort((a, b) => compareTemplates(b.name, a.name));
    return { templates, crds: crdFiles(chart), ...(error === undefined ? {} : { error }) };
  } catch (error) {
    if (error instanceof ValuesError) return { templates: [], crds: [], error: error.message };
    throw error;
  }
}

interface Collection {
  readonly input: ReleaseInput;
  readonly shared: readonly (readonly [string, Value])[];
  readonly undecided: readonly string[];
  readonly templates: Renderable[];
}

function releaseValues({ release, capabilities, helmMajor }: ReleaseInput): [string, Value][] {
  const fields: [string, Value][] = [
    ['Name', release.name],
    ['Namespace', release.namespace],
    ['IsUpgrade', false],
    ['IsInstall', true],
    ['Revision', int(1)],
    ['Service', 'Helm'],
  ];
  return [
    ['Release', new Map(fields)],
    ['Capabilities', new Capabilities(capabilities, helmMajor)],
  ];
}

/** The dots of a chart's templates and its subcharts' (`pkg/engine/engine.go` recAllTpls). */
function collect(
  chart: Chart,
  values: Value,
  collection: Collection,
  parent: { readonly id: string; readonly path: string; readonly undecided: boolean } | undefined,
  valuesPath: readonly string[],
): GoMap {
  const { helmMajor, glob } = collection.input;
  const name = chartName(chart);
  const id = parent ? `${parent.id}/charts/${name}` : name;
  const path = parent ? `${parent.path}${name}` : '';
  const undecided = (parent?.undecided ?? false) || (parent !== undefined && collection.undecided.includes(path));
  const subcharts: GoMap = new Map();
  const next: (readonly [string, Value])[] = [
    ['Chart', chartObject(chart, parent === undefined, helmMajor)],
    ['Files', new FilesMap(chart.files, glob)],
    ...collection.shared,
    ['Values', values],
    ['Subcharts', subcharts],
  ];
  for (const child of chart.dependencies) {
    const table = isMap(values) ? values.get(chartName(child)) : undefined;
    const inner = new ValuesMap(isMap(table) ? table : new Map(), helmMajor);
    const below = { id, path: parent ? `${path}.` : '', undecided };
    subcharts.set(chartName(child), collect(child, inner, collection, below, [...valuesPath, chartName(child)]));
  }
  const dotType = helmMajor === 4 ? 'common.Values' : 'chartutil.Values';
  for (const file of chart.templates) {
    // Of a library only definitions count.
    if (chart.metadata.type === 'library' && !/(^|\/)_[^/]*$/.test(file.path)) continue;
    const templateName = `${id}/${file.path}`;
    const template = new TypedMap(
      dotType,
      [
        ['Name', templateName],
        ['BasePath', `${id}/templates`],
      ],
      'interface {}',
    );
    const data = new TypedMap(dotType, [...next, ['Template', template]], 'interface {}');
    collection.templates.push({ name: templateName, file, chart, data, valuesPath, undecided });
  }
  return new Map(next);
}

function compareTemplates(a: string, b: string): number {
  const depth = a.split('/').length - b.split('/').length;
  return depth !== 0 ? depth : compareText(a, b);
}

/** Checked only where the version is given: Helm's default says nothing about a cluster. */
function checkKubeVersion(chart: Chart, { capabilities }: ReleaseInput): string | undefined {
  const wanted = chart.metadata.kubeVersion;
  const version = kubeVersionText(capabilities.kubeVersion ?? DEFAULT_KUBE_VERSION);
  if (wanted === '' || capabilities.kubeVersion === undefined || version === undefined) return undefined;
  if (isCompatible(wanted, version)) return undefined;
  return `chart requires kubeVersion: ${wanted} which is incompatible with Kubernetes ${version}`;
}
