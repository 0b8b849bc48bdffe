import { isObject } from '../../applications/json.ts';
import type { Repository } from '../../coverage/repository.ts';
import { basename, dirname } from '../../files/paths.ts';
import { manifestCount } from '../../l10n/counts.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext } from '../context.ts';
import { movable, moveSteps } from './moveToChart.ts';
import { type ActionProvider, isSafePath, textFact } from './provider.ts';

/** Creates the chart that an Application watches and that does not exist, from the unwatched manifests that belong to it. */
export const createChart: ActionProvider = {
  id: 'createChart',
  offer(context, { diagnostics, repository }) {
    return diagnostics.flatMap((diagnostic) => {
      if (diagnostic.code !== 'path-not-found' || !isObject(diagnostic.data)) return [];
      const { path } = diagnostic.data;
      const owner = typeof diagnostic.data['repository'] === 'string' ? diagnostic.data['repository'] : repository.id;
      if (typeof path !== 'string' || !isSafePath(path) || owner !== repository.id) return [];
      const files = belonging(context, repository, path);
      const title =
        files[0] === undefined
          ? t`Create chart ${path}`
          : t`Create chart ${path} from ${dirname(files[0])} (${manifestCount(files.length)})`;
      return [{ title, kind: 'quickfix' as const, code: diagnostic.code, facts: { path } }];
    });
  },
  resolve(context, at) {
    const path = textFact(at, 'path');
    if (path === undefined || !isSafePath(path)) return undefined;
    const files = belonging(context, at.repository, path);
    const steps = moveSteps(context, at, files, path, true);
    return { steps, ...(files.length > 0 ? { confirm: t`Move to ${`${path}/templates`}` } : {}) };
  },
};

/** Unwatched manifests in the directory that bears the chart's name and whose nearest miss is the chart. */
function belonging(context: FeatureContext, repository: Repository, chart: string): string[] {
  const name = basename(chart);
  const directories = new Set(
    repository.tree
      .files()
      .map(dirname)
      .filter((directory) => basename(directory) === name),
  );
  for (const directory of directories) {
    const files = movable(repository, directory).filter((file) =>
      context
        .verdict(repository, file)
        .manifests.every(({ verdict }) => verdict.status === 'unwatched' && verdict.nearest?.watches === chart),
    );
    if (files.length > 0) return files;
  }
  return [];
}
