import { t } from '../../../l10n/t.ts';
import type { Report } from '../../model.ts';
import { routeKinds } from '../../routeKinds.ts';
import { escapeHtml as e } from '../escape.ts';
import { type Flow, flowOf } from '../flow.ts';
import { flowPicture } from '../flowPicture.ts';
import { type Section, section, table } from '../parts.ts';

/** The ways from files to clusters, as a picture, and as a table for those who can't see it. */
export function routes(report: Report): Section | undefined {
  const flow = flowOf(report, { nothing: t`nothing`, rest: t`others` });
  if (flow.links[0].length === 0) return undefined;
  const label = t`Where manifests are, what deploys them, and where they get to; lines are as wide as manifests are many.`;
  const kinds = routeKinds(report.manifests);
  const rows = kinds.map(({ kind, manifests: n, only }) => `<tr><td>${e(kind)}</td><td>${n}</td><td>${only}</td></tr>`);
  const header = [t`Route`, t`Manifests`, t`By no other route`];
  return section(
    'routes',
    t`Routes`,
    `<p class="muted">${e(label)}</p>${flowPicture(flow, label)}${asTable(flow)}${rows.length > 0 ? table('routes', header, rows, t`Routes`) : ''}`,
  );
}

function asTable({ links }: Flow): string {
  const rows = links
    .flat()
    .map(({ from, to, manifests }) => `<tr><td>${e(from)}</td><td>${e(to)}</td><td>${manifests}</td></tr>`);
  const title = t`The picture as a table`;
  return `<details><summary>${e(title)}</summary>${table('flow', [t`From`, t`To`, t`Manifests`], rows, title)}</details>`;
}
