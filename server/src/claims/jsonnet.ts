import { dirname, join, normalise } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';

/** One import of a jsonnet file whose path is a literal. */
export interface JsonnetImport {
  /** `import` reads jsonnet, `importstr` and `importbin` text. */
  readonly keyword: 'import' | 'importstr' | 'importbin';
  readonly path: string;
  /** Of the path with its quotes. */
  readonly span: Span;
}

/** One file that a jsonnet file reads, and where it says so. */
export interface JsonnetRead {
  readonly file: string;
  readonly from: { readonly file: string; readonly span: Span };
}

/** What one jsonnet file reads, and what it would read if it were there. */
export interface JsonnetReads {
  readonly reads: readonly JsonnetRead[];
  readonly missing: readonly (JsonnetImport & { readonly file: string })[];
}

/** Files one jsonnet file may import, by however many others. */
const MAX_FILES = 2000;

// What isn't closed runs to the end, so that a hostile text is read once.
const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|#)[^\n]*|\|\|\|-?[ \t]*\r?\n|@"(?:[^"]|"")*(?:"|$)|@'(?:[^']|'')*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|[A-Za-z_]\w*|\S/g;

/** The imports a jsonnet file names by literal strings, in order. */
export const jsonnetImports: Derivation<readonly JsonnetImport[]> = {
  name: 'jsonnetImports',
  compute: (tree, path) => findImports(tree.text(path) ?? ''),
  equals: (a, b) =>
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i] as JsonnetImport;
      return (
        one.path === other.path &&
        one.keyword === other.keyword &&
        one.span.start === other.span.start &&
        one.span.end === other.span.end
      );
    }),
};

/** Finds import expressions in a jsonnet text; comments and strings are skipped, an import of anything but a literal is none. */
export function findImports(text: string): JsonnetImport[] {
  const found: JsonnetImport[] = [];
  let keyword: JsonnetImport['keyword'] | undefined;
  const token = new RegExp(TOKEN);
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [word] = match;
    if (/^(?:\/\/|\/\*|#)/.test(word)) continue;
    if (word.startsWith('|||')) token.lastIndex = textBlockEnd(text, token.lastIndex);
    const path = keyword && literal(word);
    if (keyword && path !== undefined)
      found.push({ keyword, path, span: { start: match.index, end: match.index + word.length } });
    keyword = word === 'import' || word === 'importstr' || word === 'importbin' ? word : undefined;
  }
  return found;
}

/** A text block ends at the first line that is indented less than its first one and begins with `|||`. */
function textBlockEnd(text: string, start: number): number {
  const end = /^[ \t]*\|\|\|/gm;
  end.lastIndex = start;
  const found = end.exec(text);
  return found ? found.index + found[0].length : text.length;
}

function literal(word: string): string | undefined {
  if (word.startsWith('@')) {
    const quote = word[1] as string;
    return word.slice(2, -1).replaceAll(quote + quote, quote);
  }
  if (word.length < 2 || !/^["']/.test(word) || !word.endsWith(word[0] as string)) return undefined;
  return word.slice(1, -1).replace(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/**
 * Follows the imports of a jsonnet file as the repo server's importer does (`reposerver/repository/repository.go`
 * makeJsonnetVm): against the importing file's directory, then the app path, then `directory.jsonnet.libs`, which are
 * relative to the repository's root. Cycles are followed once.
 */
export function readJsonnet(tree: Tree, file: string, appPath: string, libraries: readonly string[]): JsonnetReads {
  const reads: JsonnetRead[] = [];
  const missing: (JsonnetImport & { readonly file: string })[] = [];
  const seen = new Set([file]);
  const pending = [file];
  for (let importer = pending.pop(); importer !== undefined; importer = pending.pop()) {
    const real = resolvePath(tree, importer);
    if (!('path' in real)) continue;
    for (const found of tree.derive(jsonnetImports, real.path)) {
      const target = findImport(tree, found.path, [dirname(importer), appPath, ...libraries]);
      if (target === undefined) missing.push({ ...found, file: importer });
      if (target === undefined || seen.has(target) || seen.size >= MAX_FILES) continue;
      seen.add(target);
      reads.push({ file: target, from: { file: importer, span: found.span } });
      if (found.keyword === 'import' && !target.endsWith('.json')) pending.push(target);
    }
  }
  return { reads, missing };
}

function findImport(tree: Tree, path: string, directories: readonly string[]): string | undefined {
  if (path.startsWith('/')) return undefined;
  for (const directory of directories) {
    const clean = normalise(join(directory, path));
    if (clean === undefined) continue;
    const real = resolvePath(tree, clean);
    if ('path' in real && real.kind === 'file') return clean;
  }
  return undefined;
}
