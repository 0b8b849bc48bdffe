import { code, escapeMarkdown } from '../features/markdown.ts';
import { applicationCount } from '../l10n/counts.ts';
import { t } from '../l10n/t.ts';
import { destinationName } from './destination.ts';
import { categoryName, effectName } from './effectWords.ts';
import { environmentGaps } from './environments.ts';
import type { ReportFormat } from './format.ts';
import type { Report } from './model.ts';
import { routeKinds } from './routeKinds.ts';
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
      `## ${t`${percent(summary.coverage)} % deployed automatically`}`,
      t`${summary.deployed} of ${counted} manifests · ${summary.manual} by hand · ${summary.possible} possibly · ${summary.other} by other routes · **${summary.unwatched} nowhere**`,
      ...notes(report),
      ...effects(report),
      ...errors(report),
      ...unwatched(report),
      ...routes(report),
      ...applications(report),
      ...owners(report),
      ...environments(report),
    ];
    return `${parts.join('\n\n')}\n`;
  },
};

function notes(report: Report): string[] {
  return report.notes.map((note) => `> ${escapeMarkdown(note)}`);
}

/** What a merge brings into effect by itself; also the heart of a branch's impact. */
export function effects({ effects: rows }: Pick<Report, 'effects'>): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    (row) =>
      `| ${row.repository === undefined ? '' : `${code(row.repository)} `}${cell(categoryName(row.category))} | ${cell(effectName(row.effect))} | ${row.files} | ${cell(row.reason)} | ${codeCell(row.how)} |`,
  );
  return [`### ${t`When this merges`}`, table([t`What`, t`Takes effect`, t`Files`, t`Why`, t`How`], lines)];
}

function routes({ manifests }: Report): string[] {
  const kinds = routeKinds(manifests);
  if (kinds.length < 2) return [];
  const rows = kinds.map(({ kind, manifests: n, only }) => `| ${code(kind)} | ${n} | ${only} |`);
  return [`### ${t`Routes`}`, table([t`Route`, t`Manifests`, t`By no other route`], rows)];
}

/** Rows of the environment matrix, at most. */
const MAX_ENVIRONMENT_ROWS = 100;

function environments({ environments: matrix }: Report): string[] {
  const gaps = environmentGaps(matrix);
  if (gaps.length === 0) return [];
  const rows = gaps.slice(0, MAX_ENVIRONMENT_ROWS).map(({ directory, files, reached }) => {
    const where = files.length === 1 ? code(files[0] as string) : code(`${directory}/`);
    return `| ${where} | ${files.length} | ${matrix.destinations.map((name) => (reached.has(name) ? '✓' : '–')).join(' | ')} |`;
  });
  const header = [t`Where`, t`Files`, ...matrix.destinations.map((name) => code(name))];
  return [fold(t`Environments`, table(header, rows))];
}

function errors(report: Report): string[] {
  const found = report.diagnostics.filter(({ severity }) => severity === 'error');
  if (found.length === 0) return [];
  const rows = found.map((d) => `| ${code(`${d.file}:${d.line}`)} | ${code(d.code)} | ${cell(d.message)} |`);
  return [`### ${t`Errors`}`, table([t`Place`, t`Code`, t`What`], rows)];
}

function unwatched(report: Report): string[] {
  const groups = unwatchedGroups(report);
  if (groups.length === 0) return [];
  const rows = groups.map(({ directory, manifests, reason }) => {
    const nearest = manifests[0]?.nearest;
    const near = nearest ? t`${code(nearest.application)} watches ${code(nearest.path || '.')}` : '–';
    return `| ${code(directory)} | ${manifests.length} | ${code(reason)} | ${near} | ${cell(nearest?.edit ?? t`generate an Application`)} |`;
  });
  const header = [t`Directory`, t`Manifests`, t`Reason`, t`Nearest`, t`Way out`];
  const open = table(header, rows.slice(0, OPEN));
  const folded =
    rows.length > OPEN ? [fold(t`… and ${rows.length - OPEN} more directories`, table(header, rows.slice(OPEN)))] : [];
  return [`### ${t`What nothing deploys`}`, open, ...folded];
}

function applications(report: Report): string[] {
  if (report.applications.length === 0) return [];
  const rows = report.applications.map((app) => {
    const sources = app.sources.map((source) => code(source.path ?? source.chart ?? source.repoURL)).join(', ');
    const state =
      app.errors.length > 0 ? t`failing` : app.certain ? (app.automated ? t`automatic` : t`by hand`) : t`possible`;
    return `| ${code(app.id)} | ${sources} | ${cell(destinationName(app.destination))} | ${state} |`;
  });
  return [
    fold(
      applicationCount(report.applications.length),
      table([t`Application`, t`Source`, t`Destination`, t`Sync`], rows),
    ),
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

export function fold(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Code in a table: a pipe would end the cell. */
function codeCell(words: string): string {
  return code(words).replaceAll('|', '\\|');
}

function cell(words: string): string {
  return escapeMarkdown(words);
}
