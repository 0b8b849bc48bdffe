import { repositoryKey } from '../applications/repoUrl.ts';
import { gatherFiles } from '../files/gather.ts';
import { computed } from '../files/signals.ts';
import type { WorkingTree } from '../files/workingTree.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { Location, Span } from '../problems/problem.ts';
import { fileFindings, mayTellRoutes } from './findings.ts';
import type { DescribedApplication, GitRepository, ImperativeCreation, OtherRoute, RouteDraft } from './model.ts';
import { type Reached, reach, type TargetContext } from './resolve.ts';

/** What is known of one repository's ways to a cluster besides Applications. Its functions are reactive. */
export interface RepositoryRoutes {
  /** Routes that reach a file; those of a file that didn't change keep their identity. */
  of(file: string): readonly OtherRoute[];
  /** Documents that tell people to apply a file by hand. */
  documentedAt(file: string): readonly DocumentedCommand[];
  /** Every route with the files it reaches, in the order of their places; without files where none is in the repository. */
  all(): readonly RouteWithFiles[];
  /** Secrets, ConfigMaps and ServiceAccounts that commands create, in scripts and documents. */
  creations(): readonly ImperativeCreation[];
  /** Commands that put the contents of a file into an object; not those of documents. */
  readersOf(file: string): readonly OtherRoute[];
  /** Applications that only a document, a script or a task describes. */
  describedApplications(): readonly DescribedApplication[];
  /** Files that couldn't be read in full, in whole sentences. */
  notes(): readonly string[];
}

export interface RouteWithFiles extends OtherRoute {
  readonly files: readonly string[];
}

/** A command in a document. */
export interface DocumentedCommand {
  readonly at: Location & { readonly span: Span };
  readonly text: string;
}

/** What routes are gathered from; reactive. */
export interface RouteSources extends TargetContext {
  readonly tree: WorkingTree;
  /** URLs that are this repository. */
  remotes(): readonly string[];
  /** Whether the settings leave a file out. */
  ignored(path: string): boolean;
}

/**
 * Gathers the routes of one repository. Each file's findings are derived from it alone, each target's files from what it
 * reads; what comes out equal stops there, so that an edit of a manifest computes no route again.
 */
