import { compareBytes } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { accepts, advance, type CharacterClass, matchTokens, type States, startStates, type Token } from './tokens.ts';

/** A compiled doublestar pattern. */
export interface DoublestarGlob {
  match(path: string): boolean;
  /** One token list for each choice of `{a,b}`. */
  readonly variants: readonly (readonly Token[])[];
}

/** Alternatives multiply; beyond this many a pattern is hostile and counts as malformed. */
const MAX_VARIANTS = 1024;
/** Directory entries one expansion may look at. */
const MAX_ENTRIES = 200_000;
const SLASH = 47;
const MALFORMED = 'syntax error in pattern';

/**
 * Compiles a pattern of bmatcuk/doublestar v4 (`match.go`, `validate.go`): `*`, `?` and `[…]` stay in a segment, `**` as a
 * whole segment crosses them, `{a,b}` nests, `\` escapes.
 * @returns the error when the pattern is malformed.
 */
export function compileDoublestar(pattern: string): DoublestarGlob | { readonly error: string } {
  const malformed = { error: MALFORMED };
  if (!isValid(pattern)) return malformed;
  const texts = expandAlternatives(pattern);
  if (!texts) return malformed;
  const variants = texts.map(tokenize);
  return { variants, match: (path) => variants.some((tokens) => matchTokens(tokens, path)) };
}

/**
 * The paths of a repository that a pattern names, as doublestar's `FilepathGlob` finds them in a checkout: files,
 * directories and symlinks, links to directories followed, in byte order without repetitions. The pattern is relative to
 * the repository's root and cleaned first; one that leaves the repository or is malformed names nothing.
 * `.git` is not among the entries of a tree, so nothing in it is found.
 */
export function expandGlob(tree: Tree, pattern: string): string[] {
  const clean = cleanPattern(pattern);
  if (clean === undefined || clean === '') return clean === '' ? [''] : [];
  const glob = compileDoublestar(clean);
  if ('error' in glob) return [];
  const found = new Set<string>();
  let budget = MAX_ENTRIES;
  const visit = (directory: string, realPath: string, above: readonly string[], states: readonly States[]): void => {
    for (const entry of tree.list(realPath)) {
      if (--budget < 0) return;
      const after = states.map((set, i) => {
        let current = set;
        for (const char of entry.name)
          current = advance(glob.variants[i] ?? [], current, char.codePointAt(0) as number);
        return current;
      });
      if (after.every((set) => set.size === 0)) continue;
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      const real = resolvePath(tree, realPath === '' ? entry.name : `${realPath}/${entry.name}`);
      // A path without wildcards is looked up, not listed: a dangling link is then no match.
      if (after.some((set, i) => accepts(glob.variants[i] ?? [], set)))
        if ('path' in real || glob.variants.some((tokens) => tokens.some((token) => token.kind !== 'char')))
          found.add(path);
      // A link to a directory that is being walked would only give the same files again.
      if (!('path' in real) || real.kind !== 'directory' || above.includes(real.path)) continue;
      const below = after.map((set, i) => advance(glob.variants[i] ?? [], set, SLASH, true));
      if (below.some((set) => set.size > 0)) visit(path, real.path, [...above, real.path], below);
    }
  };
  const start = glob.variants.map((tokens) => startStates(tokens));
  // Of all that match nothing, only `**` names the directory where it starts.
  const isAll = (token: Token): boolean => token.kind === 'directories' || (token.kind === 'many' && token.slash);
  if (glob.variants.some((tokens) => tokens.every(isAll))) found.add('');
  visit('', '', [''], start);
  return [...found].sort(compareBytes);
}

/**
 * The error that `FilepathGlob` reports for a pattern: malformed as a whole, or in a segment, once an entry gets so far. A
 * directory is matched segment by segment (`glob.go` doGlob), so a class that goes on behind a slash does not end.
 */
export function expansionError(tree: Tree, pattern: string): string | undefined {
  const clean = cleanPattern(pattern);
  const glob = compileDoublestar(clean ?? pattern);
  if ('error' in glob) return glob.error;
  const reaches = (text: string): boolean => {
    const segments = text.split('/');
    const wrong = segments.findIndex((segment) => !isValid(segment));
    const segment = segments[wrong];
    if (segment === undefined) return false;
    const above = segments.slice(0, wrong).join('/');
    const named = compileDoublestar(`${segment.slice(0, openClass(segment))}?*`);
    const directories = above === '' ? [''] : expandGlob(tree, above);
    return directories.some((directory) => {
      const real = resolvePath(tree, directory);
      const entries = 'path' in real && real.kind === 'directory' ? tree.list(real.path) : [];
      return 'match' in named && entries.some(({ name }) => named.match(name));
    });
  };
  return expandAlternatives(clean ?? pattern)?.some(reaches) ? MALFORMED : undefined;
}

