import { language, t } from '../l10n/t.ts';
import type { ReportFormat } from './format.ts';
import { escapeHtml as e } from './html/escape.ts';
import type { Section } from './html/parts.ts';
import { SCRIPT } from './html/script.ts';
import { applications } from './html/sections/applications.ts';
import { effects } from './html/sections/effects.ts';
import { environments } from './html/sections/environments.ts';
import { errors } from './html/sections/errors.ts';
import { headline } from './html/sections/headline.ts';
import { map } from './html/sections/map.ts';
import { owners } from './html/sections/owners.ts';
import { routes } from './html/sections/routes.ts';
import { unwatched } from './html/sections/unwatched.ts';
import { STYLE } from './html/style.ts';
import type { Report } from './model.ts';

/** The chapters in the order of the page. A new one is a file and a line here. */
const SECTIONS: readonly ((report: Report) => Section | undefined)[] = [
  effects,
  errors,
  unwatched,
  map,
  applications,
  routes,
  environments,
  owners,
];

/** One self-contained page: nothing is loaded from anywhere, and its own policy says so. A host that sets its own replaces policy and nonce. */
export const html: ReportFormat = {
  name: 'html',
  write(report) {
    return writePage(
      'Argo CD Coverage',
      headline(report),
      SECTIONS.flatMap((write) => write(report) ?? []),
    );
  },
};

/** The frame of a page. @param header what stands above the contents, escaped. */
export function writePage(title: string, header: string, sections: readonly Section[]): string {
  const contents = sections.map((section) => `<a href="#${section.id}">${e(section.title)}</a>`).join('');
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-NONCE'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>${header}<nav aria-label="${e(t`Contents`)}">${contents}</nav></header>
<main data-rows="${e(t`${'{shown}'} of ${'{all}'} rows`)}">
${sections.map((section) => section.html).join('\n')}
</main>
<script nonce="NONCE">${SCRIPT}</script>
</body>
</html>
`;
}
