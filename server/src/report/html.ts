import type { ReportFormat } from './format.ts';
import {
  applications,
  effects,
  environments,
  errors,
  headline,
  map,
  owners,
  routes,
  unwatched,
} from './html/sections.ts';
import { SCRIPT, STYLE } from './html/style.ts';

/** One self-contained page: nothing is loaded from anywhere, and its own policy says so. A host that sets its own replaces policy and nonce. */
export const html: ReportFormat = {
  name: 'html',
  write(report) {
    const sections = [headline, effects, errors, unwatched, map, routes, applications, owners, environments].map(
      (section) => section(report),
    );
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-NONCE'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Argo CD Coverage</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${sections.filter((text) => text !== '').join('\n')}
</main>
<script nonce="NONCE">${SCRIPT}</script>
</body>
</html>
`;
  },
};
