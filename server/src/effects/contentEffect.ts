import type { Repository } from '../coverage/repository.ts';
import { dirname } from '../files/paths.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import { isKustomizationFile } from '../manifests/kustomizationUses.ts';
import { applyChart, applyKustomization, topTakers } from './byHand.ts';
import type { FileFacts, Judgement } from './effect.ts';
import { unreached } from './manifestEffect.ts';
import { effectOfRoutes } from './routeEffect.ts';
import type { Step } from './steps.ts';

/**
 * What becomes of a file that others make manifests of: values, patches, kustomizations, charts, contents of ConfigMaps.
 * @param otherwise what somebody does with a file that no build takes.
 */
export function effectOfContent(facts: FileFacts, otherwise: Step): Judgement {
  const { repository, verdict } = facts;
  const { deploys, uses } = verdict.routes;
  return effectOfRoutes(repository, [...deploys, ...uses]) ?? unreached(throughItsBuild(facts) ?? [otherwise]);
}

/** How somebody builds and applies what the file is part of. */
function throughItsBuild({ repository, file }: FileFacts): Step[] | undefined {
  const chart = chartAround(repository, file);
  if (chart !== undefined) return [{ does: 'run', command: applyChart(chart) }];
  const builder = builderOf(repository, file);
  const tops = builder === undefined ? topTakers(repository, file) : topsOf(repository, builder);
  return tops.length > 0 ? tops.map(applyKustomization) : undefined;
}

/** The directory whose kustomization uses a file that is no resource: its own, or the nearest one above a patch. */
function builderOf(repository: Repository, file: string): string | undefined {
  if (isKustomizationFile(file)) return dirname(file);
  if (!repository.kustomizations().configuration.has(file)) return undefined;
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    if ('file' in kustomizationIn(repository.tree, directory)) return directory;
    if (directory === '') return undefined;
  }
}

function topsOf(repository: Repository, directory: string): string[] {
  return repository.kustomizations().tops.includes(directory) ? [directory] : topTakers(repository, directory);
}

/** The nearest directory upwards that is a chart. */
export function chartAround(repository: Repository, file: string): string | undefined {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    if (repository.tree.kind(directory === '' ? 'Chart.yaml' : `${directory}/Chart.yaml`) === 'file') return directory;
    if (directory === '') return undefined;
  }
}
