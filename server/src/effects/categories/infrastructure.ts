import { t } from '../../l10n/t.ts';
import type { CategoryRule } from '../effect.ts';
import { INFRASTRUCTURE_TOOLS } from '../infrastructureTools.ts';

/** What machines, networks and clusters are made of. */
export const infrastructure: CategoryRule = {
  name: 'infrastructure',
  takes: ({ file }) => INFRASTRUCTURE_TOOLS.some((tool) => tool.owns.test(file)),
  judge(_context, { repository, file }) {
    const rank = INFRASTRUCTURE_TOOLS.findIndex(({ owns }) => owns.test(file));
    const step = INFRASTRUCTURE_TOOLS[rank]?.step(repository.tree, file);
    return {
      effect: 'manual',
      reason: t`Its tool has to run again: a merge alone changes no machine.`,
      steps: step ? [step.does === 'run' ? { ...step, rank } : step] : [],
    };
  },
};
