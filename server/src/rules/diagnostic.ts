import type { DiagnosticCode, Severity } from '../problems/codes.ts';
import type { Span } from '../problems/problem.ts';

/** A place in a file of the workspace. */
export interface Place {
  /** Absolute path. */
  readonly path: string;
  readonly span: Span;
}

/** A finding as it is shown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Exclude<Severity, 'off'>;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly (Place & { readonly message: string })[];
  /** What a fix needs to know; plain JSON. */
  readonly data?: unknown;
}
