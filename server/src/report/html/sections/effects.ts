import { t } from '../../../l10n/t.ts';
import { categoryName, effectName } from '../../effectWords.ts';
import type { Report } from '../../model.ts';
import { escapeHtml as e } from '../escape.ts';
import { type Section, section, table } from '../parts.ts';

/** What a merge brings into effect by itself. */
export function effects({ effects: rows }: Pick<Report, 'effects'>): Section | undefined {
  if (rows.length === 0) return undefined;
  const body = rows.map((row) => {
    const where = row.repository === undefined ? '' : `<br><span class="muted">${e(row.repository)}</span>`;
    return `<tr><td>${e(categoryName(row.category))}${where}</td><td><span class="effect" data-effect="${row.effect}">${e(effectName(row.effect))}</span></td><td>${row.files}</td><td>${e(row.reason)}</td><td><code>${e(row.how)}</code></td></tr>`;
  });
  const title = t`When this merges`;
  return section('effects', title, table('effects', [t`What`, t`Takes effect`, t`Files`, t`Why`, t`How`], body, title));
}
