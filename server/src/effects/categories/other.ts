import { t } from '../../l10n/t.ts';
import type { CategoryRule } from '../effect.ts';
import { mergeIsAll } from '../routeEffect.ts';

/** Everything else: scripts, settings of tools, pictures. */
export const other: CategoryRule = {
  name: 'other',
  takes: () => true,
  judge: () => ({
    effect: 'automatic',
    reason: t`Nothing takes it to a cluster: whoever uses it uses the branch.`,
    steps: [mergeIsAll()],
  }),
};
