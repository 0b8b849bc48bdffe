import { t } from '../l10n/t.ts';
import { located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** A source whose path exists and gives no manifest: usually a wrong directory, or subdirectories that are not read. */
export const emptySource: FleetRule = {
  codes: ['empty-source'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps)
      for (const source of app.sources) {
        const root = source.roots[0];
        if (
          !app.certain ||
          source.roots.length !== 1 ||
          !root ||
          source.problems.length > 0 ||
          root.type !== 'Directory'
        )
          continue;
        if (root.claims.some((claim) => claim.role === 'manifest')) continue;
        const at = located(app, [...source.at, 'path']);
        if (!isNew(at)) continue;
        const nested = root.repository.tree.list(root.path).some((entry) => entry.kind === 'directory');
        yield {
          code: 'empty-source',
          at,
          message: nested
            ? t`\`${root.path || '.'}\` holds no manifest that Application “${app.name}” would deploy (its subdirectories are not read: recurse is off).`
            : t`\`${root.path || '.'}\` holds no manifest that Application “${app.name}” would deploy.`,
          data: { nested },
        };
      }
  },
};