export function repositoryRoutes(sources: RouteSources): RepositoryRoutes {
  const carriers = gatherFiles(
    sources.tree,
    (file) => (mayTellRoutes(sources.tree, file) && !sources.ignored(file) ? [file] : []),
    (a, b) => a === b,
  );
  const targets = new Map<string, () => Reached>();
  const reached = (target: RouteDraft['targets'][number]): Reached => {
    const key = JSON.stringify(target);
    let value = targets.get(key);
    if (!value) {
      if (targets.size >= MAX_TARGETS) targets.clear();
      value = computed<Reached>((previous) => keepSame(previous, reach(sources, target)));
      targets.set(key, value);
    }
    return value();
  };
  const gitRepositories = computed<readonly GitRepository[]>((previous) =>
    keepSame(
      previous,
      carriers().flatMap((file) => sources.tree.derive(fileFindings, file).gitRepositories),
    ),
  );
  /** Whether a route reads this repository. */
  const isOwn = ({ repoURL, gitRepository }: RouteDraft): 'yes' | 'no' | 'unknown' => {
    if (gitRepository === undefined && repoURL === undefined) return 'yes';
    const url = repoURL ?? gitRepositories().find(({ id }) => id === gitRepository)?.url;
    if (url === undefined || hasUnknown(url)) return 'unknown';
    const key = repositoryKey(url);
    return url === '.' || sources.remotes().some((remote) => repositoryKey(remote) === key) ? 'yes' : 'no';
  };
  const resolved = (pick: 'routes' | 'documented') =>
    computed<readonly RouteWithFiles[]>((previous) => {
      const found: RouteWithFiles[] = [];
      for (const file of carriers())
        for (const draft of sources.tree.derive(fileFindings, file)[pick]) {
          const own = isOwn(draft);
          if (own === 'no') continue;
          // A route is as certain as what it reaches: targets that the file doesn't tell are routes of their own.
          const parts = draft.targets.map(reached);
          for (const certain of [true, false]) {
            const some = parts.filter(
              ({ files, why }) => files.length > 0 && (why === undefined && own === 'yes') === certain,
            );
            const files = [...new Set(some.flatMap((part) => part.files))];
            if (files.length === 0 && (certain || parts.some((part) => part.files.length > 0))) continue;
            const why = certain ? undefined : (some[0]?.why ?? (own === 'unknown' ? otherRepository() : nothingHere()));
            found.push({
              kind: draft.kind,
              at: { file, span: draft.span },
              text: draft.text,
              certain,
              ...(why === undefined ? {} : { why }),
              files,
            });
          }
        }
      return keepSame(previous, found);
    });
  const routes = resolved('routes');
  const documented = resolved('documented');
  const byFile = <T>(list: () => readonly RouteWithFiles[], make: (route: RouteWithFiles) => T) =>
    computed<ReadonlyMap<string, readonly T[]>>((previous) => {
      const map = new Map<string, T[]>();
      for (const route of list())
        for (const file of route.files) {
          const entry = map.get(file);
          if (entry) entry.push(make(route));
          else map.set(file, [make(route)]);
        }
      for (const [file, entry] of map) {
        const before = previous?.get(file);
        if (before && sameJson(before, entry)) map.set(file, before as T[]);
      }
      return map;
    });
  const routesByFile = byFile(routes, withoutFiles);
  // What a document only may mean is not told as its advice.
  const advised = computed(() => documented().filter(({ certain }) => certain));
  const documentedByFile = byFile(advised, ({ at, text }): DocumentedCommand => ({ at, text }));
  const gathered = <K extends 'creations' | 'described' | 'notes'>(key: K) =>
    computed((previous: readonly unknown[] | undefined) =>
      keepSame(
        previous,
        carriers().flatMap((file) => sources.tree.derive(fileFindings, file)[key] as readonly unknown[]),
      ),
    );
  const creations = gathered('creations');
  const contents = computed<readonly RouteWithFiles[]>((previous) => {
    const found = (creations() as readonly ImperativeCreation[]).flatMap((creation): RouteWithFiles[] => {
      const parts = creation.documented ? [] : (creation.reads ?? []).map(reached);
      const files = [...new Set(parts.flatMap((part) => part.files))];
      const why = parts.find((part) => part.files.length > 0 && part.why !== undefined)?.why;
      const { at, text } = creation;
      return files.length === 0
        ? []
        : [{ kind: 'kubectl', at, text, certain: why === undefined, ...(why === undefined ? {} : { why }), files }];
    });
    return keepSame(previous, found);
  });
  const readersByFile = byFile(contents, withoutFiles);
  const described = gathered('described');
  const notes = gathered('notes');
  return {
    of: (file) => routesByFile().get(file) ?? NONE,
    documentedAt: (file) => documentedByFile().get(file) ?? NONE,
    all: () => routes(),
    creations: () => creations() as readonly ImperativeCreation[],
    readersOf: (file) => readersByFile().get(file) ?? NONE,
    describedApplications: () => described() as readonly DescribedApplication[],
    notes: () => notes() as readonly string[],
  };
}

/** Targets remembered; after so many edits of scripts the old ones are forgotten. */
const MAX_TARGETS = 20_000;
const withoutFiles = ({ files: _, ...route }: RouteWithFiles): OtherRoute => route;
const NONE: readonly never[] = [];
const otherRepository = (): string => t`Whether it reads this repository can’t be told from the file.`;
const nothingHere = (): string => t`What it applies is not in the repository, or can’t be told from it.`;

function keepSame<T>(previous: T | undefined, next: T): T {
  return previous !== undefined && sameJson(previous, next) ? previous : next;
}
