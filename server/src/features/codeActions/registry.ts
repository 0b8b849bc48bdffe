import { t } from '../../l10n/t.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import type { TextEdit } from '../edits.ts';
import type { Action, ActionData, ActionEdit } from '../results.ts';
import { targetAt, touches } from '../target.ts';
import { addAlias } from './addAlias.ts';
import { addToKustomization } from './addToKustomization.ts';
import { changePath } from './changePath.ts';
import { changeText } from './changeText.ts';
import { copyCommand } from './copyCommand.ts';
import { createChart } from './createChart.ts';
import { createConfig } from './createConfig.ts';
import { enableRecurse } from './enableRecurse.ts';
import { generateApplication } from './generateApplication.ts';
import { generatePathsFix } from './generatePaths.ts';
import { ignore } from './ignore.ts';
import { missingKeyError } from './missingKeyError.ts';
import { moveToChart } from './moveToChart.ts';
import { moveToHome } from './moveToHome.ts';
import { permitSource } from './permitSource.ts';
import type { ActionProvider, ActionTarget } from './provider.ts';
import { removeMarker } from './removeMarker.ts';
import { removeReplicas } from './removeReplicas.ts';
import { removeSuppression } from './removeSuppression.ts';
import { tellGenerator } from './tellGenerator.ts';
import { widenPattern } from './widenPattern.ts';

/** Every code action, in the order in which they are offered. A new one is a file and a line here. */
const PROVIDERS: readonly ActionProvider[] = [
  addToKustomization,
  enableRecurse,
  widenPattern,
  removeMarker,
  changePath,
  changeText,
  permitSource,
  removeReplicas,
  removeSuppression,
  missingKeyError,
  createChart,
  createConfig,
  addAlias,
  generatePathsFix,
  tellGenerator,
  moveToChart,
  moveToHome,
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

/** What `source.fixAll` does in a file: every safe fix in it. None when there is nothing to do. */
export function offerFixAll(context: FeatureContext, at: FileAt): Action[] {
  const path = `${at.repository.id}/${at.file}`;
  return safeEdits(context, at).length > 0
    ? [
        {
          title: t`Apply all safe fixes`,
          kind: 'source.fixAll.argocdCoverage',
          data: { action: FIX_ALL, path, facts: {} },
        },
      ]
    : [];
}

const FIX_ALL = 'fixAll';

/** The edits of the safe fixes of a file, within it; of two for one place the first. */
function safeEdits(context: FeatureContext, at: FileAt): TextEdit[] {
  const path = `${at.repository.id}/${at.file}`;
  const edits: TextEdit[] = [];
  for (const action of offerActions(context, targetAt(context, at, { start: 0, end: at.text.length }))) {
    if (!action.safe) continue;
    for (const step of resolveAction(context, action.data)?.steps ?? [])
      if (step.type === 'edit' && step.path === path)
        edits.push(...step.edits.filter(({ span }) => !edits.some((other) => touches(other.span, span))));
  }
  return edits;
}

/** Computes the edit of an offered action; undefined when it no longer fits. */
export function resolveAction(context: FeatureContext, data: ActionData): ActionEdit | undefined {
  const at = context.workspace.locate(data.path);
  const provider = PROVIDERS.find(({ id }) => id === data.action);
  const text = at?.repository.tree.text(at.file);
  if (at && text !== undefined && data.action === FIX_ALL) {
    const edits = safeEdits(context, { ...at, text });
    return edits.length > 0 ? { steps: [{ type: 'edit', path: data.path, edits }] } : undefined;
  }
  if (!at || !provider || text === undefined) return undefined;
  return provider.resolve(context, { ...at, text, facts: data.facts });
}
