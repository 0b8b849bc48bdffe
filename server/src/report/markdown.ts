import { code, escapeMarkdown } from '../features/markdown.ts';
import { t } from '../l10n/t.ts';
import type { ReportFormat } from './format.ts';
import type { Report } from './model.ts';
import { percent, unwatchedGroups } from './unwatchedGroups.ts';

/** Groups that stand open; the rest is folded. */
const OPEN = 10;

/** The report for a pull request or a wiki: long lists folded. */
export const markdown: ReportFormat = {
  name: 'markdown',
  write(report) {
    const { summary } = report;
    const counted = summary.manifests - summary.ignored - summary.root;
    const parts = [
      `## ${percent(summary.coverage)} % deployed automatically`,
      `${summary.deployed} of ${counted} manifests · ${summary.manual} by hand · ${summary.possible} possibly · ${summary.other} by other routes · **${summary.unwatched} nowhere**`,
      ...notes(report),
      ...errors(report),
      ...unwatched(report),
      ...applications(report),
      ...owners(report),
    ];
    return `${parts.join('\n\n')}\n`;
  },
};

function notes(report: Report): string[] {
  return report.notes.map((note) => `> ${escapeMarkdown(note)}`);
}

function errors(report: Report): string[] {
  const found = report.diagnostics.filter(({ severity }) => severity === 'error');
  if (found.length === 0) return [];
  const rows = found.map((d) => `| ${code(`${d.file}:${d.line}`)} | ${code(d.code)} | ${cell(d.message)} |`);
  return ['### Errors', table(['Place', 'Code', 'What'], rows)];
}

function unwatched(report: Report): string[] {
  const groups = unwatchedGroups(report);
  if (groups.length === 0) return [];
  const rows = groups.map(({ directory, manifests, reason }) => {
    const nearest = manifests[0]?.nearest;
    const near = nearest ? `${code(nearest.application)} watches ${code(nearest.path || '.')}` : '–';
    return `| ${code(directory)} | ${manifests.length} | ${code(reason)} | ${near} | ${cell(nearest?.edit ?? 'generate an Application')} |`;
  });
  const header = ['Directory', 'Manifests', 'Reason', 'Nearest', 'Way out'];
  const open = table(header, rows.slice(0, OPEN));
  const folded =
    rows.length > OPEN ? [fold(`${rows.length - OPEN} more directories`, table(header, rows.slice(OPEN)))] : [];
  return ['### What nothing deploys', open, ...folded];
}

function applications(report: Report): string[] {
  if (report.applications.length === 0) return [];
  const rows = report.applications.map((app) => {
    const sources = app.sources.map((source) => code(source.path ?? source.chart ?? source.repoURL)).join(', ');
    const to = [app.destination.server ?? app.destination.name ?? '', app.destination.namespace ?? '']
      .filter((part) => part !== '')
      .join(' / ');
    const state =
      app.errors.length > 0 ? 'failing' : app.certain ? (app.automated ? 'automatic' : 'by hand') : 'possible';
    return `| ${code(app.id)} | ${sources} | ${cell(to)} | ${state} |`;
  });
  return [
    fold(`${report.applications.length} Applications`, table(['Application', 'Source', 'Destination', 'Sync'], rows)),
  ];
}

/** Coverage by CODEOWNERS. */
function owners({ owners: rows }: Report): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ owner, manifests, deployed, unwatched: lost, coverage }) =>
      `| ${owner === null ? t`nobody` : code(owner)} | ${manifests} | ${deployed} | ${lost} | ${percent(coverage)} % |`,
  );
  const header = [t`Owner`, t`Manifests`, t`Automatically`, t`Nowhere`, t`Coverage`];
  return [`### ${t`Coverage by owner`}`, table(header, lines)];
}

function table(header: readonly string[], rows: readonly string[]): string {
  return [`| ${header.join(' | ')} |`, `|${header.map(() => '---').join('|')}|`, ...rows].join('\n');
}

function fold(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function cell(words: string): string {
  return escapeMarkdown(words);
}
