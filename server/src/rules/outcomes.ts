import type { Repository } from '../coverage/repository.ts';
import type { Status } from '../coverage/verdict.ts';
import type { Workspace } from '../coverage/workspace.ts';
import { settleStep, Watcher } from '../files/signals.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What is shown of one file. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Of its manifests, in their order. */
  readonly statuses: readonly Status[];
}

export const NO_OUTCOME: Outcome = { diagnostics: [], statuses: [] };

/** Follows what is shown of every file; an edit costs what it changes, however many files there are. */
export interface OutcomeFollower {
  /**
   * Looks at what may have changed since the last call. @param enough asked between two files, whether to leave the rest to
   * the next call. @returns whether everything was looked at.
   */
  look(enough?: () => boolean): boolean;
  /** The absolute paths of files whose diagnostics differ from those at the last call, as far as was looked. */
  takeChanged(): string[];
  /** Manifests by status, as far as was looked. */
  readonly counts: Readonly<Record<Status, number>>;
  /** How many files were looked at, changed or not: the tests' proof that an edit visits no others. */
  readonly visits: number;
}

interface Followed {
  readonly path: string;
  readonly watcher: Watcher;
  outcome: Outcome;
}

/** @param outcomeOf reactive; the same object for as long as nothing changed. */
export function followOutcomes(
  workspace: Workspace,
  outcomeOf: (repository: Repository, file: string) => Outcome,
): OutcomeFollower {
  const followed = new Map<string, Followed>();
  const pending = new Set<Followed>();
  const changed = new Set<string>();
  const counts: Record<Status, number> = {
    deployed: 0,
    manual: 0,
    possible: 0,
    other: 0,
    unwatched: 0,
    root: 0,
    ignored: 0,
  };
  let filesChanged = true;
  let visits = 0;

  function show(entry: Followed, next: Outcome): void {
    const { outcome } = entry;
    if (next === outcome) return;
    for (const status of outcome.statuses) counts[status]--;
    for (const status of next.statuses) counts[status]++;
    if (next.diagnostics !== outcome.diagnostics && next.diagnostics.length + outcome.diagnostics.length > 0)
      changed.add(entry.path);
    entry.outcome = next;
  }

  function follow(repository: Repository, file: string, path: string): Followed {
    const entry: Followed = {
      path,
      outcome: NO_OUTCOME,
      watcher: new Watcher(
        () => show(entry, outcomeOf(repository, file)),
        () => pending.add(entry),
      ),
    };
    pending.add(entry);
    return entry;
  }

  /** Files that come and go. */
  const files = new Watcher(
    () => {
      const present = new Set<string>();
      for (const repository of workspace.repositories())
        for (const file of repository.tree.files()) {
          const path = `${repository.id}/${file}`;
          present.add(path);
          if (!followed.has(path)) followed.set(path, follow(repository, file, path));
        }
      for (const [path, entry] of followed) {
        if (present.has(path)) continue;
        entry.watcher.dispose();
        show(entry, NO_OUTCOME);
        pending.delete(entry);
        followed.delete(path);
      }
    },
    () => {
      filesChanged = true;
    },
  );

  return {
    counts,
    get visits() {
      return visits;
    },
    look(enough) {
      while (!settleStep()) if (enough?.()) return false;
      if (filesChanged) {
        filesChanged = false;
        files.check();
      }
      for (const entry of pending) {
        pending.delete(entry);
        visits++;
        entry.watcher.check();
        if (pending.size > 0 && enough?.()) return false;
      }
      return true;
    },
    takeChanged() {
      const paths = [...changed];
      changed.clear();
      return paths;
    },
  };
}
