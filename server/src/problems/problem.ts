import type { DiagnosticCode } from './codes.ts';

/** Half-open range of UTF-16 offsets in a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a file. Without a span: the file as a whole. */
export interface Location {
  /** Path relative to the repository's root. */
  readonly file: string;
  readonly span?: Span;
  /** The repository (`Tree.id`), where it is not the one at hand. */
  readonly repository?: string;
}

/** Something found wrong, with its place. What reads files returns these beside its value and never throws. */
export interface Problem {
  readonly code: DiagnosticCode;
  /** One sentence: the fact, then the consequence. */
  readonly message: string;
  /** Where the mistake stands; undefined when only the caller can tell (then it is put on the Application). */
  readonly at?: Location;
  readonly related?: readonly { readonly at: Location; readonly message: string }[];
  /** What a fix needs to know; plain JSON. */
  readonly data?: unknown;
}
