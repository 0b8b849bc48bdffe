import { t } from '../../l10n/t.ts';
import { lineAfter, lineStart } from '../edits.ts';
import { type ActionProvider, absolute } from './provider.ts';

const LINE = /^[ \t]*replicas:[ \t]*\d+[ \t]*(?:#.*)?\r?\n?$/;

/** Leaves a workload's replicas to its autoscaler: takes their line away. */
export const removeReplicas: ActionProvider = {
  id: 'removeReplicas',
  offer(_context, { diagnostics, text }) {
    return diagnostics.flatMap(({ code, span }) => {
      if (code !== 'hpa-selfheal-conflict' || !lineOf(text, span.start)) return [];
      const title = t`Remove replicas: the autoscaler decides`;
      return [{ title, kind: 'quickfix' as const, code, preferred: true, facts: { start: span.start } }];
    });
  },
  resolve(_context, at) {
    const { start } = at.facts;
    const line = typeof start === 'number' ? lineOf(at.text, start) : undefined;
    return (
      line && { steps: [{ type: 'edit', path: absolute(at.repository, at.file), edits: [{ span: line, text: '' }] }] }
    );
  },
};

function lineOf(text: string, offset: number): { start: number; end: number } | undefined {
  const line = { start: lineStart(text, offset), end: lineAfter(text, offset) };
  return LINE.test(text.slice(line.start, line.end)) ? line : undefined;
}
