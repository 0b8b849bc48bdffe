import { fileCount } from '../../../l10n/counts.ts';
import { t } from '../../../l10n/t.ts';
import { destinationName } from '../../destination.ts';
import type { Report, ReportApplication } from '../../model.ts';
import { escapeHtml as e, placeLink, prose } from '../escape.ts';
import { type Section, search, section, table } from '../parts.ts';

/** Generations of Applications that are indented. */
const DEEPEST = 10;

/** From the roots down: source, files, errors, destination. */
export function applications({ applications: apps }: Report): Section | undefined {
  if (apps.length === 0) return undefined;
  const byId = new Map(apps.map((app) => [app.id, app]));
  const title = t`Applications`;
  const header = [t`Application`, t`Source`, t`Destination`, t`Sync`];
  const rows = apps.map((app) => row(app, depth(app, byId)));
  return section(
    'applications',
    title,
    search('applications', t`Search Applications`) + table('applications', header, rows, title),
  );
}

function depth(app: ReportApplication, byId: ReadonlyMap<string, ReportApplication>): number {
  let level = 0;
  for (let parent = app.parent; parent !== null && level < DEEPEST; parent = byId.get(parent)?.parent ?? null) level++;
  return level;
}

function row(app: ReportApplication, level: number): string {
  const sources = app.sources.map(({ path, chart, repoURL, type, local, files }) => {
    const what = type ?? (local ? '' : t`elsewhere`);
    const count = fileCount(files.length);
    return `<code>${e(path ?? chart ?? repoURL)}</code> <span class="muted">${e([what, count].filter((part) => part !== '').join(' · '))}</span>`;
  });
  const from = [
    app.generatedBy === null ? '' : t`made by ${app.generatedBy}`,
    app.parent === null ? '' : t`deployed by ${app.parent}`,
  ].filter((part) => part !== '');
  const { definedIn } = app;
  return `<tr><td style="padding-left:${(0.6 + level * 1.2).toFixed(1)}rem">${placeLink(definedIn.file, definedIn.line, definedIn.repository, app.id)}<br><span class="muted">${e(from.join(' · '))}</span></td><td>${sources.join('<br>')}</td><td>${e(destinationName(app.destination))}</td><td>${state(app)}</td></tr>`;
}

function state(app: ReportApplication): string {
  const [error] = app.errors;
  if (error) return `<span class="error">${prose(error.message)}</span>`;
  if (!app.certain) return e(t`possible`);
  return e(app.automated ? t`automatic` : t`by hand`);
}
