import type { FeatureContext } from '../context.ts';
import type { Action, ActionData, ActionEdit } from '../results.ts';
import { addAlias } from './addAlias.ts';
import { addToKustomization } from './addToKustomization.ts';
import { changePath } from './changePath.ts';
import { copyCommand } from './copyCommand.ts';
import { createChart } from './createChart.ts';
import { enableRecurse } from './enableRecurse.ts';
import { generateApplication } from './generateApplication.ts';
import { ignore } from './ignore.ts';
import { moveToChart } from './moveToChart.ts';
import type { ActionProvider, ActionTarget } from './provider.ts';
import { removeMarker } from './removeMarker.ts';
import { widenPattern } from './widenPattern.ts';

/** Every code action, in the order in which they are offered. A new one is a file and a line here. */
const PROVIDERS: readonly ActionProvider[] = [
  addToKustomization,
  enableRecurse,
  widenPattern,
  removeMarker,
  changePath,
  createChart,
  addAlias,
  moveToChart,
  generateApplication,
  copyCommand,
  ignore,
];

/** The actions for what the user points at; at most one of them is preferred for each diagnostic. */
export function offerActions(context: FeatureContext, target: ActionTarget): Action[] {
  const path = `${target.repository.id}/${target.file}`;
  const preferred = new Set<string | undefined>();
  return PROVIDERS.flatMap((provider) =>
    provider.offer(context, target).map(({ facts, ...offer }): Action => {
      const best = offer.preferred === true && !preferred.has(offer.code);
      if (best) preferred.add(offer.code);
      return { ...offer, preferred: best, data: { action: provider.id, path, facts: facts ?? {} } };
    }),
  );
}

/** Computes the edit of an offered action; undefined when it no longer fits. */
export function resolveAction(context: FeatureContext, data: ActionData): ActionEdit | undefined {
  const at = context.workspace.locate(data.path);
  const provider = PROVIDERS.find(({ id }) => id === data.action);
  const text = at?.repository.tree.text(at.file);
  if (!at || !provider || text === undefined) return undefined;
  return provider.resolve(context, { ...at, text, facts: data.facts });
}
