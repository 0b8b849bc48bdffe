import type { Identity } from '../coverage/identity.ts';
import { t } from '../l10n/t.ts';
import { located, oncePerPlace } from './located.ts';
import type { FleetRule } from './rule.ts';

/** A URL that is taken for a repository of the workspace by inference; the user may confirm it by an alias. */
export const repositoryAlias: FleetRule = {
  codes: ['repository-alias'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps)
      for (const source of app.sources) {
        const { identity } = source;
        if (!identity || identity.how === 'remote' || identity.how === 'alias') continue;
        const at = located(app, [...source.at, 'repoURL']);
        if (!isNew(at)) continue;
        yield {
          code: 'repository-alias',
          at,
          message: messageOf(identity),
          data: { url: source.repoURL, repository: identity.repository },
        };
      }
  },
};

function messageOf(identity: Identity): string {
  switch (identity.how) {
    case 'placeholder':
      return t`This URL is taken for this repository: it holds a placeholder, and no other repository of the workspace fits. Argo CD itself reads the URL as it is written.`;
    case 'same-name':
      return t`This URL is taken for this repository: it has the same name, and \`${identity.evidence ?? ''}\` exists here. Argo CD itself reads the URL as it is written.`;
    default:
      return t`This URL is taken for this repository: the paths used with it exist here (${identity.evidence ?? ''}). Argo CD itself reads the URL as it is written.`;
  }
}
