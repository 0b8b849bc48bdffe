import { isObject } from '../../applications/json.ts';
import { parseYaml } from '../../documents/yamlFile.ts';
import { t } from '../../l10n/t.ts';
import { replaceScalar } from '../edits.ts';
import { type ActionProvider, absolute, textFact } from './provider.ts';

/**
 * Changes a misspelt text into the one that was meant, where it stands as it was read: not where a template or a patch makes
 * it.
 */
export const changeText: ActionProvider = {
  id: 'changeText',
  offer(_context, { diagnostics, text }) {
    return diagnostics.flatMap(({ code, data, span }) => {
      if (!isObject(data) || typeof data['replace'] !== 'string' || typeof data['by'] !== 'string') return [];
      const { replace, by } = data;
      if (replacedText(text.slice(span.start, span.end), replace) === undefined) return [];
      return [
        {
          title: t`Change ${replace} to ${by}`,
          kind: 'quickfix' as const,
          code,
          preferred: true,
          facts: { replace, by, start: span.start, end: span.end },
        },
      ];
    });
  },
  resolve(_context, at) {
    const replace = textFact(at, 'replace');
    const by = textFact(at, 'by');
    const { start, end } = at.facts;
    if (replace === undefined || by === undefined || typeof start !== 'number' || typeof end !== 'number')
      return undefined;
    if (replacedText(at.text.slice(start, end), replace) === undefined) return undefined;
    const edit = replaceScalar(at.text, { start, end }, by);
    return { steps: [{ type: 'edit', path: absolute(at.repository, at.file), edits: [edit] }] };
  },
};

/** The scalar that a text is, if it is the expected one. */
function replacedText(written: string, expected: string): string | undefined {
  if (written === expected) return written;
  const value = /^["']/.test(written) ? parseYaml(written).documents[0]?.scalar([]) : undefined;
  return value === expected ? expected : undefined;
}
