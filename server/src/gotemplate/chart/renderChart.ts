import { type RenderError, renderTemplates } from '../engine.ts';
import type { Limits } from '../exec/limits.ts';
import type { OutputSpan } from '../exec/output.ts';
import { UNKNOWN_TEXT } from '../unknown.ts';
import type { GoMap } from '../values.ts';
import { type Chart, type ChartFile, isRendered } from './chart.ts';
import { prepareChart, type ReleaseInput, type Renderable } from './prepareChart.ts';
import { valuePaths } from './valuePaths.ts';

export interface RenderChartInput extends ReleaseInput {
  /** Which templates are wanted; the others are parsed for what they define. All without this. */
  readonly only?: (file: ChartFile) => boolean;
  /** Whether parts of the chart are elsewhere: what a template includes and nobody defines is then not known. */
  readonly open?: boolean;
  readonly limits?: Limits;
}

/** What one template gave. */
export interface RenderedTemplate {
  readonly file: ChartFile;
  readonly text: string;
  /** What wrote each part; `template` is a name among `files`, and origins are paths of values (`ValuePath`). */
  readonly spans: readonly OutputSpan[];
  /** False for NOTES.txt, which is rendered and not deployed. */
  readonly deployed: boolean;
  /** Whether a value nobody knows decides if its chart is used. */
  readonly undecided: boolean;
}

/** A complaint of Helm, and its place where it is known. */
export interface ChartProblem {
  readonly message: string;
  readonly at?: { readonly file: ChartFile; readonly offset: number };
}

export interface RenderedChart {
  /** By name (`parent/charts/sub/templates/a.yaml`), in Helm's order; those that fail are not among them. */
  readonly templates: ReadonlyMap<string, RenderedTemplate>;
  /** Every template file by its name, for the spans. */
  readonly files: ReadonlyMap<string, ChartFile>;
  readonly crds: readonly ChartFile[];
  /** Why Helm gives nothing of the chart: the first error in its order. */
  readonly error: ChartProblem | undefined;
}

/**
 * Renders a chart as `helm template` does (`pkg/action/install.go`, `pkg/engine/engine.go`), each template on its own: what can
 * be rendered is there although Helm gives nothing after an error.
 * @param values what `mergeUserValues` made of the user's
 */
export function renderChart(loaded: Chart, values: GoMap, input: RenderChartInput): RenderedChart {
  const { templates, crds, error } = prepareChart(loaded, values, input);
  const { only, limits } = input;
  const byName = new Map(templates.map((template) => [template.name, template]));
  const sources = templates.map(({ name, file, data }) => ({ name, text: file.text() ?? '', data }));
  const rendering = renderTemplates({
    templates: input.open ? [...sources, definitionsElsewhere(sources)] : sources,
    helmMajor: input.helmMajor,
    originOf: valuePaths(templates.map(({ data, valuesPath: path }) => ({ values: data.get('Values') ?? null, path }))),
    ...(only ? { wanted: (name) => only((byName.get(name) as Renderable).file) } : {}),
    ...(limits ? { limits } : {}),
  });
  const rendered = new Map<string, RenderedTemplate>();
  for (const result of rendering.files) {
    const source = byName.get(result.name);
    if (result.error !== undefined || source === undefined) continue;
    const { text, spans } = result;
    const { file, chart, undecided } = source;
    rendered.set(result.name, { file, text, spans, undecided, deployed: isRendered(chart, file) });
  }
  const files = new Map([...byName].map(([name, { file }]) => [name, file]));
  const first = error === undefined ? describe(rendering.error, files) : { message: error };
  return { templates: rendered, files, crds, error: first };
}

function describe(error: RenderError | undefined, files: ReadonlyMap<string, ChartFile>): ChartProblem | undefined {
  if (!error) return undefined;
  const { message, place } = error;
  const file = place && files.get(place.template);
  if (file) return { message, at: { file, offset: place.offset } };
  // A parse error tells its line only.
  const parse = /^parse error at \((.*):(\d+)\): /.exec(message);
  const parsed = parse && files.get(parse[1] as string);
  if (!parsed) return { message };
  const lines = (parsed.text() ?? '').split('\n').slice(0, Number(parse[2]) - 1);
  return { message, at: { file: parsed, offset: lines.reduce((sum, line) => sum + line.length + 1, 0) } };
}

/** A file that defines whatever is included and nowhere defined, as unknown text. */
function definitionsElsewhere(sources: readonly { readonly text: string }[]) {
  const defined = new Set<string>();
  const used = new Set<string>();
  for (const { text } of sources) {
    for (const [, name] of text.matchAll(/\{\{-?\s*(?:define|block)\s+"([^"\\]+)"/g)) defined.add(name as string);
    for (const [, name] of text.matchAll(/\b(?:include|template)\s+"([^"\\]+)"/g)) used.add(name as string);
  }
  const missing = [...used].filter((name) => !defined.has(name));
  const text = missing.map((name) => `{{ define "${name}" }}${UNKNOWN_TEXT}{{ end }}`).join('');
  return { name: '_elsewhere', text, data: null };
}
