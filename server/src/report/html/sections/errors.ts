import { t } from '../../../l10n/t.ts';
import type { Report } from '../../model.ts';
import { escapeHtml as e, placeLink, prose } from '../escape.ts';
import { type Section, section, table } from '../parts.ts';

/** What keeps Applications from being synced. */
export function errors({ diagnostics }: Report): Section | undefined {
  const found = diagnostics.filter(({ severity }) => severity === 'error');
  if (found.length === 0) return undefined;
  const body = found.map(
    (d) =>
      `<tr><td class="error">${prose(d.message)}</td><td>${placeLink(d.file, d.line, d.repository)}</td><td><code>${e(d.code)}</code></td></tr>`,
  );
  const title = t`Errors`;
  return section('errors', title, table('errors', [t`What`, t`Where`, t`Code`], body, title));
}
