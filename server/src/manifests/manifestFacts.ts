import type { Span } from '../problems/problem.ts';

/** What one document says it is, with the places where it says so. */
export interface ManifestFacts {
  /** Position among the documents of the file (items of a `List` count as documents). */
  readonly index: number;
  /** From the document's first token to its end. */
  readonly span: Span;
  /** Where its text ends, empty lines behind it left out. */
  readonly textEnd: number;
  readonly apiVersion: string;
  readonly kind: string;
  /** Null when it is missing or templated. */
  readonly name: string | null;
  readonly namespace: string | null;
  readonly apiVersionSpan: Span | undefined;
  readonly kindSpan: Span;
  readonly nameSpan: Span | undefined;
  /** Codes that a comment at the document's head suppresses; empty for all of them; undefined when there is no such comment. */
  readonly suppressed: readonly string[] | undefined;
}

/** Where the text of a span ends, white space behind it left out. */
export function textEnd(text: string, { start, end }: Span): number {
  return start + text.slice(start, end).trimEnd().length;
}

export function sameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.start === b.start && a.end === b.end);
}

export function sameManifestFacts(a: ManifestFacts, b: ManifestFacts): boolean {
  return (
    a.index === b.index &&
    a.apiVersion === b.apiVersion &&
    a.kind === b.kind &&
    a.name === b.name &&
    a.namespace === b.namespace &&
    sameSpan(a.span, b.span) &&
    a.textEnd === b.textEnd &&
    sameSpan(a.apiVersionSpan, b.apiVersionSpan) &&
    sameSpan(a.kindSpan, b.kindSpan) &&
    sameSpan(a.nameSpan, b.nameSpan) &&
    (a.suppressed === b.suppressed || a.suppressed?.join() === b.suppressed?.join())
  );
}
