import { isObject } from '../../applications/json.ts';
import { t } from '../../l10n/t.ts';
import { replaceScalar } from '../edits.ts';
import { type ActionProvider, absolute, isSafePath, textFact } from './provider.ts';

/** Replaces a path that does not exist by one that does (“did you mean”). */
export const changePath: ActionProvider = {
  id: 'changePath',
  offer(_context, { diagnostics }) {
    return diagnostics.flatMap((diagnostic) => {
      if (diagnostic.code !== 'path-not-found' || !isObject(diagnostic.data)) return [];
      const { suggestions } = diagnostic.data;
      if (!Array.isArray(suggestions)) return [];
      return suggestions
        .filter((path): path is string => typeof path === 'string')
        .map((path, i) => ({
          title: t`Change path to ${path}`,
          kind: 'quickfix' as const,
          code: diagnostic.code,
          preferred: i === 0 && suggestions.length === 1,
          facts: { path, start: diagnostic.span.start, end: diagnostic.span.end },
        }));
    });
  },
  resolve(_context, at) {
    const path = textFact(at, 'path');
    const { start, end } = at.facts;
    if (path === undefined || !isSafePath(path) || typeof start !== 'number' || typeof end !== 'number')
      return undefined;
    return {
      steps: [
        { type: 'edit', path: absolute(at.repository, at.file), edits: [replaceScalar(at.text, { start, end }, path)] },
      ],
    };
  },
};
