import { t } from '../l10n/t.ts';
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
        const absent = source.roots.length === 0 ? source.path : undefined;
        yield {
          code: 'other-revision',
          at,
          message: messageOf(app.name, source.targetRevision, branch, absent),
        };
      }
  },
};

/** @param branch of the checkout; @param absent the source's path, when it does not exist here. */
function messageOf(app: string, revision: string, branch: string | undefined, absent: string | undefined): string {
  if (branch === undefined)
    return absent === undefined
      ? t`Application “${app}” reads “${revision}”, not this checkout: what it deploys may differ from the files here.`
      : t`Application “${app}” reads “${revision}”, not this checkout: what it deploys may differ from the files here; \`${absent}\` does not exist here, but may exist there.`;
  return absent === undefined
    ? t`Application “${app}” reads “${revision}”, not this checkout (${branch}): what it deploys may differ from the files here.`
    : t`Application “${app}” reads “${revision}”, not this checkout (${branch}): what it deploys may differ from the files here; \`${absent}\` does not exist here, but may exist there.`;
}