/** The index of a bracket whose class doesn't end; the length when there is none. */
function openClass(segment: string): number {
  for (let i = 0; i < segment.length; i++) {
    if (segment[i] === '\\') i++;
    else if (segment[i] === '[') {
      const end = classEnd(segment, i);
      if (end === undefined) return i;
      i = end;
    }
  }
  return segment.length;
}

/** `filepath.Clean` for a pattern below the root; undefined when it leaves the root. A leading slash stands for the root. */
function cleanPattern(pattern: string): string | undefined {
  const out: string[] = [];
  for (const segment of pattern.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
}

function isValid(pattern: string): boolean {
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') {
      if (++i >= pattern.length) return false;
    } else if (char === '{') depth++;
    else if (char === '}') {
      if (depth-- === 0) return false;
    } else if (char === '[') {
      const end = classEnd(pattern, i);
      if (end === undefined) return false;
      i = end;
    }
  }
  return depth === 0;
}

/** The index of the bracket that closes the class opened at `open`; undefined when there is none or the class is empty. */
function classEnd(pattern: string, open: number): number | undefined {
  let i = open + 1;
  if (pattern[i] === '^' || pattern[i] === '!') i++;
  if (i >= pattern.length || pattern[i] === ']') return undefined;
  for (; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return undefined;
}

/** Writes a valid pattern out for each choice of its alternatives; undefined when these are too many. */
function expandAlternatives(pattern: string): string[] | undefined {
  const done: string[] = [];
  const pending = [pattern];
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    const open = indexOfOpen(text);
    if (open === undefined) {
      done.push(text);
      continue;
    }
    const { choices, end } = splitAlternatives(text, open);
    for (const choice of choices) pending.push(text.slice(0, open) + choice + text.slice(end + 1));
    if (pending.length + done.length > MAX_VARIANTS) return undefined;
  }
  return done;
}

function indexOfOpen(text: string): number | undefined {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '[') i = classEnd(text, i) ?? i;
    else if (text[i] === '{') return i;
  }
  return undefined;
}

function splitAlternatives(text: string, open: number): { readonly choices: string[]; readonly end: number } {
  const choices: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '[') i = classEnd(text, i) ?? i;
    else if (char === '{') depth++;
    else if (char === ',' && depth === 1) {
      choices.push(text.slice(start, i));
      start = i + 1;
    } else if (char === '}' && --depth === 0) {
      choices.push(text.slice(start, i));
      return { choices, end: i };
    }
  }
  return { choices: [text.slice(start)], end: text.length };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; ) {
    const char = text[i] as string;
    if (char === '*') {
      const double = text[i + 1] === '*';
      const wholeStart = i === 0 || text[i - 1] === '/';
      const next = i + (double ? 2 : 1);
      if (double && wholeStart && next >= text.length) {
        // `a/**` also names `a`.
        if (tokens.at(-1)?.kind === 'char') tokens.splice(-1, 1, { kind: 'below' });
        else tokens.push({ kind: 'many', slash: true });
        i = next;
      } else if (double && wholeStart && text[next] === '/') {
        tokens.push({ kind: 'directories' });
        i = next + 1;
      } else {
        tokens.push({ kind: 'many', slash: false });
        i = next;
      }
    } else if (char === '?') {
      tokens.push({ kind: 'one', slash: false });
      i++;
    } else if (char === '[') {
      const end = classEnd(text, i) ?? text.length;
      tokens.push({ kind: 'class', set: readClass(text.slice(i + 1, end)), slash: true });
      i = end + 1;
    } else {
      if (char === '\\') i++;
      const code = text.codePointAt(i) as number;
      tokens.push({ kind: 'char', code });
      i += code > 0xffff ? 2 : 1;
    }
  }
  return tokens;
}

function readClass(body: string): CharacterClass {
  const negated = body[0] === '!' || body[0] === '^';
  const chars: { readonly code: number; readonly escaped: boolean }[] = [];
  for (let i = negated ? 1 : 0; i < body.length; i++) {
    const escaped = body[i] === '\\';
    if (escaped) i++;
    const code = body.codePointAt(i);
    if (code === undefined) break;
    chars.push({ code, escaped });
    if (code > 0xffff) i++;
  }
  const ranges: [number, number][] = [];
  for (let i = 0; i < chars.length; i++) {
    const low = (chars[i] as { code: number }).code;
    const between = chars[i + 1];
    const high = chars[i + 2];
    ranges.push([low, low]);
    if (between && high && between.code === 45 && !between.escaped) {
      ranges.push([low, high.code]);
      i += 2;
    }
  }
  return { negated, ranges };
}
