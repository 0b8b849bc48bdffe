import type { Definition } from '../coverage/definition.ts';
import type { App } from '../coverage/model.ts';
import { hasUnknown, matchesPattern } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { nearestName } from '../settings/nearestName.ts';
import { inOrder, located, oncePerPlace } from './located.ts';
import { replacing } from './replacement.ts';
import type { Finding, FleetRule } from './rule.ts';

/** A misspelt name is written once or twice; one that more Applications share is rather kept elsewhere. */
const MISSPELT_AT_MOST = 2;
const MAX_RELATED = 5;

/**
 * A project that no AppProject of the workspace defines, told once for all its Applications. Where the workspace defines
 * none at all they are kept elsewhere, and nothing is said.
 */
export const unknownProject: FleetRule = {
  codes: ['unknown-project'],
  *check({ fleet }) {
    const names = fleet.projects.map(nameOf);
    if (names.length === 0) return;
    const byName = new Map<string, App[]>();
    for (const app of fleet.apps) {
      const { project } = app;
      if (project === 'default' || hasUnknown(project) || names.some((name) => matchesPattern(name, project))) continue;
      const users = byName.get(project);
      if (users) users.push(app);
      else byName.set(project, [app]);
    }
    const known = names.filter((name) => !hasUnknown(name));
    for (const [project, apps] of byName) yield finding(project, apps, known);
  },
};

function finding(project: string, apps: readonly App[], known: readonly string[]): Finding {
  const isNew = oncePerPlace();
  const places = inOrder(apps.map((app) => ({ app, at: located(app, ['spec', 'project']) })));
  const users = places.filter(({ at }) => isNew(at));
  const [first, ...others] = users as [(typeof users)[number], ...typeof users];
  const meant = nearestName(project, known);
  return {
    code: 'unknown-project',
    at: first.at,
    message:
      meant === undefined
        ? t`The AppProject “${project}” is defined nowhere in the workspace: Argo CD does not sync an Application of a project that does not exist.`
        : t`The AppProject “${project}” is defined nowhere in the workspace: Argo CD does not sync an Application of a project that does not exist. Did you mean “${meant}”?`,
    related: others
      .slice(0, MAX_RELATED)
      .map(({ app, at }) => ({ at, message: t`Application “${app.name}” is in this project too` })),
    ...replacing(project, meant),
    ...(users.length > MISSPELT_AT_MOST ? { severity: 'information' as const } : {}),
  };
}

function nameOf({ object }: Definition): string {
  const { name } = (object['metadata'] ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}
