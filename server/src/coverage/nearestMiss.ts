import type { Miss, SourceType } from '../claims/claim.ts';
import { sourceTypeOf } from '../claims/sourceTypes.ts';
import { basename, dirname } from '../files/paths.ts';
import { sameList } from '../files/sameList.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { CoverageReason } from '../problems/codes.ts';
import type { Location } from '../problems/problem.ts';
import type { JoinRule } from './joined.ts';
import type { App, AppSource, SourceRoot } from './model.ts';

/** The Application that comes closest to an unwatched file, and what keeps the file out. */
export interface NearestMiss {
  readonly app: App;
  readonly source: AppSource;
  readonly root: SourceRoot | undefined;
  readonly reason: CoverageReason;
  /** The setting, list or pattern that keeps it out. */
  readonly at: Location | undefined;
  /** The path that the Application watches instead. */
  readonly watches: string;
}

/** A source that watches a directory. */
export interface SourceWatcher {
  readonly app: App;
  readonly source: AppSource;
  readonly root: SourceRoot;
}

/** A directory that a source watches. */
interface WatchedDirectory extends SourceWatcher {
  readonly directory: string;
}

/** Joins the sources of all Applications by the directories that they watch. */
export const WATCHERS: JoinRule<WatchedDirectory, readonly WatchedDirectory[]> = {
  items: watchedBy,
  repository: ({ root }) => root.repository.id,
  path: ({ directory }) => directory,
  entry: (watchers) => watchers,
  itemsOf: (watchers) => watchers,
};

const known = new WeakMap<App, readonly WatchedDirectory[]>();

/** The directories that an Application watches: the same list for as long as the Application is the same. */
function watchedBy(app: App): readonly WatchedDirectory[] {
  let watched = known.get(app);
  if (!watched) {
    watched = app.sources.flatMap((source) =>
      source.path === undefined || source.chart !== undefined
        ? []
        : source.roots.flatMap((root) =>
            [...directoriesOf(root)].map((directory) => ({ app, source, root, directory })),
          ),
    );
    known.set(app, watched);
  }
  return watched;
}

/** The path of a root, and the directories of the kustomizations of its repository that it builds. */
function directoriesOf(root: SourceRoot): Set<string> {
  const found = new Set([root.path]);
  for (const { role, repository, file } of root.claims)
    if (role === 'kustomization' && repository === root.repository.id) found.add(dirname(file));
  return found;
}

/** The Application whose path has most to do with a directory; undefined when none has anything. */
export type SimilarFinder = (directory: string) => NearestMiss | undefined;

