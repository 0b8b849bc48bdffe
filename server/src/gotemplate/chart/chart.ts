import type { GoMap } from '../values.ts';
import type { ChartMetadata } from './metadata.ts';

/** One file of a chart, read only when somebody asks for its text. */
export interface ChartFile {
  /** Path in the chart it belongs to, `/`-separated: `templates/a.yaml`. */
  readonly path: string;
  /** What the caller calls the file; kept for those who map results back. */
  readonly origin: string;
  /** The text; undefined when it is no text or can't be read. */
  readonly text: () => string | undefined;
}

/** A chart as Helm's loader gives it (`pkg/chart/chart.go`). Never changed in place: processing makes new ones. */
export interface Chart {
  readonly metadata: ChartMetadata;
  /** The chart's own `values.yaml`. */
  readonly values: GoMap;
  readonly schema: ChartFile | undefined;
  readonly templates: readonly ChartFile[];
  /** Everything that is nothing else: what `.Files` shows, with `crds/`. */
  readonly files: readonly ChartFile[];
  /** Chart.yaml, values.yaml and the other files that Helm reads for itself. */
  readonly own: readonly ChartFile[];
  readonly dependencies: readonly Chart[];
  /** Packed subcharts, which can't be looked into: their templates and values are not known. */
  readonly archives: readonly ChartFile[];
}

/** The name by which the chart is known to its parent: an alias takes the place of its own. */
export function chartName(chart: Chart): string {
  return chart.metadata.name;
}

/** Custom resource definitions: given to the cluster as they are (`chart.go` CRDObjects). */
export function crdFiles(chart: Chart): ChartFile[] {
  const own = chart.files.filter(({ path }) => path.startsWith('crds/') && /\.(ya?ml|json)$/i.test(path));
  return [...own, ...chart.dependencies.flatMap(crdFiles)];
}

/**
 * Whether a template file makes output (`pkg/engine/engine.go` render, `pkg/action/action.go` renderResources): names that
 * begin with `_` only hold definitions, NOTES.txt is rendered for its errors alone. Of a library chart only definitions count.
 */
export function isRendered(chart: Chart, template: ChartFile): boolean {
  const name = template.path.slice(template.path.lastIndexOf('/') + 1);
  return !name.startsWith('_') && !name.endsWith('NOTES.txt') && chart.metadata.type !== 'library';
}
