import { t } from '../l10n/t.ts';
import type { ReportFormat } from './format.ts';
import type { Report, ReportDiagnostic } from './model.ts';
import { checkoutPath } from './place.ts';
import { percent } from './unwatchedGroups.ts';

/** GitHub shows so many annotations of one kind from one step. */
const MAX_OF_A_KIND = 10;
const KINDS = { error: 'error', warning: 'warning', information: 'notice', hint: undefined } as const;
/** Says how many of a kind GitHub has no room for. */
const REST: Readonly<Record<'error' | 'warning' | 'notice', (rest: number) => string>> = {
  error: (rest) => t`… and ${rest} more errors: GitHub shows ${MAX_OF_A_KIND} of a kind`,
  warning: (rest) => t`… and ${rest} more warnings: GitHub shows ${MAX_OF_A_KIND} of a kind`,
  notice: (rest) => t`… and ${rest} more notices: GitHub shows ${MAX_OF_A_KIND} of a kind`,
};

/** GitHub's workflow commands: an annotation at each finding, those in changed files first, and a line for the rest. */
export const github: ReportFormat = {
  name: 'github',
  write(report, { known, changed }) {
    const found = report.diagnostics.filter((diagnostic) => known?.(diagnostic) === undefined);
    const lines = (['error', 'warning', 'notice'] as const).flatMap((kind) => {
      const all = found.filter(({ severity }) => KINDS[severity] === kind);
      const first = all.filter((diagnostic) => changed?.has(checkoutPath(report, diagnostic)));
      const ordered = first.length > 0 ? [...first, ...all.filter((d) => !first.includes(d))] : all;
      const rest = ordered.length - MAX_OF_A_KIND;
      return [
        ...ordered.slice(0, MAX_OF_A_KIND).map((diagnostic) => annotation(report, kind, diagnostic)),
        ...(rest > 0 ? [REST[kind](rest)] : []),
      ];
    });
    const { summary } = report;
    const figure = t`${percent(summary.coverage)} % of the manifests are deployed automatically, ${summary.unwatched} by nothing`;
    return `${[...lines, figure].join('\n')}\n`;
  },
};

function annotation(report: Report, kind: string, diagnostic: ReportDiagnostic): string {
  // Columns count for GitHub only where a finding stays in one line.
  const columns =
    diagnostic.line === diagnostic.endLine ? [`col=${diagnostic.column}`, `endColumn=${diagnostic.endColumn}`] : [];
  const properties = [
    `file=${property(checkoutPath(report, diagnostic))}`,
    `line=${diagnostic.line}`,
    `endLine=${diagnostic.endLine}`,
    ...columns,
    `title=${property(diagnostic.code)}`,
  ];
  return `::${kind} ${properties.join(',')}::${data(diagnostic.message)}`;
}

/** What the runner's toolkit escapes in a command's text (`command.ts`, `escapeData`). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a command's properties (`escapeProperty`). */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
