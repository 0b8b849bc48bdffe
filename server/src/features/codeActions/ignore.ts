import { dirname } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { DEFAULT_SETTINGS } from '../../settings/settings.ts';
import { indentAt, lineEnd, lineStart } from '../edits.ts';
import { appendSetting } from './configFile.ts';
import { type ActionProvider, absolute, type Offer, textFact } from './provider.ts';

/** Leaves a document, a file or a directory out of the coverage: by a comment, or in the repository's configuration file. */
export const ignore: ActionProvider = {
  id: 'ignore',
  offer(_context, { manifest, diagnostics, file }) {
    const chart = diagnostics.find(
      ({ code, data }) =>
        code === 'unwatched-manifest' && typeof (data as { chart?: unknown } | undefined)?.chart === 'string',
    );
    const code = manifest?.verdict.reason ?? chart?.code;
    if (code === undefined) return [];
    const directory = dirname(file);
    const offers: Offer[] = [];
    if (manifest && !file.endsWith('.json'))
      offers.push({
        title: t`Ignore this document (comment)`,
        kind: 'quickfix',
        code,
        facts: { start: manifest.facts.span.start },
      });
    if (!chart) offers.push({ title: t`Ignore ${file}`, kind: 'quickfix', code, facts: { glob: escapeGlob(file) } });
    if (directory !== '')
      offers.push({
        title: t`Ignore ${directory}/**`,
        kind: 'quickfix',
        code,
        facts: { glob: `${escapeGlob(directory)}/**` },
      });
    return offers;
  },
  resolve(_context, at) {
    const glob = textFact(at, 'glob');
    if (glob !== undefined) {
      const steps = appendSetting(at.repository, 'ignore', glob, DEFAULT_SETTINGS.ignore);
      return steps && { steps };
    }
    const { start } = at.facts;
    if (typeof start !== 'number' || start > at.text.length) return undefined;
    const line = lineStart(at.text, start);
    const comment = `${' '.repeat(indentAt(at.text, start))}# argocd-coverage-ignore${lineEnd(at.text)}`;
    return {
      steps: [
        {
          type: 'edit',
          path: absolute(at.repository, at.file),
          edits: [{ span: { start: line, end: line }, text: comment }],
        },
      ],
    };
  },
};

function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}
