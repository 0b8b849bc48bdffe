import { join } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import type { Derivation, Tree } from '../../files/tree.ts';
import type { Location } from '../../problems/problem.ts';
import { type HelmIgnore, parseHelmIgnore } from './helmIgnore.ts';

/** One file that Helm reads of a chart's directory. */
export interface ChartPath {
  /** Relative to the chart. */
  readonly path: string;
  /** Relative to the repository, links on the way not followed. */
  readonly file: string;
  /** Where the file really is, when a link leads there. */
  readonly target?: string;
}

/** What `.helmignore` leaves of a chart's directory. */
export interface ChartFiles {
  readonly files: readonly ChartPath[];
  readonly ignore: HelmIgnore;
  /** What makes Helm fail while it walks the directory, in its words. */
  readonly error?: { readonly message: string; readonly at: Location };
}

/** A chart with more files (Helm has no such limit), and how deep its directories may be. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 60;

/** Rules of the `.helmignore` in a chart's directory. */
export const helmIgnore: Derivation<HelmIgnore> = {
  name: 'helmIgnore',
  compute: (tree, directory) => parseHelmIgnore(tree.text(join(directory, '.helmignore')) ?? ''),
};

/**
 * The files of a chart, in the order of Helm's walk (`pkg/chart/loader/directory.go`, `internal/sympath/walk.go`): links are
 * followed, the rules of the outermost `.helmignore` alone count. No file's text is read but that one's.
 */
export const chartFiles: Derivation<ChartFiles> = {
  name: 'chartFiles',
  compute(tree, directory) {
    const ignore = tree.derive(helmIgnore, directory);
    const files: ChartPath[] = [];
    let error: ChartFiles['error'] = ignore.error && {
      message: ignore.error.message,
      at: { file: join(directory, '.helmignore'), span: ignore.error.span },
    };
    const fail = (message: string, file: string): void => {
      error ??= { message, at: { file } };
    };
    const visit = (real: string, path: string, above: readonly string[]): void => {
      for (const { name, kind } of tree.list(real)) {
        const inner = join(path, name);
        const at = join(real, name);
        const found = kind === 'symlink' ? follow(tree, at) : { path: at, kind };
        if (found === undefined) fail(`error evaluating symlink ${inner}`, at);
        else if (found.kind === 'directory') {
          if (ignore.ignoredBy(inner, true)) continue;
          if (above.includes(found.path) || above.length > MAX_DEPTH)
            fail(`error evaluating symlink ${inner}: too many links`, at);
          else visit(found.path, inner, [...above, found.path]);
        } else if (!ignore.ignoredBy(inner, false)) {
          if (found.kind !== 'file') fail(`cannot load irregular file ${inner} as it has file mode type bits set`, at);
          else if (files.length < MAX_FILES) {
            const file = join(directory, inner);
            files.push({ path: inner, file, ...(found.path === file ? {} : { target: found.path }) });
          }
        }
      }
    };
    visit(directory, '', [directory]);
    return { files, ignore, ...(error ? { error } : {}) };
  },
};

function follow(tree: Tree, path: string): { readonly path: string; readonly kind: string } | undefined {
  const real = resolvePath(tree, path);
  return 'path' in real ? real : undefined;
}
