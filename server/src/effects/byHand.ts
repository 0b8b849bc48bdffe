import type { Repository } from '../coverage/repository.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { quote, type Step } from './steps.ts';

/** Kustomizations above one file that are looked at. */
const MAX_TAKERS = 200;

/**
 * How somebody applies a manifest by hand: through Helm for a file of a chart, through the kustomizations that build it
 * where there are any, else the file itself.
 */
export function applyByHand(repository: Repository, file: string): readonly Step[] {
  const { chart } = repository.tree.derive(fileSummary, file);
  if (chart !== undefined) return [{ does: 'run', command: applyChart(chart) }];
  const tops = topTakers(repository, file);
  return tops.length > 0 ? tops.map(applyKustomization) : [{ does: 'apply', file }];
}

/** The command that renders a chart (its directory) and applies what comes out. */
export function applyChart(chart: string): string {
  return `helm template ${quote(chart || '.')} | kubectl apply -f -`;
}

/** Builds a kustomization (its directory) and applies what comes out. */
export function applyKustomization(directory: string): Step {
  return { does: 'run', command: `kubectl apply -k ${quote(directory || '.')}` };
}

/** The kustomizations (directories) in which a file or directory ends up and that nothing else builds upon. */
export function topTakers(repository: Repository, path: string): string[] {
  const { takers, tops } = repository.kustomizations();
  const seen = new Set<string>();
  const waiting = [...(takers.get(path) ?? [])];
  for (let directory = waiting.pop(); directory !== undefined && seen.size < MAX_TAKERS; directory = waiting.pop()) {
    if (seen.has(directory)) continue;
    seen.add(directory);
    waiting.push(...(takers.get(directory) ?? []));
  }
  return tops.filter((directory) => seen.has(directory));
}
