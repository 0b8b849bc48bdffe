import type { App } from '../coverage/model.ts';
import { t } from '../l10n/t.ts';
import { inOrder, located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** Two definitions of one Application: the later overwrites the earlier, over and over. */
export const duplicateApplication: FleetRule = {
  codes: ['duplicate-application'],
  *check({ fleet }) {
    const byId = new Map<string, App[]>();
    for (const app of fleet.apps) {
      // The same made by two unused overlays is no duplicate: only one of them is ever applied.
      if (!app.certain || app.definition.unused) continue;
      const list = byId.get(app.id);
      if (list) list.push(app);
      else byId.set(app.id, [app]);
    }
    for (const [id, apps] of byId) {
      if (apps.length < 2) continue;
      const ordered = inOrder(apps.map((app) => ({ app, at: located(app, ['metadata', 'name']) })));
      const first = ordered[0] as (typeof ordered)[number];
      const isNew = oncePerPlace();
      isNew(first.at);
      for (const { app, at } of ordered.slice(1)) {
        if (!isNew(at)) continue;
        yield {
          code: 'duplicate-application',
          at,
          message: t`Another definition makes the Application “${id}” too: the two overwrite each other.`,
          related: [{ at: first.at, message: t`the other definition of “${app.name}”` }],
        };
      }
    }
  },
};
