import { yamlFile } from '../../documents/yamlFile.ts';
import { basename, join } from '../../files/paths.ts';
import type { Derivation, Tree } from '../../files/tree.ts';
import { type Chart, type ChartFile, isRendered } from '../../gotemplate/chart/chart.ts';
import { loadChart } from '../../gotemplate/chart/loadChart.ts';
import { quoted, t } from '../../l10n/t.ts';
import type { Location, Problem } from '../../problems/problem.ts';
import { type ChartPath, chartFiles } from './chartFiles.ts';

/** A chart of the repository as Helm loads it, with the files that it is made of. */
export interface ChartFacts {
  /** Every file that Helm reads, Chart.yaml of subcharts included. */
  readonly files: readonly ChartPath[];
  /** The chart; a file's `origin` is its `ChartPath.file`. Undefined when Helm can't load it. */
  readonly chart: Chart | undefined;
  /** Why not, in Helm's words, and where. */
  readonly error: { readonly message: string; readonly at: Location } | undefined;
}

/**
 * The chart in a directory (its real path): metadata, defaults, lists of templates, CRDs and subcharts. Reads Chart.yaml and
 * values.yaml of it and its subcharts, and of other files only that they are there.
 */
export function chartFacts(tree: Tree, directory: string, helmMajor: 3 | 4 = 3): ChartFacts {
  return tree.derive(helmMajor === 4 ? helm4Chart : helm3Chart, directory);
}

function chartDerivation(helmMajor: 3 | 4): Derivation<ChartFacts> {
  return {
    name: `helm${helmMajor}Chart`,
    compute(tree, directory) {
      const { files, error } = tree.derive(chartFiles, directory);
      if (error) return { files, chart: undefined, error };
      const loaded = loadChart(
        files.map(({ path, file, target }) => ({ path, origin: file, text: () => tree.text(target ?? file) })),
        helmMajor,
      );
      if ('chart' in loaded) return { files, chart: loaded.chart, error: undefined };
      const at = { file: loaded.origin ?? join(directory, 'Chart.yaml') };
      return { files, chart: undefined, error: { message: loaded.error, at } };
    },
  };
}

const helm3Chart = chartDerivation(3);
const helm4Chart = chartDerivation(4);

/** The place of a value in a chart's Chart.yaml, e.g. of `['dependencies', 0, 'name']`; the file as a whole when it has none. */
export function chartPlace(tree: Tree, chartYaml: string, path: readonly (string | number)[]): Location {
  const span = tree.derive(yamlFile, chartYaml)?.documents[0]?.valueSpan(path);
  return { file: chartYaml, ...(span ? { span } : {}) };
}

/** A problem that makes `helm template` fail. */
export function brokenChart(message: string, at: Location | undefined): Problem {
  const text = t`Helm can’t render this chart (${quoted(message)}): the whole Application fails.`;
  return { code: 'broken-chart', message: text, ...(at ? { at } : {}) };
}

/** The origins of the files that Helm renders, of a chart and its subcharts. */
export function renderedOrigins(chart: Chart): Set<string> {
  const found = new Set<string>();
  const visit = (one: Chart): void => {
    for (const template of one.templates) if (isRendered(one, template)) found.add(template.origin);
    for (const subchart of one.dependencies) visit(subchart);
  };
  visit(chart);
  return found;
}

/** The directory of a chart in the repository: where its Chart.yaml is. */
export function chartOrigin(chart: Chart): string {
  const file = chart.own.find(({ path }) => basename(path) === 'Chart.yaml') as ChartFile | undefined;
  return file?.origin ?? '';
}
