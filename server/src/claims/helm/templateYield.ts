import type { Chart } from '../../gotemplate/chart/chart.ts';
import { type TurnedOff, turnedOff } from '../../gotemplate/turnedOff.ts';
import type { SourceRequest } from '../claim.ts';
import { type RenderedObject, renderHelmSource } from '../helmRender.ts';
import { sourceChart } from './sourceChart.ts';

/** What one template of a chart gives with a source's values. */
export interface TemplateYield {
  readonly objects: readonly RenderedObject[];
  /** Whether the chart can't be rendered: nothing can be said then. */
  readonly failed: boolean;
  /** What turned the template off, where that is known. */
  readonly off: { readonly condition: TurnedOff } | { readonly subchart: DisabledChart } | undefined;
}

/** A subchart that the values leave out, with the `condition` or the `tags` of its entry in Chart.yaml. */
export interface DisabledChart {
  readonly name: string;
  readonly by: string;
}

/** Renders one template file (of the chart or of a subchart) of a Helm source. */
export function templateYield(request: SourceRequest, file: string): TemplateYield {
  const { objects, problems, written } = renderHelmSource(request, (candidate) => candidate === file);
  const spans = written(file);
  const off = objects.length > 0 ? undefined : offOf(request, file, spans);
  return { objects, failed: problems.length > 0 || (spans === undefined && off === undefined), off };
}

function offOf(
  request: SourceRequest,
  file: string,
  spans: readonly { readonly start: number; readonly end: number }[] | undefined,
): TemplateYield['off'] {
  const { chart } = sourceChart(request);
  if (!chart) return undefined;
  if (spans === undefined) {
    const subchart = disabledChart(chart, file);
    return subchart && { subchart };
  }
  const condition = turnedOff(request.tree.text(file) ?? '', spans);
  return condition && { condition };
}

/** The outermost subchart around a template that an entry of Chart.yaml can disable. */
function disabledChart(chart: Chart, file: string): DisabledChart | undefined {
  const inner = chart.dependencies.find((candidate) => holds(candidate, file));
  if (!inner) return undefined;
  const { name } = inner.metadata;
  const entry = chart.metadata.dependencies.find((candidate) => candidate?.name === name);
  const by = entry?.condition || entry?.tags.join(', ');
  return by ? { name: entry?.alias || name, by } : disabledChart(inner, file);
}

function holds(chart: Chart, file: string): boolean {
  return (
    chart.templates.some(({ origin }) => origin === file) || chart.dependencies.some((inner) => holds(inner, file))
  );
}
