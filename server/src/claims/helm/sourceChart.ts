import { basename, dirname, join, normalise } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import type { Tree } from '../../files/tree.ts';
import { type Chart, chartName } from '../../gotemplate/chart/chart.ts';
import { isCompatible } from '../../gotemplate/chart/dependencies.ts';
import type { ChartDependency } from '../../gotemplate/chart/metadata.ts';
import type { Location, Problem } from '../../problems/problem.ts';
import type { SourceRequest } from '../claim.ts';
import { brokenChart, chartFacts, chartPlace } from './chartFacts.ts';
import type { ChartPath } from './chartFiles.ts';

/** The chart of a source with the `file://` charts that `helm dependency build` packs into it. */
export interface SourceChart {
  /** The chart's directory, links followed; undefined when there is none. */
  readonly directory: string | undefined;
  /** Undefined when Helm can't load it. */
  readonly chart: Chart | undefined;
  readonly files: readonly ChartPath[];
  /** Charts beside it that become part of it, each with the place in Chart.yaml that names it. */
  readonly siblings: readonly {
    readonly directory: string;
    readonly files: readonly ChartPath[];
    readonly from: Location;
  }[];
  /** Dependencies that Helm fetches over the network, and packed ones: their content is not known. */
  readonly elsewhere: readonly string[];
  readonly problems: readonly Problem[];
}

const NONE: SourceChart = {
  directory: undefined,
  chart: undefined,
  files: [],
  siblings: [],
  elsewhere: [],
  problems: [],
};

/** Loads the chart at a source's path as `helm template` does, dependencies built first when one is missing (`util/helm`). */
export function sourceChart(request: SourceRequest): SourceChart {
  const { tree, settings } = request;
  if (typeof request.source['chart'] === 'string' && request.source['chart'] !== '') return NONE;
  const real = resolvePath(tree, request.path);
  if (!('path' in real)) return NONE;
  const directory = real.path;
  const chartYaml = join(directory, 'Chart.yaml');
  const found = resolvePath(tree, chartYaml);
  if (!('path' in found) || found.kind !== 'file')
    return {
      ...NONE,
      directory,
      problems: [brokenChart(`there is no Chart.yaml in \`${directory || '.'}\``, undefined)],
    };
  const { files, chart, error } = chartFacts(tree, directory, settings.helmMajor);
  if (!chart) {
    const at = error && error.at.file === chartYaml ? metadataPlace(tree, chartYaml, error.message) : error?.at;
    return { ...NONE, directory, files, problems: [brokenChart(error?.message ?? 'Chart.yaml file is missing', at)] };
  }
  if (chart.metadata.type === 'library') {
    const at = chartPlace(tree, chartYaml, ['type']);
    return { ...NONE, directory, files, chart, problems: [brokenChart('library charts are not installable', at)] };
  }
  return { directory, files, ...buildDependencies(tree, directory, chart, chartYaml, settings.helmMajor) };
}

/** Helm's validation names the field. */
function metadataPlace(tree: Tree, chartYaml: string, message: string): Location {
  const field = /chart\.metadata\.(\w+)/.exec(message)?.[1];
  return field === undefined ? { file: chartYaml } : chartPlace(tree, chartYaml, [field]);
}

/** `helm dependency build`, which Argo CD runs when one that Chart.yaml names is not in charts/; nothing is fetched. */
function buildDependencies(
  tree: Tree,
  directory: string,
  chart: Chart,
  chartYaml: string,
  helmMajor: 3 | 4,
): Omit<SourceChart, 'directory' | 'files'> {
  const elsewhere = chart.archives.map(({ path }) => basename(path));
  const isThere = (name: string): boolean =>
    chart.dependencies.some((one) => chartName(one) === name) || elsewhere.some((file) => file.startsWith(`${name}-`));
  const listed = chart.metadata.dependencies.map((entry, index) => ({ entry: entry as ChartDependency, index }));
  if (listed.every(({ entry }) => isThere(entry.name))) return { chart, siblings: [], elsewhere, problems: [] };
  const source = chart.own.some(({ path }) => path === 'requirements.yaml')
    ? join(dirname(chartYaml), 'requirements.yaml')
    : chartYaml;
  const problems: Problem[] = [];
  const siblings: SourceChart['siblings'][number][] = [];
  const dependencies = [...chart.dependencies];
  for (const { entry, index } of listed) {
    const from = chartPlace(tree, source, ['dependencies', index, 'repository']);
    const fail = (message: string, at: Location = from): void => {
      problems.push(brokenChart(message, at));
    };
    if (!entry.repository.startsWith('file://')) {
      if (entry.repository === '' && !isThere(entry.name))
        fail(`directory charts/${entry.name} not found`, chartPlace(tree, source, ['dependencies', index, 'name']));
      else if (!isThere(entry.name)) elsewhere.push(entry.name);
      continue;
    }
    const text = entry.repository.slice('file://'.length);
    const path = text.startsWith('/') ? undefined : normalise(join(directory, text));
    const real = path === undefined ? undefined : resolvePath(tree, path);
    if (!real || !('path' in real)) {
      fail(`directory ${text} not found`);
      continue;
    }
    const facts = chartFacts(tree, real.path, helmMajor);
    siblings.push({ directory: real.path, files: facts.files, from });
    if (!facts.chart) fail(facts.error?.message ?? 'Chart.yaml file is missing', facts.error?.at);
    else if (!isCompatible(entry.version, facts.chart.metadata.version))
      fail(
        `can't get a valid version for 1 subchart(s): ${JSON.stringify(entry.name)} (repository ${JSON.stringify(entry.repository)}, version ${JSON.stringify(entry.version)}). Make sure a matching chart version exists in the repo, or change the version constraint in Chart.yaml`,
        chartPlace(tree, source, ['dependencies', index, 'version']),
      );
    else if (!isThere(entry.name)) dependencies.push(facts.chart);
  }
  return { chart: { ...chart, dependencies }, siblings, elsewhere, problems };
}
