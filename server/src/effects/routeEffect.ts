import type { Repository } from '../coverage/repository.ts';
import type { Route } from '../coverage/routes.ts';
import { UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { better, type Judgement } from './effect.ts';

/** The best that Argo CD's routes to one file give; undefined when there is none. */
export function effectOfRoutes(repository: Repository, routes: readonly Route[]): Judgement | undefined {
  let best: Judgement | undefined;
  for (const route of routes) {
    const judgement = effectOfRoute(repository, route);
    best = best ? better(best, judgement) : judgement;
    if (best.effect === 'automatic') break;
  }
  return best;
}

/** What becomes of a merge on the way through one Application. */
export function effectOfRoute(repository: Repository, route: Route): Judgement {
  const { app, source, certain, failing } = route;
  if (!certain)
    return {
      effect: 'conditional',
      reason: t`An Application deploys it if something holds that the repository can’t tell.`,
      steps: [{ does: 'say', sentence: conditionOf(route) }],
    };
  if (!app.automated)
    return {
      effect: 'manual',
      reason: t`Its Application syncs only by hand.`,
      steps: [{ does: 'sync', application: syncName(repository, app) }],
    };
  if (failing)
    return {
      effect: 'conditional',
      reason: t`Its Application has an error: Argo CD deploys it once that is mended.`,
      steps: [{ does: 'say', sentence: t`Mend the Application ${named(app.id)} (${app.definition.at.file}).` }],
    };
  if (!source.sameRevision)
    return {
      effect: 'conditional',
      reason: t`Its Application reads another revision: it takes effect once that holds the change.`,
      steps: [{ does: 'say', sentence: t`Bring the change to ${named(source.targetRevision)}.` }],
    };
  return { effect: 'automatic', reason: t`Argo CD deploys it automatically.`, steps: [mergeIsAll()] };
}

function conditionOf({ app, claim }: Route): string {
  const condition = app.uncertainty ?? claim.why;
  return condition === undefined
    ? t`Whether the Application ${named(app.id)} uses it depends on a value that is not in the repository.`
    : t`It depends on this: ${condition}.`;
}

/** Nothing more is to be done. */
export function mergeIsAll(): { readonly does: 'say'; readonly sentence: string } {
  return { does: 'say', sentence: t`The Git merge is all.` };
}

/** What `argocd app sync` calls an Application: its name, with the namespace where that is not Argo CD's own. */
export function syncName(repository: Repository, app: Route['app']): string {
  return app.namespace === repository.settings().applications.namespace ? named(app.name) : named(app.id);
}

function named(text: string): string {
  return text.replaceAll(UNKNOWN_TEXT, '*');
}
