import { code, escapeMarkdown } from '../../features/markdown.ts';
import { t } from '../../l10n/t.ts';
import { effects, fold } from '../markdown.ts';
import type { BranchImpact } from './model.ts';
import { type ImpactPage, impactPage, pieces } from './page.ts';

/** Lines of a list that stand open, and that are written at all: a comment has its limits. */
const OPEN = 10;
const MAX_LINES = 100;

/** The impact as a pull-request comment. */
export function impactMarkdown(impact: BranchImpact): string {
  const page = impactPage(impact);
  const parts = [
    `## ${words(page.title)}`,
    page.figures.map((figure) => `**${words(figure)}**`).join(' · '),
    ...page.notes.map((note) => `> ${words(note)}`),
    ...effects(impact),
    ...page.lists.map(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section({ title, lines }: ImpactPage['lists'][number]): string {
  const items = lines.slice(0, MAX_LINES).map((line) => `- ${words(line)}`);
  if (lines.length > MAX_LINES) items.push(`- ${t`… and ${lines.length - MAX_LINES} more`}`);
  const body = items.join('\n');
  return lines.length > OPEN ? fold(`${title} (${lines.length})`, body) : `### ${title}\n\n${body}`;
}

function words(text: string): string {
  return pieces(text)
    .map((piece) => (piece.isName ? code(piece.text) : escapeMarkdown(piece.text)))
    .join('');
}
