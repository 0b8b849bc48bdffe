import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** A source in a repository that is not in the workspace. */
export const otherRepository: FleetRule = {
  codes: ['other-repository'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps)
      for (const source of app.sources) {
        if (source.identity || source.chart !== undefined || source.repoURL === '' || hasUnknown(source.repoURL))
          continue;
        if (source.repoURL.startsWith('oci://')) continue;
        const at = located(app, [...source.at, 'repoURL']);
        if (!isNew(at)) continue;
        yield {
          code: 'other-repository',
          at,
          message: t`This source is in another repository: Application “${app.name}” deploys nothing from here through it.`,
          data: { url: source.repoURL },
        };
      }
  },
};
