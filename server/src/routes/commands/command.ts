import type { RouteKind, Target } from '../model.ts';
import { type Creation, type Invocation, NO_OUTPUT, type Output } from '../shell/invocation.ts';
import { candidatesOf, joinPath } from '../shell/path.ts';

/** What one command means. */
export interface Effect {
  /** What it brings to a cluster. */
  readonly route?: {
    readonly kind: RouteKind;
    readonly targets: readonly Target[];
    /** The repository the targets are in, where the command names one. */
    readonly repoURL?: string;
  };
  /** Texts that it hands to a cluster: here-documents, echoed manifests. */
  readonly texts?: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly creation?: Creation;
  readonly output: Output;
}

/** One family of programs. One file each; `table.ts` lists them. */
export interface CommandReader {
  readonly programs: ReadonlySet<string>;
  /** What the command does; undefined when it is nothing that matters here. */
  read(invocation: Invocation): Effect | undefined;
}

export const NO_EFFECT: Effect = { output: NO_OUTPUT };

/** The repository-relative paths that an argument may name. */
export function pathsOf({ directory, starts }: Invocation, argument: string): string[] {
  return candidatesOf(joinPath(directory, argument), starts);
}

/** Whether an argument is an address and no path: `https://…`, `oci://…`, `git@host:…`, `github.com/o/r//dir?ref=`. */
export function isRemote(argument: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(argument) ||
    /^[\w.-]+@[\w.-]+:/.test(argument) ||
    /\?ref=|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|net)\/.*\/\//.test(argument) ||
    /^(?:github|gitlab)\.com\//.test(argument)
  );
}

/** Manifests in files, as one target. */
export function filesTarget(invocation: Invocation, argument: string, recursive: boolean): Target | undefined {
  const candidates = isRemote(argument) ? [] : pathsOf(invocation, argument);
  return candidates.length === 0 ? undefined : { type: 'files', candidates, recursive };
}
