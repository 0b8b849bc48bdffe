import { isRemoteFile, isRemoteRepository } from '../claims/kustomize/remote.ts';
import { dirname } from '../files/paths.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import { kustomizationFacts } from '../manifests/kustomization.ts';
import { type KustomizationUses, kustomizationUses } from '../manifests/kustomizationUses.ts';
import { sameJson } from '../manifests/sameJson.ts';

/** How the kustomizations of a repository hang together, whether anything builds them or not. */
export interface KustomizationGraph {
  /** Files that some kustomization takes objects from. */
  readonly resources: ReadonlySet<string>;
  /** Files that kustomizations use as patches or as configuration. */
  readonly configuration: ReadonlySet<string>;
  /** File or directory → directories of the kustomizations that take it. */
  readonly takers: ReadonlyMap<string, readonly string[]>;
  /** Directories of kustomizations that nothing else builds upon. */
  readonly tops: readonly string[];
  /** Directories of kustomizations that may yield Argo CD objects: one is among what they reach, or a chart makes them. */
  readonly yieldingArgo: ReadonlySet<string>;
  /** Directories of kustomizations whose builds take from a chart or from another repository. */
  readonly open: ReadonlySet<string>;
}

const uses: Derivation<KustomizationUses> = { name: 'kustomizationUses', compute: kustomizationUses, equals: sameJson };

/**
 * @param files the kustomization files to look at (those in test fixtures left out).
 * @param argoFiles files that hold Argo CD objects.
 */
export function kustomizationGraph(
  tree: Tree,
  files: readonly string[],
  argoFiles: ReadonlySet<string>,
): KustomizationGraph {
  const resources = new Set<string>();
  const configuration = new Set<string>();
  const usedDirectories = new Set<string>();
  /** Directory or file → directories of the kustomizations that take it. */
  const takers = new Map<string, string[]>();
  const reaching: string[] = [];
  const opening: string[] = [];
  const took = (path: string, by: string): void => {
    const list = takers.get(path);
    if (list) list.push(by);
    else takers.set(path, [by]);
  };
  for (const file of files) {
    const directory = dirname(file);
    const used = tree.derive(uses, file);
    for (const { path } of used.configuration) configuration.add(path);
    for (const { path } of used.resources) {
      resources.add(path);
      took(path, directory);
    }
    for (const { path } of used.directories) {
      if (path !== directory) usedDirectories.add(path);
      took(path, directory);
    }
    const content = kustomizationFacts(tree, file)?.content;
    if (content?.helmCharts?.length) reaching.push(directory);
    const entries = [...(content?.resources ?? []), ...(content?.bases ?? []), ...(content?.components ?? [])];
    if (content?.helmCharts?.length || entries.some((entry) => isRemoteFile(entry) || isRemoteRepository(entry)))
      opening.push(directory);
  }
  for (const file of argoFiles) for (const directory of takers.get(file) ?? []) reaching.push(directory);
  const upwards = (starts: readonly string[]): Set<string> => {
    const seen = new Set<string>();
    const waiting = [...starts];
    for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
      if (seen.has(directory)) continue;
      seen.add(directory);
      waiting.push(...(takers.get(directory) ?? []));
    }
    return seen;
  };
  const tops = files
    .filter((file) => !usedDirectories.has(dirname(file)) && kustomizationFacts(tree, file)?.kind !== 'Component')
    .map(dirname);
  return {
    resources,
    configuration,
    takers,
    tops: [...new Set(tops)],
    yieldingArgo: upwards(reaching),
    open: upwards(opening),
  };
}
