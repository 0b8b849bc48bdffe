import { t } from '../../l10n/t.ts';
import { clean, effects, type Paint, wrap } from '../text.ts';
import type { BranchImpact } from './model.ts';
import { impactPage, pieces } from './page.ts';

/** Lines of a list that are written out in the terminal; the rest is counted. */
const MAX_LINES = 20;

/** The impact for a terminal. */
export function impactText(impact: BranchImpact, paint: Paint): string {
  const page = impactPage(impact);
  const lines = [
    paint('1', words(page.title)),
    ...wrap(page.figures.map(words).join(' · '), 2).map((line) => `  ${line}`),
    ...page.notes.flatMap((note) => wrap(words(note), 2).map((line) => `  ${paint('2', line)}`)),
    ...effects({ effects: impact.effects, repositories: [] }, paint),
    ...page.lists.flatMap(({ title, lines: items }) => [
      '',
      `  ${title}`,
      ...items
        .slice(0, MAX_LINES)
        .flatMap((item) => wrap(words(item), 8).map((line, i) => `${' '.repeat(i === 0 ? 6 : 8)}${line}`)),
      ...(items.length > MAX_LINES ? [`      ${t`… and ${items.length - MAX_LINES} more`}`] : []),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function words(text: string): string {
  return pieces(text)
    .map((piece) => clean(piece.text))
    .join('');
}
