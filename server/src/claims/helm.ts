import { isWithin, join } from '../files/paths.ts';
import { type Chart, chartName, crdFiles } from '../gotemplate/chart/chart.ts';
import { coalesceValues, ValuesError } from '../gotemplate/chart/coalesce.ts';
import { processDependencies } from '../gotemplate/chart/dependencies.ts';
import { checkSchemas } from '../gotemplate/chart/schema.ts';
import { t } from '../l10n/t.ts';
import type { Problem } from '../problems/problem.ts';
import type { Claim, ClaimRole, ClaimSet, Miss, SourceRequest, SourceType } from './claim.ts';
import { brokenChart, chartFacts, chartOrigin, renderedOrigins } from './helm/chartFacts.ts';
import { type ChartPath, chartFiles } from './helm/chartFiles.ts';
import { helmOptions } from './helm/options.ts';
import { type SourceChart, sourceChart } from './helm/sourceChart.ts';
import { sourceFiles } from './helm/sourceFiles.ts';
import { type SourceValues, sourceValues } from './helm/sourceValues.ts';

/** Helm sources: `helm template` on the app path (`util/helm/helm.go`, `reposerver/repository/repository.go` helmTemplate). */
export const helmSource: SourceType = { name: 'Helm', claim: helmClaims, explainMiss };

/** Every file that Helm reads of the chart, of `file://` charts beside it, and the values files. Nothing is rendered. */
export function helmClaims(request: SourceRequest): Omit<ClaimSet, 'type'> {
  const files = sourceFiles(request);
  const source = sourceChart(request);
  const problems: Problem[] = [...files.problems, ...source.problems];
  const values = sourceValues(request, files);
  if ('error' in values && files.problems.length === 0) problems.push(brokenChart(values.error, undefined));
  const { roles, error } = deployedFiles(request, source, values);
  if (error !== undefined) problems.push(brokenChart(error, undefined));
  const claims: Claim[] = [];
  const claimed = new Set<string>();
  const add = (claim: Claim): void => {
    const key = `${claim.repository}\n${claim.file}`;
    if (!claimed.has(key)) claims.push(claim);
    claimed.add(key);
  };
  for (const claim of files.claims) add(claim);
  const addChart = (paths: readonly ChartPath[], from: Claim['from']): void => {
    for (const { path, file, target } of paths) {
      const role = roles ? (roles.get(file) ?? { role: 'chart' as const }) : { role: roleOfPath(path) };
      const claim: Claim = { repository: request.tree.id, file, ...role, ...(from ? { from } : {}) };
      add(claim);
      if (target !== undefined) add({ ...claim, file: target, from: { file } });
    }
  };
  addChart(source.files, undefined);
  for (const { files: paths, from } of source.siblings) addChart(paths, from);
  const ignore = join(source.directory ?? '', '.helmignore');
  if (source.chart && request.tree.kind(ignore) === 'file')
    add({ repository: request.tree.id, file: ignore, role: 'chart' });
  return { claims, problems };
}

type Role = Pick<Claim, 'role' | 'possible' | 'why'>;

/** The files that give objects, with the values as they are; `roles` is undefined when the chart can't be loaded. */
function deployedFiles(
  request: SourceRequest,
  { chart, elsewhere }: SourceChart,
  values: SourceValues,
): { readonly roles?: ReadonlyMap<string, Role>; readonly error?: string } {
  if (!chart) return {};
  const { helmMajor } = request.settings;
  let processed: ReturnType<typeof processDependencies>;
  let error: string | undefined;
  try {
    const given = 'error' in values ? new Map() : values.values;
    processed = processDependencies(chart, given, helmMajor);
    // A schema that asks for what stands in a file elsewhere says nothing.
    if (!('error' in values) && !values.incomplete && elsewhere.length === 0)
      error = checkSchemas(processed.chart, coalesceValues(processed.chart, given, { helmMajor, merge: false }));
  } catch (thrown) {
    if (thrown instanceof ValuesError) return { error: thrown.message };
    throw thrown;
  }
  const roles = new Map<string, Role>();
  const visit = (one: Chart, path: string, open: string | undefined): void => {
    const role: Role = open === undefined ? { role: 'template' } : { role: 'template', possible: true, why: open };
    for (const origin of renderedOrigins({ ...one, dependencies: [] }))
      if (roles.get(origin)?.possible !== undefined || !roles.has(origin)) roles.set(origin, role);
    if (!helmOptions(request.source).skipCrds)
      for (const { origin } of crdFiles({ ...one, dependencies: [] })) roles.set(origin, role);
    for (const subchart of one.dependencies) {
      const inner = path + chartName(subchart);
      const why = processed.undecided.includes(inner)
        ? t`a value that the repository can’t tell decides whether the subchart ${chartName(subchart)} is used`
        : open;
      visit(subchart, `${inner}.`, why);
    }
  };
  visit(processed.chart, '', undefined);
  // Helm reads a subchart that the values disable like the others: its templates are deployed and give nothing for now.
  for (const origin of renderedOrigins(chart)) if (!roles.has(origin)) roles.set(origin, { role: 'template' });
  return { roles, ...(error === undefined ? {} : { error }) };
}

/** What a file of a chart that can't be loaded would be. */
function roleOfPath(path: string): ClaimRole {
  const inChart = path.replace(/^(?:charts\/[^/]+\/)+/, '');
  const renders = /^templates\/(?:.*\/)?(?!_)(?!NOTES\.txt$)[^/]+$/.test(inChart);
  return renders || /^crds\/.*\.(?:ya?ml|json)$/i.test(inChart) ? 'template' : 'chart';
}

/** Why a file in the chart's directory, or in that of a `file://` chart, gives no objects. */
function explainMiss(request: SourceRequest, file: string): Miss | undefined {
  const source = sourceChart(request);
  const directories = [source.directory, ...source.siblings.map(({ directory }) => directory)];
  // The innermost of them: a chart may be inside another's directory.
  const directory = directories
    .filter((one) => one !== undefined && isWithin(file, one) && file !== one)
    .sort((a, b) => (b as string).length - (a as string).length)[0];
  if (directory === undefined) return undefined;
  const { files, ignore } = request.tree.derive(chartFiles, directory);
  const path = directory === '' ? file : file.slice(directory.length + 1);
  const known = files.find((one) => one.file === file || one.target === file);
  if (!known) {
    const segments = path.split('/');
    for (let depth = 1; depth <= segments.length; depth++) {
      const rule = ignore.ignoredBy(segments.slice(0, depth).join('/'), depth < segments.length);
      if (!rule) continue;
      const at = rule.span ? { at: { file: join(directory, '.helmignore'), span: rule.span } } : {};
      return { file, reason: 'ignored-by-helm', ...at };
    }
    return undefined;
  }
  const { chart } = chartFacts(request.tree, directory, request.settings.helmMajor);
  if (!chart) return undefined;
  if (crdFiles(chart).some(({ origin }) => origin === known.file))
    return helmOptions(request.source).skipCrds ? { file, reason: 'excluded-by-source' } : undefined;
  const isTemplate = (one: Chart): boolean =>
    one.templates.some(({ origin }) => origin === known.file) || one.dependencies.some(isTemplate);
  return isTemplate(chart) ? undefined : { file, reason: 'outside-templates', at: { file: chartOrigin(chart) } };
}
