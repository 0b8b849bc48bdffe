import { lineIndex } from '../documents/lineIndex.ts';
import { t } from '../l10n/t.ts';
import type { OtherRoute } from '../routes/model.ts';
import { startOf } from './builds/triggers.ts';
import type { FileFacts, Judgement } from './effect.ts';

/**
 * What becomes of a manifest that something other than an Application applies. A workflow that a push starts makes it
 * conditional, not automatic: it has to run through, with the credentials and conditions that only its service knows.
 */
export function effectOfOther({ repository, file }: FileFacts, { at, text, certain, why }: OtherRoute): Judgement {
  const line = lineIndex(repository.tree.text(at.file) ?? '').position(at.span.start).line + 1;
  const place = `${at.file}:${line}`;
  const start = startOf(repository, at.file, file);
  if (start.by === 'hand')
    return {
      effect: 'manual',
      reason: t`${place} applies it when somebody runs it.`,
      steps: [{ does: 'run', command: text }],
    };
  return {
    effect: 'conditional',
    reason:
      start.by === 'push'
        ? t`${place} applies it when a push starts it.`
        : t`${place} applies it on this event: ${start.event}.`,
    steps: [
      {
        does: 'say',
        sentence: certain ? t`${at.file} has to run through.` : (why ?? t`${at.file} has to run through.`),
      },
    ],
  };
}
