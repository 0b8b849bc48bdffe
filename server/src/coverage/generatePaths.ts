import { isObject } from '../applications/json.ts';
import { GENERATE_PATHS, readRefreshPaths } from '../applications/refreshPaths.ts';
import { dirname, isWithin, join } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import type { App } from './model.ts';
import type { Workspace } from './workspace.ts';

/** What the annotation of an Application says, beside what the Application really reads. */
export interface GeneratePaths {
  readonly annotation: string;
  /** Files that the Application reads and no entry covers, as `[repository, file]`. */
  readonly missing: readonly (readonly [string, string])[];
  /** Entries that cover no file the Application reads. */
  readonly idle: readonly string[];
  /** A file that is covered and lies in no directory the Application reads from. */
  readonly foreign: string | undefined;
  /** The shortest annotation that covers exactly what is read, by directories. */
  readonly minimal: string;
}

/** Compares the annotation of an Application with the files it reads; undefined where either is not known in full. */
export function compareGeneratePaths(workspace: Workspace, app: App): GeneratePaths | undefined {
  const metadata = app.object['metadata'];
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  const annotation = isObject(annotations) ? annotations[GENERATE_PATHS] : undefined;
  if (typeof annotation !== 'string' || annotation === '' || !app.certain) return undefined;
  const local = app.sources.filter(({ chart }) => chart === undefined);
  const known = local.every(
    ({ identity, sameRevision, problems, roots, path }) =>
      identity && sameRevision && problems.length === 0 && (path === undefined || roots.length === 1),
  );
  const read = readFiles(app);
  if (!known || read.size === 0 || local.some(({ roots }) => roots.some(({ type }) => type === 'Plugin' || !type)))
    return undefined;
  const entries = readRefreshPaths(
    annotation,
    app.sources.map(({ path }) => path ?? ''),
  );
  const missing: (readonly [string, string])[] = [];
  let foreign: string | undefined;
  const useful = new Set<string>();
  for (const [repository, files] of read) {
    const directories = new Set([...files].map(dirname));
    for (const file of files) {
      const covering = entries.filter(({ covers }) => covers(file));
      if (covering.length === 0) missing.push([repository, file]);
      for (const { entry } of covering) useful.add(entry);
    }
    const tree = workspace.byId(repository)?.tree;
    for (const { directory } of entries)
      if (tree && directory !== undefined) foreign ??= fileOutside(tree, directory, directories);
  }
  const idle = [...new Set(entries.map(({ entry }) => entry))].filter((entry) => !useful.has(entry));
  return { annotation, missing, idle, foreign, minimal: minimalOf(app, read) };
}

/** The files that an Application reads, by repository. */
function readFiles(app: App): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { roots } of app.sources)
    for (const { claims } of roots)
      for (const { repository, file } of claims) {
        const files = found.get(repository);
        if (files) files.add(file);
        else found.set(repository, new Set([file]));
      }
  return found;
}

/** The first file below a directory that is in none of some directories, nor below one. */
function fileOutside(tree: Tree, directory: string, inside: ReadonlySet<string>): string | undefined {
  if (isBelowAny(directory, inside)) return undefined;
  for (const { name, kind } of tree.list(directory)) {
    const path = join(directory, name);
    if (kind === 'file') return path;
    const found = kind === 'directory' && !inside.has(path) ? fileOutside(tree, path, inside) : undefined;
    if (found) return found;
  }
  return undefined;
}

function isBelowAny(path: string, directories: ReadonlySet<string>): boolean {
  for (let directory = path; ; directory = dirname(directory)) {
    if (directories.has(directory)) return true;
    if (directory === '') return false;
  }
}

/** `.` for the source’s own path where that is unambiguous, and one entry for each directory (or values file) outside of it. */
function minimalOf(app: App, read: ReadonlyMap<string, ReadonlySet<string>>): string {
  const paths = app.sources
    .filter(({ path }) => path !== undefined)
    .flatMap(({ roots }) => roots.map((root) => root.path));
  // Of a source without a path every relative entry would count from the repository’s root.
  const relative = paths.length === app.sources.length && app.sources.length === 1;
  const inside = (file: string): boolean => paths.some((path) => isWithin(file, path));
  const values = new Set(
    app.sources.flatMap(({ roots }) =>
      roots.flatMap(({ claims }) => claims.filter(({ role }) => role === 'values').map(({ file }) => file)),
    ),
  );
  const outside = [...read.values()].flatMap((files) => [...files].filter((file) => !inside(file)));
  const entries = new Set(outside.map((file) => (values.has(file) ? file : dirname(file))));
  const needed = [...entries].filter(
    (entry) => ![...entries].some((other) => other !== entry && isWithin(entry, other)),
  );
  const own = relative ? ['.'] : [...new Set(paths)].map((path) => `/${path}`);
  return [...own, ...needed.sort().map((entry) => `/${entry}`)].join(';');
}
