import { compilePart, MAX_SEQUENCE } from './gobwasCompile.ts';
import type { Matcher } from './gobwasMatcher.ts';
import { type Part, parseGobwas } from './gobwasPattern.ts';
import { Crash, matchWhole, OutOfSteps, type Run } from './gobwasRun.ts';
import { matchTextbook } from './gobwasTextbook.ts';
import { toBytes } from './utf8.ts';

/** A compiled gobwas pattern. */
export interface GobwasGlob {
  /** False also where Argo CD would fail. */
  match(text: string): boolean;
  /** Whether the library panics on this text: Argo CD then can't make the manifests. */
  crashes(text: string): boolean;
}

/** Steps to spend on following the library; what it can't answer in these, it would not answer in time either. */
const MAX_STEPS = 100_000;

/**
 * Compiles a pattern as gobwas/glob 0.2.3 understands it, the engine of `directory.include`, `directory.exclude` and of
 * AppProjects (`util/glob/glob.go`): the whole text must match; without separators `*` and `?` take every character, with
 * them `*` and `?` stop there and `**` doesn't. Its deviations from textbook globs are kept, in bounded time.
 * @param separators characters that `*` and `?` don't take
 * @returns the error when the library refuses the pattern.
 */
export function compileGobwas(pattern: string, separators = ''): GobwasGlob | { readonly error: string } {
  const parsed = parseGobwas(pattern);
  if ('error' in parsed) return parsed;
  const matcher: Matcher | undefined = isModest(parsed) ? compilePart(parsed, separators) : undefined;
  const answer = (text: string): boolean | 'crash' => {
    if (!matcher) return matchTextbook(parsed, text, separators);
    const run: Run = { known: new Map(), steps: MAX_STEPS };
    try {
      return matchWhole(matcher, toBytes(text), run);
    } catch (error) {
      if (error instanceof Crash) return 'crash';
      if (error instanceof OutOfSteps) return matchTextbook(parsed, text, separators);
      throw error;
    }
  };
  return { match: (text) => answer(text) === true, crashes: (text) => answer(text) === 'crash' };
}

/** Whether the pattern is small enough to be compiled as the library does. */
function isModest(part: Part): boolean {
  if (part.kind === 'pattern') return part.parts.length <= MAX_SEQUENCE && part.parts.every(isModest);
  return part.kind !== 'anyOf' || (part.choices.length <= 1000 && part.choices.every(isModest));
}
