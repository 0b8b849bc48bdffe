import { t } from '../../l10n/t.ts';
import { lineAfter, lineStart } from '../edits.ts';
import { type ActionProvider, absolute } from './provider.ts';

const MARKER = '+argocd:skip-file-rendering';

/** Takes the marker away that makes Argo CD skip the file. */
export const removeMarker: ActionProvider = {
  id: 'removeMarker',
  offer(_context, { manifest }) {
    if (manifest?.verdict.reason !== 'skipped-by-marker') return [];
    return [{ title: t`Remove ${MARKER}`, kind: 'quickfix', code: 'skipped-by-marker' }];
  },
  resolve(_context, { repository, file, text }) {
    const edits = [];
    for (let at = text.indexOf(MARKER); at >= 0; at = text.indexOf(MARKER, at + 1)) {
      const start = lineStart(text, at);
      const line = text.slice(start, lineAfter(text, at));
      // A comment that is nothing but the marker goes as a whole.
      const whole = /^\s*#\s*\+argocd:skip-file-rendering\s*$/.test(line);
      edits.push({
        span: whole ? { start, end: start + line.length } : { start: at, end: at + MARKER.length },
        text: '',
      });
    }
    return edits.length > 0 ? { steps: [{ type: 'edit', path: absolute(repository, file), edits }] } : undefined;
  },
};
