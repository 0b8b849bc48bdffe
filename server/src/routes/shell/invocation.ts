import type { ConfigKind } from '../../manifests/configReferences.ts';
import type { Span } from '../../problems/problem.ts';
import type { RouteKind, Target } from '../model.ts';

/** A simple command as a shell would run it: words expanded as far as the file tells, `UNKNOWN_TEXT` for the rest. */
export interface Invocation {
  /** The program and its arguments. */
  readonly argv: readonly string[];
  /** The working directory as a marked path. */
  readonly directory: string;
  /** Directories the script may have been started in. */
  readonly starts: readonly string[];
  /** What comes in on the standard input. */
  readonly input: Output;
  /** What process substitutions among the arguments give, by the placeholder that stands for them in `argv`. */
  readonly substitutions: ReadonlyMap<string, Output>;
  /** Place in the script's text, from the first command of its pipeline to its own end. */
  readonly span: Span;
  /** Its text from the beginning of its pipeline. */
  readonly text: string;
}

/** What a command writes, as far as it matters to the next one. */
export interface Output {
  /** Words and file names: what `find`, `ls` and `echo` print. They may be globs. */
  readonly words: readonly string[];
  /** Manifests. */
  readonly contents: readonly Content[];
}

/** An object that a command makes of its arguments. */
export interface Creation {
  readonly kind: ConfigKind;
  readonly name: string;
  readonly namespace: string | null;
  /** The files whose contents go in. */
  readonly reads?: readonly Target[];
}

/** Manifests that flow through a pipe. */
export type Content =
  | { readonly type: 'target'; readonly kind: RouteKind; readonly target: Target }
  | { readonly type: 'text'; readonly text: string; readonly span: Span }
  /** What `kubectl create … --dry-run=client -o yaml` prints. */
  | { readonly type: 'creation'; readonly made: Creation };

export const NO_OUTPUT: Output = { words: [], contents: [] };
