import type { NearestMiss } from '../coverage/nearestMiss.ts';
import type { Repository } from '../coverage/repository.ts';
import { yamlFile } from '../documents/yamlFile.ts';
import { basename, dirname, join } from '../files/paths.ts';
import { t } from '../l10n/t.ts';
import type { FileRule, RuleContext } from './rule.ts';
import { relatedMiss } from './unwatched.ts';

/** A chart that nothing deploys: one diagnostic on its name instead of one for every template. */
export const unwatchedChart: FileRule = {
  codes: ['unwatched-manifest'],
  anyFile: true,
  *check(context, repository, file) {
    if (basename(file) !== 'Chart.yaml') return;
    const chart = dirname(file);
    // A subchart is part of the chart around it.
    if (
      basename(dirname(chart)) === 'charts' &&
      repository.tree.kind(join(dirname(dirname(chart)), 'Chart.yaml')) !== undefined
    )
      return;
    const orphan = orphanTemplates(context, repository, chart);
    if (!orphan) return;
    const document = repository.tree.derive(yamlFile, file)?.documents[0];
    const span = document?.valueSpan(['name']) ?? { start: 0, end: 0 };
    yield {
      code: 'unwatched-manifest',
      at: { repository: repository.id, file, span },
      message:
        orphan.count === 1
          ? t`No Application deploys this chart (1 manifest): a merge changes nothing in the cluster.`
          : t`No Application deploys this chart (${orphan.count} manifests): a merge changes nothing in the cluster.`,
      related: orphan.nearest ? [relatedMiss(repository, orphan.nearest)] : [],
      data: {
        reason: 'unwatched-manifest',
        chart,
        application: orphan.nearest?.app.id,
        watches: orphan.nearest?.watches,
      },
      ...(context.isWatched(repository) ? {} : { severity: 'information' as const }),
    };
  },
};

/** How many manifests of a chart are unwatched; undefined when there are none, or one of them is deployed. */
function orphanTemplates(context: RuleContext, repository: Repository, chart: string) {
  let count = 0;
  let nearest: NearestMiss | undefined;
  const visit = (directory: string): boolean => {
    for (const entry of repository.tree.list(directory)) {
      const path = join(directory, entry.name);
      if (entry.kind === 'directory' && !visit(path)) return false;
      if (entry.kind !== 'file') continue;
      const verdict = context.verdict(repository, path);
      if (verdict.summary.chart === undefined) continue;
      for (const { verdict: judged } of verdict.manifests) {
        if (judged.status === 'ignored') continue;
        if (judged.status !== 'unwatched' || judged.reason !== 'unwatched-manifest') return false;
        nearest ??= judged.nearest;
        count++;
      }
    }
    return true;
  };
  const whole = ['templates', 'crds', 'charts'].every((name) => visit(join(chart, name)));
  return whole && count > 0 ? { count, nearest } : undefined;
}
