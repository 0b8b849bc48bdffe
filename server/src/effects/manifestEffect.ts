import type { JudgedManifest } from '../coverage/fileVerdict.ts';
import { t } from '../l10n/t.ts';
import { applyByHand } from './byHand.ts';
import { better, type FileFacts, type Judgement, worse } from './effect.ts';
import { effectOfOther } from './otherEffect.ts';
import { effectOfRoutes } from './routeEffect.ts';

/** What becomes of a file with manifests: of several the one that needs most. */
export function effectOfManifests(facts: FileFacts): Judgement {
  const { manifests } = facts.verdict;
  const counted = manifests.filter(({ verdict }) => verdict.status !== 'ignored');
  const [first, ...rest] = counted.length > 0 ? counted : manifests;
  return rest.reduce(
    (worst, manifest) => worse(worst, effectOfManifest(facts, manifest)),
    effectOfManifest(facts, first as JudgedManifest),
  );
}

function effectOfManifest(facts: FileFacts, { verdict }: JudgedManifest): Judgement {
  const { repository, file } = facts;
  const steps = () => applyByHand(repository, file);
  switch (verdict.status) {
    case 'root':
      return {
        effect: 'manual',
        reason: t`Nothing deploys the file itself: what it holds is registered by hand.`,
        steps: steps(),
      };
    case 'unwatched':
      return unreached(steps());
    case 'other':
      return verdict.others.map((route) => effectOfOther(facts, route)).reduce(better);
    default:
      return (
        effectOfRoutes(repository, verdict.routes) ?? {
          effect: 'manual',
          reason: t`A comment or a setting leaves it out of the coverage, and no Application deploys it.`,
          steps: steps(),
        }
      );
  }
}

/** No Application and nothing else takes it to a cluster. */
export function unreached(steps: Judgement['steps']): Judgement {
  return {
    effect: 'manual',
    reason: t`No Application of the workspace deploys it, and nothing else in it applies it.`,
    steps,
  };
}
