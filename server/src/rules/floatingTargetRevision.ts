import { parseConstraint } from '../gotemplate/functions/semver/constraint.ts';
import { parseVersion } from '../gotemplate/functions/semver/version.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** A chart of a Helm repository at a range of versions: what is deployed depends on the day. */
export const floatingTargetRevision: FleetRule = {
  codes: ['floating-target-revision'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps)
      for (const { chart, targetRevision, at: source } of app.sources) {
        if (chart === undefined || hasUnknown(targetRevision) || !floats(targetRevision)) continue;
        const at = located(app, [...source, 'targetRevision']);
        if (!isNew(at)) continue;
        yield {
          code: 'floating-target-revision',
          at,
          message: t`The revision \`${targetRevision}\` of chart “${chart}” floats: a new release of the chart is deployed without a merge.`,
        };
      }
  },
};

/** A constraint that is no version by itself (`util/versions/tags.go` MaxVersion); an empty revision is refused elsewhere. */
function floats(revision: string): boolean {
  return revision !== '' && 'error' in parseVersion(revision) && !('error' in parseConstraint(revision));
}
