import { type CharacterClass, matchTokens, type Token } from './tokens.ts';

/** A compiled pathspec. */
export interface GitPathspec {
  /** Whether `git ls-files -- PATHSPEC` lists this file (for `:!x`: every file but those). */
  match(file: string): boolean;
  /** A directory that holds everything the pathspec can match; `''` is the root. */
  readonly base: string;
}

interface Magic {
  glob: boolean;
  literal: boolean;
  icase: boolean;
  exclude: boolean;
  top: boolean;
}

const SHORT: Readonly<Record<string, keyof Magic>> = { '/': 'top', '!': 'exclude', '^': 'exclude' };
const GLOB_SPECIAL = /[*?[\\]/;

/**
 * Compiles one pathspec as `git ls-files` reads it at the root of a checkout (git's `pathspec.c`, `dir.c`, `wildmatch.c`):
 * a literal path names the file or everything below the directory; else the pattern must match the whole path, where `*`
 * and `?` cross slashes unless `:(glob)` says otherwise. Long and short magic is understood; `attr` matches nothing, since
 * attributes are not read.
 * @returns git's complaint when the pathspec is refused.
 */
export function compileGitPathspec(pathspec: string): GitPathspec | { readonly error: string } {
  const parsed = parseMagic(pathspec);
  if ('error' in parsed) return parsed;
  const { magic, rest } = parsed;
  if (rest.startsWith('/') && !magic.top) return { error: `${pathspec}: '${pathspec}' is outside repository` };
  // From the top, git takes the path as it is written.
  const clean = magic.top ? rest : cleanPath(rest);
  if (clean === undefined) return { error: `${pathspec}: '${rest}' is outside repository` };
  const fold = (text: string): string => (magic.icase ? text.replace(/[A-Z]+/g, (part) => part.toLowerCase()) : text);
  const wanted = fold(clean);
  const special = magic.literal ? -1 : clean.search(GLOB_SPECIAL);
  const tokens = special < 0 ? undefined : tokenize(clean, magic.glob, fold);
  const matches = (file: string): boolean => {
    const path = fold(file);
    if (wanted === '' || path === wanted) return true;
    if (path.startsWith(wanted) && (wanted.endsWith('/') || path[wanted.length] === '/')) return true;
    return tokens !== undefined && matchTokens(tokens, path);
  };
  const known = special < 0 ? clean : clean.slice(0, special);
  const base = magic.exclude || magic.icase ? '' : known.slice(0, Math.max(known.lastIndexOf('/'), 0));
  return { base, match: parsed.never ? () => magic.exclude : (file) => matches(file) !== magic.exclude };
}

function parseMagic(
  pathspec: string,
): { readonly magic: Magic; readonly rest: string; readonly never: boolean } | { readonly error: string } {
  const magic: Magic = { glob: false, literal: false, icase: false, exclude: false, top: false };
  let never = false;
  if (!pathspec.startsWith(':')) return { magic, rest: pathspec, never };
  if (pathspec.startsWith(':(')) {
    const end = pathspec.indexOf(')');
    if (end < 0) return { error: `Missing ')' at the end of pathspec magic in '${pathspec}'` };
    for (const word of pathspec.slice(2, end).split(',')) {
      if (word === '' || word.startsWith('prefix:')) continue;
      if (Object.hasOwn(magic, word)) magic[word as keyof Magic] = true;
      else if (word === 'attr' || word.startsWith('attr:')) never = true;
      else return { error: `Invalid pathspec magic '${word}' in '${pathspec}'` };
    }
    if (magic.glob && magic.literal) return { error: `${pathspec}: 'literal' and 'glob' are incompatible` };
    return { magic, rest: pathspec.slice(end + 1), never };
  }
  let at = 1;
  for (; at < pathspec.length && pathspec[at] !== ':'; at++) {
    const char = pathspec[at] as string;
    const name = SHORT[char];
    // Other punctuation would be magic too, if git knew it; the characters of globs and names end the magic.
    if (name === undefined) {
      if (/[\w*?[\\.$()+{|\s]/.test(char) || char > '\x7f') break;
      return { error: `Unimplemented pathspec magic '${char}' in '${pathspec}'` };
    }
    magic[name] = true;
  }
  return { magic, rest: pathspec.slice(pathspec[at] === ':' ? at + 1 : at), never };
}

/** Resolves `.` and `..` and double slashes; keeps a trailing slash, which asks for a directory. */
function cleanPath(path: string): string | undefined {
  const out: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) return undefined;
  }
  return out.length > 0 && /\/\.?$/.test(path) ? out.join('/') + '/' : out.join('/');
}

/** The tokens of a pattern; undefined when it can match nothing (an unclosed class). */
function tokenize(text: string, glob: boolean, fold: (text: string) => string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; ) {
    const char = text[i] as string;
    if (char === '*') {
      let next = i;
      while (text[next] === '*') next++;
      const whole = next - i > 1 && (i === 0 || text[i - 1] === '/');
      const slash = text[next] === '/' || (text[next] === '\\' && text[next + 1] === '/');
      if (glob && whole && slash) {
        tokens.push({ kind: 'directories' });
        i = text.indexOf('/', next) + 1;
        continue;
      }
      tokens.push({ kind: 'many', slash: !glob || (whole && next >= text.length) });
      i = next;
    } else if (char === '?') {
      tokens.push({ kind: 'one', slash: !glob });
      i++;
    } else if (char === '[') {
      const found = readClass(text, i + 1, fold);
      if (!found) return undefined;
      tokens.push({ kind: 'class', set: found.set, slash: !glob });
      i = found.end;
    } else {
      if (char === '\\' && ++i >= text.length) return undefined;
      const code = text.codePointAt(i) as number;
      tokens.push({ kind: 'char', code: fold(String.fromCodePoint(code)).codePointAt(0) as number });
      i += code > 0xffff ? 2 : 1;
    }
  }
  return tokens;
}

const NAMED: Readonly<Record<string, readonly [number, number][]>> = {
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122],
  ],
  alpha: [
    [65, 90],
    [97, 122],
  ],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: [[48, 57]],
  graph: [[33, 126]],
  lower: [[97, 122]],
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [[65, 90]],
  xdigit: [
    [48, 57],
    [65, 70],
    [97, 102],
  ],
};

function readClass(
  text: string,
  start: number,
  fold: (text: string) => string,
): { readonly set: CharacterClass; readonly end: number } | undefined {
  let i = start;
  const negated = text[i] === '!' || text[i] === '^';
  if (negated) i++;
  const ranges: [number, number][] = [];
  let previous: number | undefined;
  for (let first = true; first || text[i] !== ']'; first = false) {
    if (i >= text.length) return undefined;
    if (text[i] === '[' && text[i + 1] === ':') {
      const end = text.indexOf(':]', i + 2);
      const named = end < 0 ? undefined : NAMED[text.slice(i + 2, end)];
      if (end >= 0) {
        if (!named) return undefined;
        ranges.push(...named);
        i = end + 2;
        previous = undefined;
        continue;
      }
    }
    const between = text[i] === '-' && previous !== undefined && i + 1 < text.length && text[i + 1] !== ']';
    if (between) i++;
    if (text[i] === '\\') i++;
    const code = text.codePointAt(i);
    if (code === undefined) return undefined;
    i += code > 0xffff ? 2 : 1;
    const folded = fold(String.fromCodePoint(code)).codePointAt(0) as number;
    ranges.push(between ? [previous as number, folded] : [folded, folded]);
    previous = between ? undefined : folded;
  }
  return { set: { negated, ranges }, end: i + 1 };
}
