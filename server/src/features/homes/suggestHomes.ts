import type { App, SourceRoot } from '../../coverage/model.ts';
import { similarity } from '../../coverage/nearestMiss.ts';
import type { Repository } from '../../coverage/repository.ts';
import { isFailing } from '../../coverage/routes.ts';
import { compareBytes, dirname } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { isArgoObject } from '../../manifests/classify.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import type { ManifestFacts } from '../../manifests/manifestFacts.ts';
import type { FeatureContext } from '../context.ts';
import { type HomeDirectory, homeDirectories } from './homeDirectories.ts';
import { isMovable, takesManifest } from './takesManifest.ts';

/** A directory that an Application watches and where a manifest could live. */
export interface Home extends HomeDirectory {
  readonly app: App;
  readonly root: SourceRoot;
  /** Why this one: what speaks for it, best first. */
  readonly reasons: readonly string[];
}

/** Homes told for one file, at most. */
const MAX_HOMES = 5;

/**
 * Ranks the directories where a file would be deployed: close to where it lies now, of an Application that its names or
 * namespace point to, beside manifests like it, the one that nearly deploys it first. Only directories where the file is
 * read as it is and its Application is still made; none for a file that can't be moved.
 * @param limit homes at most.
 */
export function suggestHomes(context: FeatureContext, repository: Repository, file: string, limit = MAX_HOMES): Home[] {
  if (!isMovable(repository, file)) return [];
  const found = new Map<string, Home>();
  for (const home of rankedHomes(context, repository, file)) {
    if (found.size >= limit) break;
    if (!found.has(home.directory) && takesManifest(home.app, home.root, home, file)) found.set(home.directory, home);
  }
  return [...found.values()];
}

/** Every home that has anything to do with the file, the best first; whether it takes the file is not asked yet. */
function rankedHomes(context: FeatureContext, repository: Repository, file: string): Home[] {
  const own = dirname(file);
  const { documents } = repository.tree.derive(fileSummary, file);
  const nearest = context
    .verdict(repository, file)
    .manifests.map(({ verdict }) => verdict.nearest?.app)
    .find((app) => app !== undefined);
  const scored: { home: Home; score: number }[] = [];
  for (const app of context.fleet().apps) {
    // What can't be synced, or may not exist, deploys nothing for certain.
    if (isFailing(app) || !app.certain) continue;
    for (const { roots } of app.sources) {
      const root = roots[0];
      if (roots.length !== 1 || root?.repository !== repository) continue;
      for (const home of homeDirectories(root)) {
        if (home.directory === own || isRegistry(home.neighbours, documents)) continue;
        const { score, reasons } = rate(app, home, { own, documents, isNearest: app.id === nearest?.id });
        if (score > 0) scored.push({ home: { ...home, app, root, reasons }, score });
      }
    }
  }
  return scored
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareBytes(a.home.directory, b.home.directory) ||
        compareBytes(a.home.app.id, b.home.app.id),
    )
    .map(({ home }) => home);
}

/** What speaks for a home. A manifest of the same kind alone does not: every directory has a Service. */
function rate(
  app: App,
  { directory, neighbours }: HomeDirectory,
  { own, documents, isNearest }: { own: string; documents: readonly ManifestFacts[]; isNearest: boolean },
): { score: number; reasons: string[] } {
  const reasons: string[] = [];
  let score = similarity(own, directory, app.name);
  const similar = score > 0;
  const add = (applies: boolean, points: number, reason: string): void => {
    if (!applies) return;
    score += points;
    reasons.push(reason);
  };
  add(isNearest, 3, t`it comes closest to the file as it is`);
  const namespace = app.destination.namespace;
  const named = namespace !== null && documents.some((facts) => facts.namespace === namespace);
  add(named, 2, t`it deploys to the namespace ${namespace ?? ''}`);
  const names = new Set(documents.flatMap(({ name }) => (name === null ? [] : [name])));
  const namesake = neighbours.find(({ name }) => name !== null && names.has(name));
  add(namesake !== undefined, 2, t`it holds other manifests named ${namesake?.name ?? ''}`);
  if (score <= 0) return { score, reasons };
  const kinds = new Set(documents.map(({ kind }) => kind));
  const kind = neighbours.find((facts) => kinds.has(facts.kind))?.kind;
  add(kind !== undefined, 1, t`it holds other manifests of the kind ${kind ?? ''}`);
  if (similar && reasons.length === 0) reasons.push(t`its path is the most similar`);
  if (app.automated) score += 0.5;
  return { score, reasons };
}

/** Whether Applications are registered there: workloads do not live there. */
function isRegistry(neighbours: readonly ManifestFacts[], documents: readonly ManifestFacts[]): boolean {
  return neighbours.length > 0 && neighbours.every(isArgo) && !documents.every(isArgo);
}

function isArgo({ apiVersion, kind }: ManifestFacts): boolean {
  return isArgoObject(apiVersion, kind);
}
