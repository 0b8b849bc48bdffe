import { located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** A source of this repository that reads another revision than this checkout: its files may differ from those here. */
export const otherRevision: FleetRule = {
  codes: ['other-revision'],
  *check({ fleet, workspace }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps)
      for (const source of app.sources) {
        if (!source.identity || source.sameRevision || source.chart !== undefined) continue;
        const at = located(app, [...source.at, 'targetRevision']);
        if (!isNew(at)) continue;
        const branch = workspace.byId(source.identity.repository)?.git().branch;
        const absent =
          source.path !== undefined && source.roots.length === 0
            ? `; \`${source.path}\` does not exist here, but may exist there`
            : '';
        yield {
          code: 'other-revision',
          at,
          message: `Application “${app.name}” reads “${source.targetRevision}”, not this checkout${branch === undefined ? '' : ` (${branch})`}: what it deploys may differ from the files here${absent}.`,
        };
      }
  },
};
