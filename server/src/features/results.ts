import type { DiagnosticCode } from '../problems/codes.ts';
import type { Span } from '../problems/problem.ts';

/** What the engine answers, in the editor's terms but free of any protocol: absolute paths and offsets. */

export interface HoverResult {
  readonly markdown: string;
  readonly span: Span;
}

/** One step of a workspace edit, in the order in which they are applied. */
export type FileEdit =
  | {
      readonly type: 'edit';
      readonly path: string;
      readonly edits: readonly { readonly span: Span; readonly text: string }[];
    }
  | { readonly type: 'create'; readonly path: string; readonly text: string }
  | { readonly type: 'rename'; readonly from: string; readonly to: string; readonly text?: string };

export interface ActionEdit {
  readonly steps: readonly FileEdit[];
  /** Asks before it is applied: files move. */
  readonly confirm?: string;
  /** A command that a person must run once for the edit to take effect: the registration of a first Application. */
  readonly register?: string;
}

/** A code action before its edit is computed. */
export interface Action {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor' | 'refactor.move' | 'source.fixAll.argocdCoverage';
  /** The diagnostic it answers. */
  readonly code?: DiagnosticCode;
  readonly preferred?: boolean;
  /** It changes nothing that is deployed: `source.fixAll` applies it unasked. */
  readonly safe?: boolean;
  /** Names the action and its facts; `resolve` gets it back. */
  readonly data: ActionData;
  /** Text that the client copies, instead of an edit. */
  readonly copy?: string;
}

export interface ActionData {
  readonly action: string;
  readonly path: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
