import { t } from '../../l10n/t.ts';
import { escapeHtml as e } from '../html/escape.ts';
import { section } from '../html/parts.ts';
import { effects } from '../html/sections/effects.ts';
import { writePage } from '../html.ts';
import type { BranchImpact } from './model.ts';
import { impactPage, pieces } from './page.ts';

/** Lines of a list that stand open. */
const OPEN = 20;

/** The impact as one page in the report's style. */
export function impactHtml(impact: BranchImpact): string {
  const page = impactPage(impact);
  const table = effects(impact);
  const header = `<h1>${words(page.title)}</h1>
<p><strong>${page.figures.map(words).join(' · ')}</strong></p>
${page.notes.map((note) => `<p class="note">${words(note)}</p>`).join('\n')}`;
  const lists = page.lists.map(({ title, lines }, i) => section(`list${i}`, title, items(lines)));
  return writePage(t`Branch impact`, header, [...(table ? [table] : []), ...lists]);
}

function items(lines: readonly string[]): string {
  const list = `<ul class="plain">${lines.map((line) => `<li>${words(line)}</li>`).join('\n')}</ul>`;
  return lines.length > OPEN ? `<details><summary>${e(t`${lines.length} entries`)}</summary>${list}</details>` : list;
}

function words(text: string): string {
  return pieces(text)
    .map((piece) => (piece.isName ? `<code>${e(piece.text)}</code>` : e(piece.text)))
    .join('');
}
