import { applicationCount, fileCount, manifestCount } from '../l10n/counts.ts';
import { t } from '../l10n/t.ts';
import { displayWidth, padColumns } from './displayWidth.ts';
import { categoryName, effectName } from './effectWords.ts';
import { environmentGaps } from './environments.ts';
import type { FormatOptions, ReportFormat } from './format.ts';
import type { Report } from './model.ts';
import { routeKinds } from './routeKinds.ts';
import { percent, unwatchedGroups } from './unwatchedGroups.ts';

const WIDTH = 80;
/** Groups and errors that are written out in the terminal; the rest is counted. */
const MAX_LINES = 20;

/** The report for a terminal: 80 columns where the names allow it, calm colours. */
export const text: ReportFormat = {
  name: 'text',
  write(report, options) {
    const paint = painter(options);
    const lines = [
      ...headline(report, paint),
      ...errors(report, paint),
      ...unwatched(report, paint),
      ...quiet(report, paint),
      ...routes(report, paint),
      ...effects(report, paint),
      ...environments(report, paint),
    ];
    return `${lines.join('\n')}\n`;
  },
};

/** Puts words into colours of the terminal. */
export type Paint = (codes: string, words: string) => string;

/** Paints where colours are wanted. */
export function painter({ colour = false }: FormatOptions): Paint {
  return (codes, words) => (colour ? `\u001b[${codes}m${words}\u001b[0m` : words);
}

function headline(report: Report, paint: Paint): string[] {
  const { summary } = report;
  const names = report.repositories.map(({ name, branch }) => [name, branch].filter(Boolean).join('  '));
  const left = `${names.map(clean).join(', ')}  ${manifestCount(summary.manifests)}, ${applicationCount(report.applications.length)}`;
  const right = t`${percent(summary.coverage)} % deployed automatically`;
  const gap = ' '.repeat(Math.max(2, WIDTH - displayWidth(left) - displayWidth(right)));
  const bar = coverageBar(report, paint);
  const rest = [
    t`${summary.deployed} automatically`,
    summary.manual > 0 ? t`${summary.manual} by hand` : '',
    summary.possible > 0 ? t`${summary.possible} possibly` : '',
    summary.other > 0 ? t`${summary.other} by other routes` : '',
    t`${summary.unwatched} nowhere`,
    summary.root > 0 ? t`${summary.root} registered by hand` : '',
    summary.ignored > 0 ? t`${summary.ignored} ignored` : '',
  ].filter((part) => part !== '');
  return [`${left}${gap}${paint('1', right)}`, bar, `  ${rest.join(' · ')}`];
}

function coverageBar({ summary }: Report, paint: Paint): string {
  const counted = summary.manifests - summary.ignored - summary.root;
  if (counted === 0) return '';
  const cells = WIDTH - 4;
  const share = (n: number): number => Math.round((cells * n) / counted);
  const deployed = share(summary.deployed);
  const partly = Math.min(cells - deployed, share(summary.manual + summary.possible + summary.other));
  return `  ${paint('32', '█'.repeat(deployed))}${paint('33', '▒'.repeat(partly))}${paint('2', '░'.repeat(Math.max(0, cells - deployed - partly)))}`;
}

function errors(report: Report, paint: Paint): string[] {
  const found = report.diagnostics.filter(({ severity }) => severity === 'error');
  if (found.length === 0) return [];
  const lines = found.slice(0, MAX_LINES).flatMap((diagnostic) => {
    const place = `${clean(diagnostic.file)}:${diagnostic.line}`;
    return [
      ...sentence(clean(diagnostic.message), paint('31', '✗')),
      `      ${paint('2', `${place}   ${diagnostic.code}`)}`,
    ];
  });
  return ['', ...lines, ...more(found.length - MAX_LINES, (n) => t`… and ${n} more errors`)];
}

function unwatched(report: Report, paint: Paint): string[] {
  const groups = unwatchedGroups(report);
  if (groups.length === 0) return [];
  const total = report.summary.unwatched;
  const lines = groups.slice(0, MAX_LINES).flatMap((group) => {
    const nearest = group.manifests[0]?.nearest;
    const where = `      ${clean(group.directory)}/ (${group.manifests.length})`;
    if (!nearest) return [`${where}  ${paint('2', t`no Application comes near: generate one`)}`];
    const says =
      group.reason === 'unwatched-manifest'
        ? t`nearest: ${clean(nearest.application.split('/').pop() ?? '')} watches ${clean(nearest.path || '.')}`
        : clean(nearest.reason);
    return [where, ...wrap(`${says} → ${clean(nearest.edit)}`, 8).map((line) => `        ${paint('2', line)}`)];
  });
  const title = total === 1 ? t`1 manifest is deployed by nothing` : t`${total} manifests are deployed by nothing`;
  return [
    '',
    `  ${paint('33', '!')} ${title}`,
    ...lines,
    ...more(groups.length - MAX_LINES, (n) => t`… and ${n} more directories`),
  ];
}

