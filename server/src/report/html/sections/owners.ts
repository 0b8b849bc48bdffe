import { t } from '../../../l10n/t.ts';
import type { Report } from '../../model.ts';
import { percent } from '../../unwatchedGroups.ts';
import { escapeHtml as e } from '../escape.ts';
import { type Section, section, table } from '../parts.ts';

/** Coverage by CODEOWNERS. */
export function owners({ owners: rows }: Report): Section | undefined {
  if (rows.length === 0) return undefined;
  const body = rows.map(
    ({ owner, manifests, deployed, unwatched: lost, coverage }) =>
      `<tr><td>${owner === null ? `<span class="muted">${e(t`nobody`)}</span>` : `<code>${e(owner)}</code>`}</td><td>${manifests}</td><td>${deployed}</td><td>${lost}</td><td>${percent(coverage)} %</td></tr>`,
  );
  const title = t`Coverage by owner`;
  const header = [t`Owner`, t`Manifests`, t`Automatically`, t`Nowhere`, t`Coverage`];
  return section('owners', title, table('owners', header, body, title));
}
