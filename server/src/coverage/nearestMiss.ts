import type { Miss, SourceType } from '../claims/claim.ts';
import { sourceTypeOf } from '../claims/sourceTypes.ts';
import { basename, dirname } from '../files/paths.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { CoverageReason } from '../problems/codes.ts';
import type { Location } from '../problems/problem.ts';
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

/** Knows which sources have to do with a directory of one repository. */
export interface MissFinder {
  /** Sources that watch the directory or one above it, the closest first. */
  around(directory: string): readonly SourceWatcher[];
  /** The Application whose path has most to do with the directory; undefined when none has anything. */
  similar(directory: string): NearestMiss | undefined;
}

/** @param apps every Application of the workspace; @param repository the repository the files are in. */
export function missFinder(apps: readonly App[], repository: string): MissFinder {
  const watchers = new Map<string, SourceWatcher[]>();
  const index = candidateIndex();
  const add = (directory: string, watcher: SourceWatcher): void => {
    const list = watchers.get(directory);
    if (!list) watchers.set(directory, [watcher]);
    else if (!list.some((other) => other.root === watcher.root)) list.push(watcher);
  };
  for (const app of apps)
    for (const source of app.sources) {
      if (source.identity?.repository !== repository || source.path === undefined || source.chart !== undefined)
        continue;
      for (const root of source.roots) {
        add(root.path, { app, source, root });
        for (const claim of root.claims)
          if (claim.role === 'kustomization' && claim.repository === repository)
            add(dirname(claim.file), { app, source, root });
      }
      if (!hasUnknown(source.path))
        index.add({ app, source, root: source.roots[0], path: source.roots[0]?.path ?? trimmed(source.path) });
    }
  return {
    around(own) {
      const found: SourceWatcher[] = [];
      for (let directory = own; ; directory = dirname(directory)) {
        found.push(...(watchers.get(directory) ?? []));
        if (directory === '') return found;
      }
    },
    similar: mostSimilar,
  };

  function mostSimilar(directory: string): NearestMiss | undefined {
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
  }
}

interface Candidate {
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

/**
 * Whether two similar Applications are told alike. Thousands of files may be nearest to the same one: what it deploys and what
 * is wrong with it is not told there.
 */
export function sameSimilar(a: NearestMiss | undefined, b: NearestMiss | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.app.id === b.app.id &&
    a.app.definition === b.app.definition &&
    a.watches === b.watches &&
    a.root?.path === b.root?.path &&
    a.root?.type === b.root?.type &&
    sameJson(a.source.at, b.source.at)
  );
}

export function sameWatcher(a: SourceWatcher, b: SourceWatcher): boolean {
  return a.app === b.app && a.source === b.source && a.root === b.root;
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