function quiet(report: Report, paint: Paint): string[] {
  const warnings = report.diagnostics.filter(({ severity, code }) => severity === 'warning' && !COVERAGE.has(code));
  const lines = warnings
    .slice(0, MAX_LINES)
    .flatMap((d) => [
      ...sentence(clean(d.message), paint('33', '!')),
      `      ${paint('2', `${clean(d.file)}:${d.line}   ${d.code}`)}`,
    ]);
  const notes = report.notes.flatMap((note) =>
    wrap(`i ${clean(note)}`, 2).map((line, i) => `  ${i === 0 ? '' : '  '}${paint('2', line)}`),
  );
  return [
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...more(warnings.length - MAX_LINES, (n) => t`… and ${n} more warnings`),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}

/** What a merge brings into effect: a line for each row, and under it why and how. */
export function effects(
  { effects: rows, repositories }: Pick<Report, 'effects' | 'repositories'>,
  paint: Paint,
): string[] {
  if (rows.length === 0) return [];
  const [branch] = repositories.map((repository) => repository.branch).filter((name) => name !== undefined);
  const title = branch === undefined ? t`When this merges` : t`When this merges to ${clean(branch)}`;
  const colours = { automatic: '32', conditional: '33', manual: '31' };
  const lines = rows.flatMap((row) => [
    `      ${padColumns(categoryName(row.category), 16)}${paint(colours[row.effect], padColumns(effectName(row.effect), 12))}${fileCount(row.files)}`,
    ...wrap(clean(row.reason), 8).map((line) => `        ${paint('2', line)}`),
    // A command stays on one line: it is there to be copied.
    ...(row.effect === 'automatic' ? [] : [`        ${paint('2', `→ ${clean(row.how)}`)}`]),
  ]);
  return ['', `  ${title}`, ...lines];
}

/** The ways that manifests take, where Argo CD is not the only one. */
function routes({ manifests }: Report, paint: Paint): string[] {
  const kinds = routeKinds(manifests);
  if (kinds.every(({ kind }) => kind === 'argocd')) return [];
  const lines = kinds.map(({ kind, manifests: n, only }) => {
    const alone = only === n ? t`by no other route` : t`${only} by no other route`;
    return `      ${padColumns(kind, 12)}${padColumns(manifestCount(n), 18)}${paint('2', alone)}`;
  });
  return ['', `  ${t`Routes`}`, ...lines];
}

/** Where some environments are reached and others are not. */
function environments({ environments: matrix }: Report, paint: Paint): string[] {
  const gaps = environmentGaps(matrix);
  if (gaps.length === 0) return [];
  const lines = gaps.slice(0, MAX_LINES).map(({ directory, files, reached }) => {
    const where = files.length === 1 ? (files[0] as string) : `${directory}/ (${files.length})`;
    const gone = matrix.destinations.filter((name) => !reached.has(name));
    return `      ${clean(where)}  ${paint('2', t`in ${clean([...reached].join(', '))}, not in ${clean(gone.join(', '))}`)}`;
  });
  return [
    '',
    `  ${t`Environments`}`,
    ...lines,
    ...more(gaps.length - MAX_LINES, (n) => t`… and ${n} more directories`),
  ];
}

const COVERAGE = new Set([
  'unwatched-manifest',
  'not-in-kustomization',
  'not-recursed',
  'excluded-by-source',
  'unsupported-extension',
  'skipped-by-marker',
  'ignored-by-helm',
  'outside-templates',
]);

/** A finding with its mark, the sentence within the width of the terminal. */
function sentence(words: string, mark: string): string[] {
  return wrap(words, 4).map((line, i) => (i === 0 ? `  ${mark} ${line}` : `    ${line}`));
}

/** Cuts at spaces into lines that fit beside an indentation; a word longer than a line stays whole. */
export function wrap(words: string, indent: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && indent + displayWidth(last) + 1 + displayWidth(word) <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function more(rest: number, says: (rest: number) => string): string[] {
  return rest > 0 ? [`      ${says(rest)}`] : [];
}

/** Names come from strangers: no control characters reach the terminal. */
export function clean(words: string): string {
  return words.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
}
