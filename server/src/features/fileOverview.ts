import type { Status } from '../coverage/verdict.ts';
import type { FeatureContext } from './context.ts';
import { worst } from './tree/statusWords.ts';

/** What becomes of one file’s manifests, in short: for badges and for the editor’s own coverage. */
export interface FileOverview {
  /** Absolute. */
  readonly path: string;
  /** Of its manifests the one that a person should see first. */
  readonly status: Status;
  /** Manifests that count for the coverage, and those of them that are deployed. */
  readonly counted: number;
  readonly deployed: number;
  /** Ids of the Applications that deploy any of them. */
  readonly applications: readonly string[];
}

/** Every file that holds manifests. */
export function fileOverviews(context: FeatureContext): FileOverview[] {
  return context.workspace.repositories().flatMap((repository) =>
    repository.tree.files().flatMap((file) => {
      const { manifests } = context.verdict(repository, file);
      const status = worst(manifests.map(({ verdict }) => verdict.status));
      if (status === undefined) return [];
      const counted = manifests.filter(({ verdict }) => verdict.status !== 'ignored' && verdict.status !== 'root');
      const routes = manifests.flatMap(({ verdict }) => verdict.routes);
      return {
        path: `${repository.id}/${file}`,
        status,
        counted: counted.length,
        deployed: counted.filter(({ verdict }) => verdict.status === 'deployed').length,
        applications: [...new Set(routes.map(({ app }) => app.id))],
      };
    }),
  );
}
