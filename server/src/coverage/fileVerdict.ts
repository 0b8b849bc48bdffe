import { dirname } from '../files/paths.ts';
import { sameList } from '../files/sameList.ts';
import { keepSet } from '../files/sameSet.ts';
import { computed, computedEqual, gate, gatedAnswers, sameEntry } from '../files/signals.ts';
import type { Derivation } from '../files/tree.ts';
import { type FileSummary, fileSummary } from '../manifests/fileSummary.ts';
import type { ManifestFacts } from '../manifests/manifestFacts.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { Fleet } from './fleet.ts';
import { gatedPaths, joiner } from './joined.ts';
import { memoAt } from './memo.ts';
import {
  candidatesOf,
  firstMiss,
  type NearestMiss,
  type SourceWatcher,
  sameCandidate,
  sameSimilar,
  sameWatchers,
  similarFinder,
  WATCHERS,
} from './nearestMiss.ts';
import type { Repository } from './repository.ts';
import { type FileRoutes, NO_ROUTES, ROUTES, sameFileRoutes } from './routes.ts';
import { isManifest, judge, type Verdict } from './verdict.ts';
import type { Workspace } from './workspace.ts';

/** A manifest and what becomes of it. */
export interface JudgedManifest {
  readonly facts: ManifestFacts;
  readonly verdict: Verdict;
}

/** What becomes of a file's manifests. */
export interface FileVerdict {
  readonly summary: FileSummary;
  readonly routes: FileRoutes;
  readonly manifests: readonly JudgedManifest[];
}

export interface Coverage {
  routes(repository: Repository, file: string): FileRoutes;
  verdict(repository: Repository, file: string): FileVerdict;
  /** Whether any Application of the workspace reads this repository at all. */
  isWatched(repository: Repository): boolean;
  /** How often a file's verdict was computed, routes were joined, and of how many files: the tests' proof of incrementality. */
  readonly runs: { verdicts: number; joins: number; joinedFiles: number };
}

/** The facts of a file's documents that verdicts depend on: typing elsewhere in the file changes nothing. */
const identity: Derivation<FileSummary> = {
  name: 'fileIdentity',
  picks: true,
  compute: (tree, path) => tree.derive(fileSummary, path),
  equals: (a, b) =>
    a.chart === b.chart &&
    a.documents.length === b.documents.length &&
    a.documents.every((facts, i) => {
      const other = b.documents[i] as ManifestFacts;
      return (
        facts.apiVersion === other.apiVersion &&
        facts.kind === other.kind &&
        facts.name === other.name &&
        facts.namespace === other.namespace &&
        facts.suppressed?.join() === other.suppressed?.join()
      );
    }),
};

/** Joins claims with files: from the fleet to each file's verdicts. */
export function createCoverage(workspace: Workspace, fleet: () => Fleet): Coverage {
  const runs = { verdicts: 0, joins: 0, joinedFiles: 0 };
  const joinRoutes = joiner({
    ...ROUTES,
    entry(routes) {
      runs.joinedFiles++;
      return ROUTES.entry(routes);
    },
  });
  const join = computed(() => {
    runs.joins++;
    return joinRoutes(fleet().apps);
  });
  const joinWatchers = joiner(WATCHERS);
  const watchers = computed(() => joinWatchers(fleet().apps));
  const watchersAt = byRepository(({ id }) => gatedPaths(watchers, id, sameWatchers));
  /** Sources that watch a directory or one above it, the closest first. */
  const around = memoAt<Repository, readonly SourceWatcher[]>((repository, own) => {
    const found: SourceWatcher[] = [];
    for (let directory = own; ; directory = dirname(directory)) {
      found.push(...(watchersAt(repository)(directory) ?? []));
      if (directory === '') return found;
    }
  }, sameWatchers);
  const similar = byRepository(({ id }) => {
    const candidates = computedEqual(
      () => candidatesOf(fleet().apps, id),
      (a, b) => sameList(a, b, sameCandidate),
    );
    return gatedAnswers(() => similarFinder(candidates()), sameEntry(sameSimilar), true);
  });
  const nearest = (repository: Repository, file: string, chart: string | undefined): NearestMiss | undefined => {
    const directory = dirname(file);
    return firstMiss(around(repository, directory), file, chart) ?? similar(repository)(chart ?? directory);
  };
  /** One value for each file, so that a verdict does not run because another file's routes changed. */
  const routesOf = byRepository(({ id }) => gatedPaths(join, id, sameFileRoutes));
  const routes = (repository: Repository, file: string): FileRoutes => routesOf(repository)(file) ?? NO_ROUTES;

  const bootstrap = gate<ReadonlySet<string>>((before) => keepSet(before, fleet().bootstrap), true);
  const watched = gate<ReadonlySet<string>>((before) => keepSet(before, fleet().watched), true);
  const verdicts = memoAt<Repository, readonly Verdict[]>(
    (repository, file) => {
      runs.verdicts++;
      const summary = repository.tree.derive(identity, file);
      if (summary.documents.length === 0) return NO_VERDICTS;
      const own = routes(repository, file);
      const raw = repository.isRawMaterial(file);
      const context = {
        routes: own,
        ignored: repository.ignored(file),
        others: repository.otherRoutes.of(file),
        bootstrap: summary.chart !== undefined && bootstrap().has(`${repository.id}\0${summary.chart}`),
        nearest: () => nearest(repository, file, summary.chart),
      };
      return summary.documents.map((facts) =>
        isManifest(file, summary, facts, raw) ? judge(facts, context) : NO_VERDICT,
      );
    },
    (a, b) => a.length === b.length && a.every((verdict, i) => sameVerdict(verdict, b[i] as Verdict)),
  );
  /** The verdicts with the places of what they judge, which they do not depend on. */
  const judged = memoAt<Repository, FileVerdict>((repository, file) => {
    const found = verdicts(repository, file);
    const summary = repository.tree.derive(fileSummary, file);
    if (found.length === 0) return { summary, routes: routes(repository, file), manifests: NO_MANIFESTS };
    const manifests = found.flatMap((verdict, i) => {
      const facts = summary.documents[i];
      return verdict === NO_VERDICT || !facts ? [] : [{ facts, verdict }];
    });
    return { summary, routes: routes(repository, file), manifests: manifests.slice() };
  });
  workspace.repositories();

  return {
    runs,
    routes,
    isWatched: (repository) => watched().has(repository.id),
    verdict: judged,
  };
}

/** What is made once for each repository. */
function byRepository<T>(make: (repository: Repository) => T): (repository: Repository) => T {
  const made = new WeakMap<Repository, T>();
  return (repository) => {
    let own = made.get(repository);
    if (own === undefined) {
      own = make(repository);
      made.set(repository, own);
    }
    return own;
  };
}

const NO_VERDICTS: readonly Verdict[] = [];
const NO_MANIFESTS: readonly JudgedManifest[] = [];

/** Stands for documents that are no manifests. */
const NO_VERDICT: Verdict = { status: 'ignored', routes: [], others: [], reason: undefined, nearest: undefined };

function sameVerdict(a: Verdict, b: Verdict): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    (a === NO_VERDICT) === (b === NO_VERDICT) &&
    a.routes.length === b.routes.length &&
    a.routes.every((route, i) => route === b.routes[i]) &&
    sameJson(a.others, b.others) &&
    a.nearest?.app === b.nearest?.app &&
    a.nearest?.at === b.nearest?.at
  );
}
