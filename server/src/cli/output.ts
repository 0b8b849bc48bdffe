import { appendFileSync, statSync } from 'node:fs';
import { t } from '../l10n/t.ts';
import { UsageError } from './arguments.ts';
import { writeWhole } from './writeWhole.ts';

/** What GitHub takes as one step's summary, in bytes. */
const MAX_SUMMARY = 1024 * 1024;

/** A full disk or quota: another name on it would not help. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Writes a file whole or not at all. @throws UsageError when it can't be written. */
export function writeOutput(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new UsageError(
      FULL.has(code)
        ? t`${file} can’t be written (${code}): the disk is full, make room or name a file elsewhere`
        : t`${file} can’t be written (${code}): name another file`,
    );
  }
}

/** Appends Markdown to a workflow step's summary; what does not fit is cut at a line and said so. */
export function appendSummary(file: string, markdown: string): void {
  const cut = t`The rest does not fit here: the report has it all.`;
  const used = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const room = MAX_SUMMARY - used - Buffer.byteLength(cut) - 3;
  const bytes = Buffer.from(markdown);
  const kept = bytes.subarray(0, Math.max(0, room));
  const end = kept.lastIndexOf(10) + 1;
  const text = bytes.length <= room ? markdown : `${kept.subarray(0, end).toString('utf8')}\n${cut}\n`;
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw new UsageError(
      t`${file} can’t be written (${(error as NodeJS.ErrnoException).code ?? 'error'}): unset GITHUB_STEP_SUMMARY`,
    );
  }
}
