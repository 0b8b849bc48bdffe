import { isObject } from '../../applications/json.ts';
import type { Definition } from '../../coverage/definition.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext } from '../context.ts';
import { appendItem, documentAt } from '../edits.ts';
import { type ActionProvider, absolute, textFact } from './provider.ts';

/** Adds a repository to the `sourceRepos` of the AppProject that does not permit it. */
export const permitSource: ActionProvider = {
  id: 'permitSource',
  offer(context, { diagnostics }) {
    return diagnostics.flatMap(({ code, data }) => {
      if (code !== 'not-permitted-by-project' || !isObject(data)) return [];
      const { project, repoURL } = data;
      const found =
        typeof project === 'string' && typeof repoURL === 'string' ? findProject(context, project) : undefined;
      if (!found) return [];
      return [
        {
          title: t`Add ${String(repoURL)} to ${found.at.file}`,
          kind: 'quickfix' as const,
          code,
          facts: { project, repoURL },
        },
      ];
    });
  },
  resolve(context, at) {
    const found = findProject(context, textFact(at, 'project') ?? '');
    const repository = found && context.workspace.byId(found.at.repository);
    const text = found && repository?.tree.text(found.at.file);
    const repoURL = textFact(at, 'repoURL');
    const document = text === undefined ? undefined : documentAt(text, found?.at.span?.start ?? 0);
    if (!found || !repository || text === undefined || !document || repoURL === undefined) return undefined;
    const edit = appendItem(text, document, ['spec', 'sourceRepos'], repoURL);
    return edit && { steps: [{ type: 'edit', path: absolute(repository, found.at.file), edits: [edit] }] };
  },
};

/** The one AppProject of a name, where it is written down as it is. */
function findProject(context: FeatureContext, name: string): Definition | undefined {
  const named = context.fleet().projects.filter(({ object }) => {
    const metadata = object['metadata'];
    return isObject(metadata) && metadata['name'] === name;
  });
  return named.length === 1 && named[0]?.made === 'file' ? named[0] : undefined;
}
