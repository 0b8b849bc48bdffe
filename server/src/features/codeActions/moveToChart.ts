import type { Repository } from '../../coverage/repository.ts';
import { basename, dirname, join } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { isClusterResource } from '../../manifests/classify.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { moveIntoTemplates, scaffoldChart } from '../chartScaffold.ts';
import type { FeatureContext } from '../context.ts';
import { newApplication } from '../newApplication.ts';
import type { FileEdit } from '../results.ts';
import { type ActionProvider, type ActionTarget, isSafePath, type ResolveTarget, textFact } from './provider.ts';

/** Moves a manifest, or all manifests of its directory, into a chart: the one an Application already watches where there is one. */
export const moveToChart: ActionProvider = {
  id: 'moveToChart',
  offer(context, target) {
    const reason = target.manifest?.verdict.reason;
    const { repository, file } = target;
    if (reason === undefined || repository.tree.derive(fileSummary, file).chart !== undefined || file.endsWith('.json'))
      return [];
    const chart = chartFor(context, target);
    if (!chart) return [];
    const directory = dirname(file);
    const facts = { chart: chart.path, watched: chart.watched };
    const count = movable(repository, directory).length;
    const title = chart.watched ? t`Move to ${chart.path}` : t`Move to ${chart.path} and generate its Application`;
    const one = {
      title: count > 1 ? t`${title} (${basename(file)} only)` : title,
      kind: 'quickfix' as const,
      code: reason,
      facts,
    };
    if (count < 2 || directory === '') return [one];
    return [
      { ...one, title: t`${title} (all ${count} manifests of ${directory})`, facts: { ...facts, directory } },
      one,
    ];
  },
  resolve(context, at) {
    const chart = textFact(at, 'chart');
    const directory = textFact(at, 'directory');
    if (chart === undefined || !isSafePath(chart)) return undefined;
    const files = directory === undefined ? [at.file] : movable(at.repository, directory);
    const watched = at.facts['watched'] === true;
    const register = watched ? undefined : newApplication(context, at.repository, chart, dirname(at.file)).command;
    return {
      steps: moveSteps(context, at, files, chart, watched),
      confirm: t`Move to ${`${chart}/templates`}`,
      ...(register === undefined ? {} : { register }),
    };
  },
};

/** The steps that move files into a chart, scaffolding it and its Application where they are missing. */
export function moveSteps(
  context: FeatureContext,
  { repository, file }: Pick<ResolveTarget, 'repository' | 'file'>,
  files: readonly string[],
  chart: string,
  watched: boolean,
): FileEdit[] {
  const taken = new Set<string>();
  return [
    ...scaffoldChart(repository, chart),
    ...files.flatMap((moved) => moveIntoTemplates(repository, moved, chart, taken)),
    ...(watched ? [] : newApplication(context, repository, chart, dirname(file)).steps),
  ];
}

/** The chart to move to: what the nearest Application watches when that is a chart or missing, else `charts/<directory>`. */
function chartFor(
  context: FeatureContext,
  { manifest, repository, file }: ActionTarget,
): { path: string; watched: boolean } | undefined {
  const nearest = manifest?.verdict.nearest;
  const usable = nearest && nearest.source.identity?.repository === repository.id;
  if (usable && (nearest.root?.type === 'Helm' || (nearest.root === undefined && isSafePath(nearest.watches))))
    return { path: nearest.watches, watched: true };
  const name = basename(dirname(file)) || basename(file).replace(/\.[^.]*$/, '');
  const path = join('charts', name);
  if (repository.tree.kind(path) !== undefined) return undefined;
  // An Application that waits for this very chart.
  const waiting = context
    .fleet()
    .apps.some((app) =>
      app.sources.some((source) => source.identity?.repository === repository.id && source.path === path),
    );
  return { path, watched: waiting };
}

/** The manifests of a directory that can be moved as they are. */
export function movable(repository: Repository, directory: string): string[] {
  return repository.tree
    .list(directory)
    .filter(({ kind, name }) => kind === 'file' && /\.ya?ml$/.test(name))
    .map(({ name }) => join(directory, name))
    .filter((path) => {
      const { documents, chart } = repository.tree.derive(fileSummary, path);
      return (
        chart === undefined &&
        documents.length > 0 &&
        documents.every((facts) => isClusterResource(facts.apiVersion, facts.kind))
      );
    });
}
