import { t } from '../l10n/t.ts';
import type { Report, ReportDiagnostic } from '../report/model.ts';
import type { CliOptions } from './arguments.ts';
import { type Baseline, percentOf } from './baseline.ts';

/** Whether the run fails, and lines that say what is not in the report about it. */
export interface Outcome {
  readonly exitCode: 0 | 1;
  readonly notes: readonly string[];
}

/** Whether a finding is as loud as `--fail-on`. */
export function failsOn({ failOn }: Pick<CliOptions, 'failOn'>): (diagnostic: ReportDiagnostic) => boolean {
  return ({ severity }) =>
    failOn !== 'never' && (severity === 'error' || (failOn === 'warning' && severity === 'warning'));
}

/** 1 when a finding that is not in the baseline is as loud as `failOn`, or coverage is below `failUnder` or what is recorded. */
export function outcomeOf(
  report: Report,
  options: Pick<CliOptions, 'failOn' | 'failUnder' | 'baseline'>,
  baseline: Baseline | undefined,
): Outcome {
  const notes: string[] = [];
  const fails = failsOn(options);
  const failing = report.diagnostics.filter((diagnostic) => fails(diagnostic) && !baseline?.find(diagnostic));
  const told = new Set<unknown>();
  for (const diagnostic of baseline ? report.diagnostics : []) {
    const entry = baseline?.findExpired(diagnostic);
    if (!entry || told.has(entry)) continue;
    told.add(entry);
    const owner = entry.owner === undefined ? '' : ` (${entry.owner})`;
    notes.push(
      t`the exemption of ${entry.code} in ${entry.file}${owner} expired on ${entry.expires ?? ''}: it counts again`,
    );
  }
  const reached = percentOf(report);
  const low = options.failUnder !== undefined && report.summary.coverage * 100 < options.failUnder;
  if (low) notes.push(t`coverage is ${reached} %, below the ${options.failUnder ?? 0} % of --fail-under`);
  const lost = baseline?.coverage !== undefined && reached < baseline.coverage;
  if (lost)
    notes.push(
      t`coverage is ${reached} %, below the ${baseline?.coverage ?? 0} % recorded in ${options.baseline ?? ''}`,
    );
  return { exitCode: failing.length > 0 || low || lost ? 1 : 0, notes };
}