export function similarFinder(candidates: readonly Candidate[]): SimilarFinder {
  const index = candidateIndex();
  for (const candidate of candidates) index.add(candidate);
  return (directory) => {
    let best: Candidate | undefined;
    let bestScore = 0;
    for (const candidate of index.near(directory)) {
      const score = similarity(directory, candidate.path, candidate.app.name);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return (
      best && {
        app: best.app,
        source: best.source,
        root: best.root,
        reason: 'unwatched-manifest',
        at: undefined,
        watches: best.path,
      }
    );
  };
}

/** The sources that can be told as the most similar one of a repository. */
export function candidatesOf(apps: readonly App[], repository: string): Candidate[] {
  const found: Candidate[] = [];
  for (const app of apps)
    for (const source of app.sources) {
      const { path, chart, identity, roots } = source;
      if (identity?.repository !== repository || path === undefined || chart !== undefined || hasUnknown(path))
        continue;
      found.push({ app, source, root: roots[0], path: roots[0]?.path ?? trimmed(path) });
    }
  return found;
}

/** A source that may be told as the one most similar to a directory. */
export interface Candidate {
  readonly app: App;
  readonly source: AppSource;
  readonly root: SourceRoot | undefined;
  readonly path: string;
}

/** Candidates looked at for one key, at most: with thousands of Applications all cannot be compared with all directories. */
const MAX_SIMILAR = 20;

/** Finds the Applications that can have anything to do with a directory: by a segment they end in, by name, by a shared parent. */
function candidateIndex() {
  const bySegment = new Map<string, Candidate[]>();
  const byAncestor = new Map<string, Candidate[]>();
  const put = (map: Map<string, Candidate[]>, key: string, candidate: Candidate): void => {
    const list = map.get(key);
    if (!list) map.set(key, [candidate]);
    else if (list.length < MAX_SIMILAR) list.push(candidate);
  };
  return {
    add(candidate: Candidate): void {
      put(bySegment, basename(candidate.path), candidate);
      put(bySegment, candidate.app.name, candidate);
      for (let directory = candidate.path; directory !== ''; directory = dirname(directory))
        put(byAncestor, directory, candidate);
    },
    near(directory: string): Set<Candidate> {
      const found = new Set<Candidate>();
      for (const segment of directory.split('/'))
        for (const candidate of bySegment.get(segment) ?? []) found.add(candidate);
      for (let ancestor = directory; ancestor !== ''; ancestor = dirname(ancestor)) {
        const list = byAncestor.get(ancestor);
        if (!list) continue;
        for (const candidate of list) found.add(candidate);
        break;
      }
      return found;
    },
  };
}

/**
 * The first of the sources around a file that says why it leaves the file out.
 * @param chart the chart whose template the file is, else undefined.
 */
export function firstMiss(
  around: readonly SourceWatcher[],
  file: string,
  chart: string | undefined,
): NearestMiss | undefined {
  for (const { app, source, root } of around) {
    // Templates are made by Helm alone: no list, pattern or recursion of another source could let them in.
    const miss = chart === undefined || root.type === 'Helm' ? explain(root, file) : undefined;
    if (miss) return { app, source, root, reason: miss.reason, at: miss.at, watches: root.path };
  }
  return undefined;
}

/** Whether two candidates are told alike. */
export function sameCandidate(a: Candidate, b: Candidate): boolean {
  return a.path === b.path && sameSource(a, b);
}

/** Whether two similar Applications are told alike. */
export function sameSimilar(a: NearestMiss, b: NearestMiss): boolean {
  return a.watches === b.watches && sameSource(a, b);
}

/**
 * Whether what is told of two sources is equal. Thousands of files may be nearest to the same one: what it deploys and what is
 * wrong with it is not told there.
 */
function sameSource(a: Omit<Candidate, 'path'>, b: Omit<Candidate, 'path'>): boolean {
  return (
    a.app.id === b.app.id &&
    a.app.definition === b.app.definition &&
    a.root?.path === b.root?.path &&
    a.root?.type === b.root?.type &&
    sameJson(a.source.at, b.source.at)
  );
}

/** Whether two lists name the same sources of the same Applications. */
export function sameWatchers(a: readonly SourceWatcher[], b: readonly SourceWatcher[]): boolean {
  return sameList(
    a,
    b,
    (one, other) => one.app === other.app && one.source === other.source && one.root === other.root,
  );
}

function explain(root: SourceRoot, file: string): Miss | undefined {
  const type: SourceType | undefined = root.type && sourceTypeOf(root.type);
  return root.request && type?.explainMiss?.(root.request, file);
}

/** How much two directories have to do with each other; 0 for nothing. Same names count more than same parents. */
export function similarity(directory: string, watched: string, appName: string): number {
  const a = directory.split('/').filter((segment) => segment !== '');
  const b = watched.split('/').filter((segment) => segment !== '');
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  let score = shared;
  const last = basename(directory);
  if (last !== '' && last === basename(watched)) score += 4;
  else if (b.some((segment) => a.includes(segment) && b.indexOf(segment) >= shared)) score += 2;
  if (last !== '' && (appName === last || appName.split('-').includes(last))) score += 1;
  return score === 0 ? 0 : score - (a.length + b.length - 2 * shared) / 100;
}

function trimmed(path: string): string {
  return path.replace(/^\.?\/+|\/+$/g, '');
}
