import { isObject } from '../../applications/json.ts';
import { t } from '../../l10n/t.ts';
import { appendSetting } from './configFile.ts';
import { type ActionProvider, textFact } from './provider.ts';

/** Confirms that a URL names this repository, or says so where nothing gave it away. */
export const addAlias: ActionProvider = {
  id: 'addAlias',
  offer(_context, { diagnostics }) {
    return diagnostics.flatMap((diagnostic) => {
      const known = diagnostic.code === 'repository-alias' || diagnostic.code === 'other-repository';
      if (!known || !isObject(diagnostic.data) || typeof diagnostic.data['url'] !== 'string') return [];
      const { url } = diagnostic.data;
      return [
        {
          title: t`Treat ${url} as this repository`,
          kind: 'quickfix' as const,
          code: diagnostic.code,
          preferred: diagnostic.code === 'repository-alias',
          facts: { url, repository: diagnostic.data['repository'] },
        },
      ];
    });
  },
  resolve(context, at) {
    const url = textFact(at, 'url');
    const repository = context.workspace.byId(textFact(at, 'repository') ?? '') ?? at.repository;
    const steps = url === undefined ? undefined : appendSetting(repository, 'repositoryAliases', url);
    return steps && { steps };
  },
};
