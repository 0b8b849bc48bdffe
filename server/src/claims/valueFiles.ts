import { basename, dirname, join, normalise } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { expandGlob, expansionError } from '../globs/doublestar.ts';
import { UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import { quoteGo } from '../gotemplate/yaml/quoteGo.ts';
import { expandVariables } from './helm/expandVariables.ts';
import { urlScheme } from './helm/urlScheme.ts';

/** What the entries of `valueFiles` and `fileParameters` are resolved against. */
export interface ValueFileContext {
  readonly tree: Tree;
  /** The app path, clean; `''` is the root. */
  readonly appPath: string;
  /** `name` of `$name/…` → its repository; undefined when that is not in the workspace. */
  readonly refs: ReadonlyMap<string, Tree | undefined>;
  /** URL schemes that are allowed. */
  readonly schemes: readonly string[];
  /** `ARGOCD_*` variables; a value may hold `UNKNOWN_TEXT`. */
  readonly env: ReadonlyMap<string, string>;
}

/** A file that Helm is given, and the entry that made it. */
export type ValueFile = { readonly entry: string; readonly index: number } & (
  | {
      readonly kind: 'file';
      readonly tree: Tree;
      /** The path as Helm gets it: final links of a plain entry are followed, those of a glob match are not. It may not exist. */
      readonly path: string;
      /** The symlinks that a plain entry went through. */
      readonly links: readonly string[];
    }
  | { readonly kind: 'url'; readonly url: string }
  /** The entry is in a repository that is not in the workspace. */
  | { readonly kind: 'elsewhere'; readonly ref: string }
  /** The entry holds a value that the repository can't tell; `matches` are the files it could be. */
  | { readonly kind: 'unknown'; readonly tree: Tree; readonly matches: readonly string[] }
);

/** Why Argo CD refuses an entry, in its words (paths relative to the repository). */
export interface ValueFileError {
  readonly entry: string;
  readonly index: number;
  readonly error: string;
  readonly reason: 'scheme' | 'outside' | 'unresolvable' | 'no-match' | 'bad-pattern' | 'dangling-link';
}

/** The files in Helm's order, and the entries that Argo CD refuses: the first of these is the error it reports. */
export interface ValueFiles {
  readonly files: readonly ValueFile[];
  readonly errors: readonly ValueFileError[];
}

interface Rejection {
  readonly error: string;
  readonly reason: ValueFileError['reason'];
}

type Found =
  | { readonly url: string }
  | { readonly elsewhere: string }
  | { readonly unknown: string; readonly tree: Tree }
  | { readonly tree: Tree; readonly path: string; readonly links: readonly string[] };

const MAX_LINKS = 10;

/**
 * Resolves the entries of `helm.valueFiles` (`reposerver/repository/repository.go` getResolvedValueFiles): variables, URLs,
 * `$ref`, links, globs, repetitions. A missing file is left out with `ignoreMissing`, else given on for Helm to fail on.
 */
export function resolveValueFiles(
  context: ValueFileContext,
  entries: readonly string[],
  ignoreMissing: boolean,
): ValueFiles {
  const found = entries.map((entry) => resolveEntry(context, entry));
  const files: ValueFile[] = [];
  const errors: ValueFileError[] = [];
  const seen = new Set<string>();
  const listed = new Set(
    found.flatMap((one) => ('path' in one && !isGlob(one.path) ? [keyOf(one.tree, one.path)] : [])),
  );
  const add = (file: ValueFile, key: string): void => {
    if (!seen.has(key)) files.push(file);
    seen.add(key);
  };
  for (const [index, one] of found.entries()) {
    const entry = entries[index] as string;
    if ('error' in one) errors.push({ entry, index, ...one, error: `error resolving value file path: ${one.error}` });
    else if (!('path' in one)) add(describe(entry, index, one), `${index}`);
    else if (!isGlob(one.path)) {
      if (!ignoreMissing || !isMissing(one.tree, one.path))
        add({ kind: 'file', entry, index, ...one }, keyOf(one.tree, one.path));
    } else {
      const expanded = expandEntry(one.tree, one.path, entry, ignoreMissing);
      if ('error' in expanded) errors.push({ entry, index, ...expanded });
      // What is also listed by its name keeps the place it has there.
      else
        for (const path of expanded.matches)
          if (!listed.has(keyOf(one.tree, path)))
            add({ kind: 'file', entry, index, tree: one.tree, path, links: [] }, keyOf(one.tree, path));
    }
  }
  return { files, errors };
}

/** Resolves the `path` of one `fileParameters` entry: as value files, without globs (`helmTemplate` in the same file). */
export function resolveFileParameter(
  context: ValueFileContext,
  entry: string,
  index: number,
): ValueFile | ValueFileError {
  const found = resolveEntry(context, entry);
  if ('error' in found)
    return { entry, index, ...found, error: `error resolving helm value file path: ${found.error}` };
  return 'path' in found ? { kind: 'file', entry, index, ...found } : describe(entry, index, found);
}

function describe(entry: string, index: number, found: Exclude<Found, { path: string }>): ValueFile {
  if ('url' in found) return { kind: 'url', entry, index, url: found.url };
  if ('elsewhere' in found) return { kind: 'elsewhere', entry, index, ref: found.elsewhere };
  const path = found.unknown;
  const pattern = path.replace(/[\\*?[\]{}]/g, '\\$&').replaceAll(UNKNOWN_TEXT, '*');
  return { kind: 'unknown', entry, index, tree: found.tree, matches: expandGlob(found.tree, pattern) };
}

function resolveEntry(context: ValueFileContext, entry: string): Found | Rejection {
  const slash = entry.indexOf('/');
  const name = slash < 0 ? entry : entry.slice(0, slash);
  const expand = (text: string): string => expandVariables(text, (variable) => context.env.get(variable));
  if (!name.startsWith('$') || !context.refs.has(name.slice(1))) return resolveText(context, expand(entry));
  const tree = context.refs.get(name.slice(1));
  if (!tree) return { elsewhere: name.slice(1) };
  // Where the source of the ref points to doesn't matter: the rest counts from its repository's root.
  const inside = resolveText({ ...context, tree, appPath: '' }, expand(entry.slice(name.length)));
  return 'error' in inside ? { ...inside, error: `error resolving value file path: ${inside.error}` } : inside;
}

/** `util/io/path/resolved.go` ResolveValueFilePathOrUrl. */
function resolveText({ tree, appPath, schemes }: ValueFileContext, text: string): Found | Rejection {
  const scheme = urlScheme(text);
  if (scheme !== undefined) {
    if (schemes.some((allowed) => allowed.toLowerCase() === scheme)) return { url: text };
    return { error: `the URL scheme '${scheme}' is not allowed`, reason: 'scheme' };
  }
  const outside: Rejection = { error: `file '${text}' resolved to outside repository root`, reason: 'outside' };
  const failed: Rejection = {
    error: 'internal error: failed to resolve path. Check logs for more details',
    reason: 'unresolvable',
  };
  let path = normalise(text.startsWith('/') ? text : join(appPath, text));
  if (path?.includes(UNKNOWN_TEXT)) return { unknown: path, tree };
  const links: string[] = [];
  for (let depth = 0; path !== undefined; depth++) {
    if (depth >= MAX_LINKS) return failed;
    const link = linkAt(tree, path);
    if (link === undefined) return path === '' ? failed : { tree, path, links };
    links.push(link);
    const target = tree.readlink(link) ?? '';
    path = target.startsWith('/') ? undefined : normalise(join(dirname(path), target));
  }
  return outside;
}

/** The link at a path whose directories may be links too. */
function linkAt(tree: Tree, path: string): string | undefined {
  if (path === '') return undefined;
  const parent = resolvePath(tree, dirname(path));
  if (!('path' in parent)) return undefined;
  const real = join(parent.path, basename(path));
  return tree.kind(real) === 'symlink' ? real : undefined;
}

/** A file that can't be reached for another reason than that it is missing counts as there, as for `os.IsNotExist`. */
function isMissing(tree: Tree, path: string): boolean {
  const real = resolvePath(tree, path);
  return 'problem' in real && real.problem === 'missing' && tree.kind(dirname(real.at)) !== 'file';
}

function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

function expandEntry(
  tree: Tree,
  pattern: string,
  entry: string,
  ignoreMissing: boolean,
): { readonly matches: readonly string[] } | Rejection {
  const quoted = quoteGo(entry);
  const malformed = expansionError(tree, pattern);
  if (malformed !== undefined)
    return { error: `error expanding glob pattern ${quoted}: ${malformed}`, reason: 'bad-pattern' };
  const matches = expandGlob(tree, pattern);
  if (matches.length === 0 && !ignoreMissing)
    return { error: `values file glob ${quoted} matched no files`, reason: 'no-match' };
  for (const match of matches) {
    const real = resolvePath(tree, match);
    if ('path' in real) continue;
    const refused = `glob pattern ${quoted}: `;
    if (real.problem === 'outside')
      return {
        error: `${refused}glob match ${quoteGo(match)} resolved to outside repository root`,
        reason: 'outside',
      };
    const why =
      real.problem === 'loop' ? 'EvalSymlinks: too many links' : `lstat ${real.at}: no such file or directory`;
    return {
      error: `${refused}error resolving symlink for glob match ${quoteGo(match)}: ${why}`,
      reason: 'dangling-link',
    };
  }
  return { matches };
}

function keyOf(tree: Tree, path: string): string {
  return `${tree.id}\n${path}`;
}
