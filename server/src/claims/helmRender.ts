import { isObject } from '../applications/json.ts';
import { parseYaml, type YamlDocument, type YamlPath } from '../documents/yamlFile.ts';
import { compileGobwas } from '../globs/gobwas.ts';
import type { ChartFile } from '../gotemplate/chart/chart.ts';
import type { CompileGlob } from '../gotemplate/chart/filesMap.ts';
import { type ChartProblem, type RenderedChart, renderChart } from '../gotemplate/chart/renderChart.ts';
import { t } from '../l10n/t.ts';
import type { Location, Problem, Span } from '../problems/problem.ts';
import type { SourceRequest } from './claim.ts';
import { brokenChart } from './helm/chartFacts.ts';
import { helmOptions } from './helm/options.ts';
import { type OutputPlaces, outputPlaces, textPlaces } from './helm/outputPlaces.ts';
import { sourceChart } from './helm/sourceChart.ts';
import { sourceFiles } from './helm/sourceFiles.ts';
import { sourceValues } from './helm/sourceValues.ts';
import { type FindValue, type ValueOrigin, valueFinder, valuesBehind } from './helm/valueOrigins.ts';

/** One object that a chart gives with a source's values. */
export interface RenderedObject {
  /** Plain JSON; texts hold `UNKNOWN_TEXT` where nobody can know them. */
  readonly object: Readonly<Record<string, unknown>>;
  /** The template (or CRD) file. */
  readonly file: string;
  /** The number of the document in the file's text as it stands, counted by its `---` lines. */
  readonly document: number;
  /** What of the file made it; undefined when all of it comes from a helper. */
  readonly span: Span | undefined;
  /** Why it may not exist, or be another, when something that the repository can't tell decides. */
  readonly possible: string | undefined;
  /** The place that wrote the value at a path, in the template or a helper; else that of the nearest value around it. */
  origin(path: YamlPath): Location;
  /** The values of the chart that went into what stands at a path. */
  values(path: YamlPath): readonly ValueOrigin[];
}

/** What a chart renders to. */
export interface RenderedSource {
  readonly objects: readonly RenderedObject[];
  /** What makes `helm template` fail. Templates that were not asked for are not tried. */
  readonly problems: readonly Problem[];
  /** The stretches of a template's text that wrote something; undefined when it is no part of what is rendered. */
  written(file: string): readonly Span[] | undefined;
}

/**
 * Renders the local chart of a source with that source's values, as `helm template` does. Objects come out of every template
 * that can be rendered, even where Helm would give up.
 * @param only which template files (of the chart and its subcharts) are wanted; what the others define is always there
 */
export function renderHelmSource(request: SourceRequest, only?: (file: string) => boolean): RenderedSource {
  const { settings } = request;
  const { chart, elsewhere, problems } = sourceChart(request);
  // A chart that can't be loaded is told by the claims.
  if (!chart || problems.length > 0) return { objects: [], problems: [], written: () => undefined };
  const options = helmOptions(request.source);
  const values = sourceValues(request, sourceFiles(request));
  const kubeVersion = options.kubeVersion || settings.helmKubeVersion;
  const rendered = renderChart(chart, 'error' in values ? new Map() : values.values, {
    release: {
      name: options.releaseName || request.appName,
      namespace: options.namespace || request.destinationNamespace,
    },
    capabilities: {
      ...(kubeVersion ? { kubeVersion } : {}),
      apiVersions: options.apiVersions,
      openApiVersions: true,
    },
    helmMajor: settings.helmMajor,
    glob: compileGlob,
    open: elsewhere.length > 0,
    ...(only ? { only: ({ origin }: ChartFile) => only(origin) } : {}),
  });
  const why = values.incomplete ? t`a values file is not in the workspace` : undefined;
  const find = valueFinder(request, chart);
  const objects = renderedObjects(rendered, why, find);
  if (!options.skipCrds)
    for (const crd of rendered.crds)
      if (!only || only(crd.origin)) objects.push(...objectsIn(textPlaces(crd), crd, why, find));
  return {
    objects,
    problems: problemsOf(rendered.error, elsewhere.length > 0 || values.incomplete),
    written: (file) => writtenIn(rendered, file),
  };
}

function writtenIn({ templates, files }: RenderedChart, file: string): Span[] | undefined {
  const own = [...templates.values()].filter((template) => template.file.origin === file);
  if (own.length === 0) return undefined;
  const spans = own.flatMap((template) => template.spans);
  return spans
    .filter(({ template }) => files.get(template)?.origin === file)
    .map(({ from, to }) => ({ start: from, end: to }));
}

/** With parts of the chart or its values elsewhere, an error may be ours: nothing is said. */
function problemsOf(error: ChartProblem | undefined, incomplete: boolean): Problem[] {
  if (!error || incomplete) return [];
  const { at } = error;
  return [brokenChart(error.message, at && { file: at.file.origin, span: { start: at.offset, end: at.offset } })];
}

const compileGlob: CompileGlob = (pattern) => {
  const glob = compileGobwas(pattern, '/');
  return 'error' in glob ? undefined : (path) => glob.match(path);
};

function renderedObjects(rendered: RenderedChart, why: string | undefined, find: FindValue): RenderedObject[] {
  return [...rendered.templates.values()].flatMap((template) => {
    if (!template.deployed) return [];
    const undecided = template.undecided ? t`a value that the repository can’t tell decides about the subchart` : why;
    return objectsIn(outputPlaces(template, rendered.files), template.file, undecided, find);
  });
}

function objectsIn(places: OutputPlaces, file: ChartFile, why: string | undefined, find: FindValue): RenderedObject[] {
  if (!/\bkind\b/.test(places.text)) return [];
  return parseYaml(places.text).documents.flatMap((document): RenderedObject[] => {
    const value = document.value();
    if (!isObject(value) || typeof value['kind'] !== 'string') return [];
    const items = value['kind'].endsWith('List') ? value['items'] : undefined;
    if (!Array.isArray(items)) return [renderedObject(places, document, value, [], file, why, find)];
    return items.flatMap((item, i) =>
      isObject(item) ? [renderedObject(places, document, item, ['items', i], file, why, find)] : [],
    );
  });
}

function renderedObject(
  places: OutputPlaces,
  document: YamlDocument,
  object: Record<string, unknown>,
  at: YamlPath,
  file: ChartFile,
  why: string | undefined,
  find: FindValue,
): RenderedObject {
  const whole = document.valueSpan(at) ?? document.span;
  const own = places.place(whole);
  const span = own?.file === file.origin ? own.span : undefined;
  const kind = document.valueSpan([...at, 'kind']) ?? whole;
  return {
    object,
    file: file.origin,
    document: countDocuments(span ? (file.text() ?? '') : '', span?.start ?? 0),
    span,
    possible: places.possible(kind) ?? why,
    origin(path) {
      for (let length = path.length; length > 0; length--) {
        const value = document.valueSpan([...at, ...path.slice(0, length)]);
        const found = value && places.place(value);
        if (found) return found;
      }
      return own ?? { file: file.origin };
    },
    values(path) {
      const value = document.valueSpan([...at, ...path]);
      return value ? valuesBehind(find, places.read(value), path) : [];
    },
  };
}

/** How many `---` lines stand before an offset. */
function countDocuments(text: string, offset: number): number {
  let count = 0;
  for (const line of text.slice(0, offset).split('\n')) if (line.startsWith('---')) count++;
  return count;
}
