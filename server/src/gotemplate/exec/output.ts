import type { Span } from '../parse/nodes.ts';

/** A stretch of rendered text and the template text that wrote it. Offsets are UTF-16 offsets. */
export interface OutputSpan {
  readonly start: number;
  readonly end: number;
  /** The file that holds the template text. */
  readonly template: string;
  readonly from: number;
  readonly to: number;
  /** Why the stretch may not be there at all: a condition that is not known. */
  readonly possible?: string;
  /** Only parts of the stretch may not be there: it is an included text with conditions of its own. */
  readonly partly?: boolean;
  /** Where the values that went into it came from, as the caller's `originOf` told. */
  readonly origins?: readonly unknown[];
}

/** A rendered text and what wrote each part of it; the spans are in order and do not overlap. */
export interface Rendering {
  readonly text: string;
  readonly spans: readonly OutputSpan[];
}

/** Where an output was, to return to. */
export interface OutputMark {
  readonly parts: number;
  readonly spans: number;
  readonly length: number;
}

/** Collects rendered text and its spans. */
export class Output {
  /** Why what is written now may not be there; undefined when it surely is. */
  possible: string | undefined;
  length = 0;
  private readonly parts: string[] = [];
  private readonly spans: OutputSpan[] = [];

  write(
    text: string,
    template: string,
    span: Span,
    more?: { partly?: string | undefined; origins?: readonly unknown[] },
  ): void {
    if (text === '') return;
    const start = this.length;
    this.length += text.length;
    this.parts.push(text);
    const possible = this.possible ?? more?.partly;
    this.spans.push({
      start,
      end: this.length,
      template,
      from: span.start,
      to: span.end,
      ...(possible !== undefined && { possible }),
      ...(this.possible === undefined && possible !== undefined && { partly: true }),
      ...(more?.origins !== undefined && more.origins.length > 0 && { origins: more.origins }),
    });
  }

  /** Where all the values in it came from. */
  origins(): unknown[] {
    return this.spans.flatMap(({ origins }) => origins ?? []);
  }

  mark(): OutputMark {
    return { parts: this.parts.length, spans: this.spans.length, length: this.length };
  }

  /** Forgets everything written since the mark. */
  rewind(mark: OutputMark): void {
    this.parts.length = mark.parts;
    this.spans.length = mark.spans;
    this.length = mark.length;
  }

  /** Why something in the text may not be there, if anything. */
  firstPossible(): string | undefined {
    return this.spans.find((span) => span.possible !== undefined)?.possible;
  }

  get text(): string {
    return this.parts.join('');
  }

  rendering(): Rendering {
    return { text: this.text, spans: this.spans };
  }
}

/** The rendering without every occurrence of a text, spans moved along: Helm deletes `<no value>` so. */
export function deleteText(rendering: Rendering, deleted: string): Rendering {
  if (!rendering.text.includes(deleted)) return rendering;
  const pieces = rendering.text.split(deleted);
  const cuts: number[] = [];
  let at = 0;
  for (const piece of pieces.slice(0, -1)) {
    at += piece.length;
    cuts.push(at);
    at += deleted.length;
  }
  let passed = 0;
  let next = 0;
  const move = (offset: number): number => {
    while (next < cuts.length && (cuts[next] as number) + deleted.length <= offset) {
      passed += deleted.length;
      next++;
    }
    const inside = next < cuts.length ? Math.max(0, offset - (cuts[next] as number)) : 0;
    return offset - passed - inside;
  };
  const spans = rendering.spans
    .map((span) => ({ ...span, start: move(span.start), end: move(span.end) }))
    .filter((span) => span.end > span.start);
  return { text: pieces.join(''), spans };
}

/** The span that wrote the character at an offset. */
export function spanAt(rendering: Rendering, offset: number): OutputSpan | undefined {
  let low = 0;
  let high = rendering.spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rendering.spans[middle] as OutputSpan).end <= offset) low = middle + 1;
    else high = middle;
  }
  const span = rendering.spans[low];
  return span !== undefined && span.start <= offset ? span : undefined;
}
