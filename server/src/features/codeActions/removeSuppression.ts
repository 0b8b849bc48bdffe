import { isObject } from '../../applications/json.ts';
import { t } from '../../l10n/t.ts';
import { suppressionComments } from '../../manifests/suppression.ts';
import { lineStart } from '../edits.ts';
import { type ActionProvider, absolute, textFact } from './provider.ts';

/** Takes away a comment that suppresses nothing, or the codes in it that do not. */
export const removeSuppression: ActionProvider = {
  id: 'removeSuppression',
  offer(_context, { diagnostics, text }) {
    return diagnostics.flatMap(({ code, data, span }) => {
      if (code !== 'unused-suppression' || !isObject(data) || !Array.isArray(data['unused'])) return [];
      const unused = data['unused'].join(' ');
      const edit = edited(text, span.start, unused);
      if (!edit) return [];
      return [
        {
          title: edit.text === '' ? t`Remove the comment` : t`Remove ${unused} from the comment`,
          kind: 'quickfix' as const,
          code,
          preferred: true,
          facts: { start: span.start, unused },
        },
      ];
    });
  },
  resolve(_context, at) {
    const unused = textFact(at, 'unused');
    const { start } = at.facts;
    if (unused === undefined || typeof start !== 'number') return undefined;
    const edit = edited(at.text, start, unused);
    return edit && { steps: [{ type: 'edit', path: absolute(at.repository, at.file), edits: [edit] }] };
  },
};

/** The edit, if the comment still stands there and ends on its line. @param unused codes; none for the whole comment. */
function edited(text: string, start: number, unused: string) {
  const comment = suppressionComments(text).find(({ span }) => span.start === start);
  if (!comment) return undefined;
  const written = text.slice(start, comment.span.end);
  if (written.startsWith('{{') && !written.endsWith('}}')) return undefined;
  const gone = new Set(unused.split(' '));
  if (unused === '' || comment.codes.every((code) => gone.has(code)))
    return { span: { start: lineStart(text, start), end: comment.below }, text: '' };
  const kept = written.replace(/[, \t]*(?<![\w-])[a-z]+(?:-[a-z]+)+(?![\w-])/g, (word) =>
    gone.has(word.replace(/^[, \t]+/, '')) ? '' : word,
  );
  // What separated the first code from the next.
  return { span: comment.span, text: kept.replace(/(argocd-coverage-ignore)[ \t:,]+/, '$1 ') };
}
