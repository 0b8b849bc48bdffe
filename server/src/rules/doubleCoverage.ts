import { type Route, viaOf } from '../coverage/routes.ts';
import { t } from '../l10n/t.ts';
import { kustomizationFacts } from '../manifests/kustomization.ts';
import { located } from './located.ts';
import type { FileRule, RuleContext } from './rule.ts';

/**
 * The same object deployed to the same place by two Applications: they take it from each other. Only what is the same for
 * certain counts: overlays that rename, and charts (whose objects bear the release's name), make different objects.
 */
export const doubleCoverage: FileRule = {
  codes: ['double-coverage'],
  *check(context, repository, file) {
    const verdict = context.verdict(repository, file);
    const routes = verdict.routes.deploys.filter(
      (route) => route.certain && route.root.type !== 'Helm' && route.root.type !== 'Plugin',
    );
    if (routes.length < 2) return;
    const byPlace = new Map<string, Route>();
    let pair: readonly [Route, Route] | undefined;
    for (const route of routes) {
      const place = placeOf(context, route);
      const other = byPlace.get(place);
      if (other && other.app.id !== route.app.id) pair ??= [other, route];
      byPlace.set(place, other ?? route);
    }
    if (!pair) return;
    const [first, second] = pair;
    for (const { facts, verdict: judged } of verdict.manifests) {
      if (judged.status === 'ignored') continue;
      yield {
        code: 'double-coverage',
        at: { repository: repository.id, file, span: facts.kindSpan },
        message: t`Applications “${first.app.name}” and “${second.app.name}” deploy this ${facts.kind} to the same place: each takes it from the other.`,
        related: [first, second].map((route) => ({
          at: located(route.app, [...route.source.at, 'path']),
          message: watches(route),
        })),
      };
    }
  },
};

function watches({ app, root }: Route): string {
  return root.path === ''
    ? t`Application “${app.name}” watches the repository’s root`
    : t`Application “${app.name}” watches ${root.path}`;
}

/**
 * Equal for two routes exactly when they give the same object in the same place. Trees with different roots may well belong to
 * different Argo CDs, and `https://kubernetes.default.svc` is another cluster for each; those without a parent are taken together.
 */
function placeOf(context: RuleContext, route: Route): string {
  const { destination } = route.app;
  const changes = viaOf(route).flatMap((claim) => {
    if (claim.role !== 'kustomization') return [];
    const content = kustomizationFacts(route.root.repository.tree, claim.file)?.content;
    return content ? [[content.namePrefix ?? '', content.nameSuffix ?? '', content.namespace ?? ''].join('\0')] : [];
  });
  const options = route.root.request?.source['kustomize'] ?? null;
  return JSON.stringify([
    context.rootId(route.app),
    destination.server ?? destination.name,
    destination.namespace,
    changes.filter((text) => text !== '\0\0'),
    options,
  ]);
}
