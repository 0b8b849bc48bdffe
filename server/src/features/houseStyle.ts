import type { App } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import { compareBytes, dirname } from '../files/paths.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';

/** How this repository writes its Applications: what a new one should look like, and where it goes. */
export interface HouseStyle {
  readonly directory: string;
  readonly namespace: string;
  readonly project: string;
  readonly repoURL: string;
  readonly targetRevision: string;
  readonly server: string;
  readonly automated: boolean;
  readonly prune: boolean;
  readonly selfHeal: boolean;
  readonly syncOptions: readonly string[];
  /** The Application that deploys what lies in `directory`; undefined when a new one must be registered by hand. */
  readonly parent: App | undefined;
}

/** Reads the style off the Applications that are written in a repository and read it; usual values where there are none. */
export function houseStyle(
  repository: Repository,
  apps: readonly App[],
  parentOf: (app: App) => App | undefined,
): HouseStyle {
  const own = apps.filter(
    (app) => app.definition.at.repository === repository.id && app.certain && app.definition.made !== 'chart',
  );
  const local = own.filter((app) => app.sources.some((source) => source.identity?.repository === repository.id));
  const written = local.filter((app) => !app.generatedBy);
  const style = written.length > 0 ? written : local;
  const sources = style.flatMap((app) => app.sources.filter((source) => source.identity?.repository === repository.id));
  const deployed = written.filter((app) => parentOf(app));
  const home =
    mostCommon((deployed.length > 0 ? deployed : written).map((app) => dirname(app.definition.at.file))) ??
    fallbackDirectory(repository);
  const parent = deployed.filter((app) => dirname(app.definition.at.file) === home).map(parentOf)[0];
  const git = repository.git();
  const known = (values: readonly string[]): string[] => values.filter((value) => value !== '' && !hasUnknown(value));
  return {
    directory: home,
    namespace: mostCommon(known(style.map((app) => app.namespace))) ?? repository.settings().applications.namespace,
    project: mostCommon(known(style.map((app) => app.project))) ?? 'default',
    repoURL:
      mostCommon(known(sources.map((source) => source.repoURL))) ??
      repository.remotes()[0] ??
      `https://github.com/your-org/${repository.id.split('/').pop()}.git`,
    targetRevision:
      mostCommon(known(sources.filter((source) => source.sameRevision).map((source) => source.targetRevision))) ??
      git.alsoBranches[0] ??
      git.branch ??
      'HEAD',
    server: mostCommon(known(style.map((app) => app.destination.server ?? ''))) ?? 'https://kubernetes.default.svc',
    automated: style.length === 0 || style.filter((app) => app.automated).length * 2 >= style.length,
    prune: style.length === 0 || style.filter((app) => app.prune).length * 2 >= style.length,
    selfHeal: style.length === 0 || style.filter((app) => app.selfHeal).length * 2 >= style.length,
    syncOptions: commonSyncOptions(style),
    parent,
  };
}

function fallbackDirectory(repository: Repository): string {
  return repository.tree.kind('argocd') === 'directory' ? 'argocd/applications' : 'argocd';
}

/** The most frequent value; of equals the first in byte order. */
function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareBytes(a, b))[0]?.[0];
}

/** Sync options that at least half of the Applications have. */
function commonSyncOptions(apps: readonly App[]): string[] {
  const counts = new Map<string, number>();
  for (const app of apps) {
    const options = (app.object as { spec?: { syncPolicy?: { syncOptions?: unknown } } }).spec?.syncPolicy?.syncOptions;
    if (Array.isArray(options))
      for (const option of new Set(options))
        if (typeof option === 'string') counts.set(option, (counts.get(option) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 >= apps.length).map(([option]) => option);
}
