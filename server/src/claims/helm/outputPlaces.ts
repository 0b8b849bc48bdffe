import type { ChartFile } from '../../gotemplate/chart/chart.ts';
import type { RenderedTemplate } from '../../gotemplate/chart/renderChart.ts';
import type { ValuePath } from '../../gotemplate/chart/valuePaths.ts';
import { type OutputSpan, spanAt } from '../../gotemplate/exec/output.ts';
import type { Location, Span } from '../../problems/problem.ts';

/** A text that Helm gives, and where its parts come from. */
export interface OutputPlaces {
  readonly text: string;
  /** Where a stretch of the text was written: in the template or a helper. */
  place(stretch: Span): Location | undefined;
  /** The paths of the values that went into a stretch. */
  read(stretch: Span): readonly ValuePath[];
  /** Why a stretch may not be there. */
  possible(stretch: Span): string | undefined;
}

/** The places of a rendered template's text. */
export function outputPlaces(template: RenderedTemplate, files: ReadonlyMap<string, ChartFile>): OutputPlaces {
  const find = (offset: number): OutputSpan | undefined => spanAt(template, offset);
  return {
    text: template.text,
    place({ start, end: written }) {
      // The value of a map or block ends behind its last line.
      const end = start + template.text.slice(start, written).trimEnd().length;
      const first = find(start);
      const file = first && files.get(first.template);
      if (!first || !file) return undefined;
      const last = find(Math.max(start, end - 1)) ?? first;
      const from = within(template.text, file, first, start, 'start');
      const to = last.template === first.template ? within(template.text, file, last, end, 'end') : first.to;
      return { file: file.origin, span: { start: from, end: to >= from ? to : first.to } };
    },
    read({ start, end }) {
      const spans = template.spans.filter((span) => span.start < end && span.end > start);
      return spans.flatMap(({ origins }) => (origins ?? []) as ValuePath[]);
    },
    possible: ({ start }) => {
      const span = find(start);
      return span?.partly ? undefined : span?.possible;
    },
  };
}

/** The offset in the template: exact where its text was copied, else an end of the action that made the output. */
function within(text: string, file: ChartFile, span: OutputSpan, offset: number, side: 'start' | 'end'): number {
  const length = span.end - span.start;
  const copied =
    span.to - span.from === length && file.text()?.slice(span.from, span.to) === text.slice(span.start, span.end);
  if (!copied) return side === 'start' ? span.from : span.to;
  return span.from + Math.min(Math.max(offset - span.start, 0), length);
}

/** A file that Helm gives as it stands. */
export function textPlaces(file: ChartFile): OutputPlaces {
  return {
    text: file.text() ?? '',
    place: (span) => ({ file: file.origin, span }),
    read: () => [],
    possible: () => undefined,
  };
}
