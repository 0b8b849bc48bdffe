import { join, normalise } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import { t } from '../../l10n/t.ts';
import type { HelmChartEntry } from '../../manifests/kustomizationTypes.ts';
import type { ClaimRole } from '../claim.ts';
import { requireFile } from './loadFile.ts';
import { type Origin, Provenance, within } from './provenance.ts';
import type { ResourceSet } from './resource.ts';
import { type ChartNote, claimFrom, type Layer, referencePlace, refused, report, type Session } from './session.ts';

/** Files of one chart that are listed; a chart with more is no chart. */
const MAX_CHART_FILES = 5000;

/**
 * Inflates one chart of `helmCharts` (api/internal/builtins/HelmChartInflationGenerator.go): its values files are read
 * under the load restrictor, the chart itself by Helm from `chartHome`, or else from its repository over the network.
 */
export function inflateChart(
  session: Session,
  layer: Layer,
  set: ResourceSet,
  chart: HelmChartEntry,
  globals: { readonly chartHome?: string },
  origin: Origin,
): void {
  set.incomplete = true;
  if (session.options.helm === false) {
    report(
      session,
      origin,
      t`Charts need kustomize’s option --enable-helm, which Argo CD’s kustomize.buildOptions lacks.`,
    );
    return;
  }
  if (!chart.name) {
    report(session, origin, refused('chart name cannot be empty'));
    return;
  }
  const valuesFiles: string[] = [];
  const addValues = (text: string, at: Origin): void => {
    const { file } = requireFile(session, layer, text, 'values', at);
    if (file !== undefined) valuesFiles.push(file);
  };
  const local = localChart(session, layer, chart, globals.chartHome || 'charts');
  if (local !== undefined) claimChart(session, layer, local, within(origin, 'name'));
  if (chart.valuesFile) addValues(chart.valuesFile, within(origin, 'valuesFile'));
  for (const [i, text] of (chart.additionalValuesFiles ?? []).entries())
    addValues(text, within(within(origin, 'additionalValuesFiles'), i));
  if (local === undefined && !chart.repo && session.options.helm === true)
    report(session, origin, refused(`no repo specified for pull, no chart found for “${chart.name}”`));
  const namespace = chart.namespace || layer.content.namespace || layer.chartNamespace;
  const note: ChartNote = { chart, directory: layer.directory, local, valuesFiles, namespace };
  session.notes.push({ kind: 'chart', at: referencePlace(session, layer, within(origin, 'name')), ...note });
  for (const { object, origin: place } of session.inflate?.(note) ?? [])
    set.append({ object, whole: true, previous: [], provenance: new Provenance(place), fromChart: true });
}

/** The chart's directory in the repository, real path; undefined when Helm has to fetch it. */
function localChart(session: Session, layer: Layer, chart: HelmChartEntry, home: string): string | undefined {
  const versioned = chart.version && chart.repo ? `${chart.name}-${chart.version}` : '';
  const path = home.startsWith('/') ? undefined : normalise(join(layer.directory, home, versioned, chart.name ?? ''));
  const real = path === undefined ? undefined : resolvePath(session.tree, path);
  return real && 'kind' in real && real.kind === 'directory' ? real.path : undefined;
}

function claimChart(session: Session, layer: Layer, chart: string, origin: Origin): void {
  const pending = [chart];
  let count = 0;
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop())
    for (const { name, kind } of session.tree.list(directory)) {
      const path = join(directory, name);
      if (kind === 'directory') pending.push(path);
      if (kind !== 'file') continue;
      if (count++ >= MAX_CHART_FILES) return;
      claimFrom(session, layer, path, [], chartRole(path.slice(chart.length + 1)), origin);
    }
}

function chartRole(path: string): ClaimRole {
  const top = path.slice(0, path.indexOf('/') + 1);
  const renders = (top === 'templates/' && !/\.(tpl|txt)$/.test(path)) || top === 'crds/';
  return renders ? 'template' : 'chart';
}
