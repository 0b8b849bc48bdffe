import { type CharacterClass, inClass } from './tokens.ts';

/** A compiled pattern of Go's `path.Match`. */
export interface PathGlob {
  match(path: string): boolean;
}

type Step =
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'one' }
  | { readonly kind: 'class'; readonly set: CharacterClass };

/** What stands between two stars; matched as one block. */
interface Chunk {
  readonly star: boolean;
  readonly steps: readonly Step[];
}

const SLASH = 47;

/**
 * Compiles a pattern as Go's `path.Match` reads it, the engine of the Git directories generator: `*` and `?` stay in a
 * segment, `[^a]` negates, `\` escapes; there is no `**` and no `{a,b}`. As in Go each star takes the first place where
 * what follows it fits, so matching costs at most text × pattern.
 * @returns the error when the pattern is malformed.
 */
export function compilePathMatch(pattern: string): PathGlob | { readonly error: string } {
  const chunks = parse(Array.from(pattern, (char) => char.codePointAt(0) as number));
  if (!chunks) return { error: 'syntax error in pattern' };
  return {
    match(path) {
      return matchChunks(
        chunks,
        Array.from(path, (char) => char.codePointAt(0) as number),
      );
    },
  };
}

function matchChunks(chunks: readonly Chunk[], text: readonly number[]): boolean {
  let at = 0;
  for (const [i, { star, steps }] of chunks.entries()) {
    const last = i === chunks.length - 1;
    if (star && steps.length === 0) return !text.includes(SLASH, at);
    let end = matchSteps(steps, text, at);
    if (end !== undefined && last && end < text.length) end = undefined;
    // The star grows until its chunk fits; it never takes a slash.
    for (let from = at; end === undefined && star && from < text.length && text[from] !== SLASH; ) {
      end = matchSteps(steps, text, ++from);
      if (end !== undefined && last && end < text.length) end = undefined;
    }
    if (end === undefined) return false;
    at = end;
  }
  return at === text.length;
}

function matchSteps(steps: readonly Step[], text: readonly number[], from: number): number | undefined {
  let at = from;
  for (const step of steps) {
    const code = text[at++];
    if (code === undefined) return undefined;
    if (step.kind === 'char' ? step.code !== code : step.kind === 'one' ? code === SLASH : !inClass(step.set, code))
      return undefined;
  }
  return at;
}

function parse(codes: readonly number[]): Chunk[] | undefined {
  const chunks: { star: boolean; steps: Step[] }[] = [];
  let current: { star: boolean; steps: Step[] } | undefined;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code === 42 /* * */) {
      if (current?.star && current.steps.length === 0) continue;
      current = { star: true, steps: [] };
      chunks.push(current);
      continue;
    }
    if (!current) {
      current = { star: false, steps: [] };
      chunks.push(current);
    }
    if (code === 63 /* ? */) current.steps.push({ kind: 'one' });
    else if (code === 91 /* [ */) {
      const found = readClass(codes, i + 1);
      if (!found) return undefined;
      current.steps.push({ kind: 'class', set: found.set });
      i = found.end;
    } else {
      const literal = code === 92 /* \ */ ? codes[++i] : code;
      if (literal === undefined) return undefined;
      current.steps.push({ kind: 'char', code: literal });
    }
  }
  return chunks;
}

function readClass(
  codes: readonly number[],
  start: number,
): { readonly set: CharacterClass; readonly end: number } | undefined {
  let i = start;
  const negated = codes[i] === 94; /* ^ */
  if (negated) i++;
  const ranges: [number, number][] = [];
  // A bare `-` or `]` is no character of a class.
  const read = (): number | undefined => {
    if (codes[i] === 45 || codes[i] === 93) return undefined;
    if (codes[i] === 92) i++;
    return codes[i++];
  };
  while (codes[i] !== 93 || ranges.length === 0) {
    const low = read();
    if (low === undefined || i >= codes.length) return undefined;
    let high: number | undefined = low;
    if (codes[i] === 45) {
      i++;
      high = read();
      if (high === undefined || i >= codes.length) return undefined;
    }
    ranges.push([low, high]);
  }
  return { set: { negated, ranges }, end: i };
}
