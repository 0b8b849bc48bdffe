import type { App } from '../coverage/model.ts';
import { similarity } from '../coverage/nearestMiss.ts';
import type { Repository } from '../coverage/repository.ts';
import { compareBytes, dirname, join } from '../files/paths.ts';
import { t } from '../l10n/t.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import type { FeatureContext } from './context.ts';

/** A directory that an Application watches and where a manifest could live. */
export interface Home {
  readonly repository: Repository;
  /** Relative to the repository’s root; a chart’s `templates` where the source is a chart. */
  readonly directory: string;
  readonly app: App;
  /** The kustomization file that has to list the manifest then. */
  readonly kustomization: string | undefined;
  /** Why this one: what speaks for it, best first. */
  readonly reasons: readonly string[];
}

/** Homes told for one file, at most. */
const MAX_HOMES = 5;

/**
 * Ranks the directories where a file would be deployed: close to where it lies now, of an Application that its name or
 * namespace points to, the one that nearly deploys it first.
 */
export function suggestHomes(context: FeatureContext, repository: Repository, file: string): Home[] {
  const directory = dirname(file);
  const { documents } = repository.tree.derive(fileSummary, file);
  const namespaces = new Set(documents.map(({ namespace }) => namespace));
  const nearest = context
    .verdict(repository, file)
    .manifests.map(({ verdict }) => verdict.nearest?.app)
    .find((app) => app !== undefined);
  const scored = new Map<string, { home: Home; score: number }>();
  for (const app of context.fleet().apps)
    for (const { roots } of app.sources)
      for (const root of roots) {
        if (root.repository !== repository || root.type === undefined || root.type === 'Plugin') continue;
        const home = root.type === 'Helm' ? join(root.path, 'templates') : root.path;
        if (home === directory) continue;
        const reasons: string[] = [];
        let score = similarity(directory, root.path, app.name);
        if (app === nearest) {
          score += 3;
          reasons.push(t`it comes closest to the file as it is`);
        }
        if (app.destination.namespace !== null && namespaces.has(app.destination.namespace)) {
          score += 2;
          reasons.push(t`it deploys to the namespace ${app.destination.namespace}`);
        }
        if (score <= 0) continue;
        if (reasons.length === 0) reasons.push(t`its path is the most similar`);
        if (app.automated) score += 0.5;
        const list = root.type === 'Kustomize' ? kustomizationIn(repository.tree, root.path) : undefined;
        const kustomization = list && 'file' in list ? list.file : undefined;
        if ((scored.get(home)?.score ?? 0) < score)
          scored.set(home, { home: { repository, directory: home, app, kustomization, reasons }, score });
      }
  return [...scored.values()]
    .sort((a, b) => b.score - a.score || compareBytes(a.home.directory, b.home.directory))
    .slice(0, MAX_HOMES)
    .map(({ home }) => home);
}
