import { t } from '../l10n/t.ts';
import { located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** An Application in the project that permits everything unless somebody changed it. */
export const defaultProject: FleetRule = {
  codes: ['default-project'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps) {
      const at = located(app, ['spec', 'project']);
      if (app.project !== 'default' || !isNew(at)) continue;
      yield {
        code: 'default-project',
        at,
        message: t`Application “${app.name}” uses the default project, which permits every source and destination unless it was changed.`,
      };
    }
  },
};
