import type { Repository } from '../coverage/repository.ts';
import { shown } from '../gotemplate/unknown.ts';
import { CODES, type DiagnosticCode, type Severity } from '../problems/codes.ts';
import { withoutControls } from '../problems/controls.ts';
import type { Span } from '../problems/problem.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { FileRule, Finding, RuleContext } from './rule.ts';
import { Suppressions } from './suppressions.ts';
import { FILE_RULES, FLEET_RULES, OPEN_FILE_RULES, SUPPRESSION_RULES } from './table.ts';

/** Findings of the rules about Applications, by repository and file. */
export type FleetFindings = ReadonlyMap<string, ReadonlyMap<string, readonly Finding[]>>;

/** Runs the rules about Applications once for the whole workspace. */
export function checkFleet(context: RuleContext): FleetFindings {
  const found = new Map<string, Map<string, Finding[]>>();
  const settings = context.workspace.repositories().map((repository) => repository.settings().severity);
  for (const rule of FLEET_RULES) {
    if (settings.every((severities) => isOff(rule.codes, severities))) continue;
    for (const finding of rule.check(context)) {
      let files = found.get(finding.at.repository);
      if (!files) {
        files = new Map();
        found.set(finding.at.repository, files);
      }
      const list = files.get(finding.at.file);
      if (list) list.push(finding);
      else files.set(finding.at.file, [finding]);
    }
  }
  return found;
}

/**
 * What is shown for one file: severities as the settings say, suppressed findings left out, in order of their places.
 * @param isOpen whether it is open in an editor, or asked about.
 */
export function diagnoseFile(
  context: RuleContext,
  fleetFindings: readonly Finding[],
  repository: Repository,
  file: string,
  isOpen: () => boolean,
): readonly Diagnostic[] {
  const findings = [...fleetFindings];
  const settings = repository.settings().severity;
  const { summary } = context.verdict(repository, file);
  for (const rule of rulesOf(settings))
    if (summary.documents.length > 0 || rule.anyFile) findings.push(...rule.check(context, repository, file));
  // Whether a file is open is asked only where it matters, so that opening one touches no others.
  if (summary.chart !== undefined && isOpen())
    for (const rule of OPEN_FILE_RULES) findings.push(...rule.check(context, repository, file));
  if ((findings.length === 0 && !summary.suppresses) || repository.ignored(file)) return NONE;
  const suppressions = summary.suppresses
    ? new Suppressions(repository.tree.text(file) ?? '', summary.documents)
    : undefined;
  const shown: Diagnostic[] = [];
  const show = (finding: Finding): void => {
    const severity = severityOf(finding, settings);
    const span = finding.at.span ?? WHOLE;
    if (severity === 'off' || suppressions?.covers(finding.code, span)) return;
    shown.push({
      code: finding.code,
      severity,
      message: printable(finding.message),
      span,
      related: (finding.related ?? []).map(({ at, message }) => ({
        path: `${at.repository}/${at.file}`,
        span: at.span ?? WHOLE,
        message: printable(message),
      })),
      ...(finding.data === undefined ? {} : { data: finding.data }),
    });
  };
  findings.forEach(show);
  if (suppressions)
    for (const rule of SUPPRESSION_RULES)
      for (const finding of rule.check(context, repository, file, suppressions)) show(finding);
  return shown.sort((a, b) => a.span.start - b.span.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** A message for people: it repeats names that strangers chose, so no control characters, and a star for what is unknown. */
function printable(message: string): string {
  return withoutControls(shown(message));
}

const NONE: readonly Diagnostic[] = [];
const WHOLE: Span = { start: 0, end: 0 };

/** The rules that some settings leave on. */
function rulesOf(settings: Readonly<Partial<Record<string, Severity>>>): readonly FileRule[] {
  let rules = switchedOn.get(settings);
  if (!rules) {
    rules = FILE_RULES.filter((rule) => !isOff(rule.codes, settings));
    switchedOn.set(settings, rules);
  }
  return rules;
}

const switchedOn = new WeakMap<object, readonly FileRule[]>();

/** Whether nothing that a rule could find would be shown: it need not run. */
function isOff(codes: readonly DiagnosticCode[], settings: Readonly<Partial<Record<string, Severity>>>): boolean {
  return codes.every((code) => (settings[code] ?? CODES[code].severity) === 'off');
}

/** A setting decides; else what the finding says of itself; else the code's default. */
function severityOf(finding: Finding, settings: Readonly<Partial<Record<string, Severity>>>): Severity {
  return settings[finding.code] ?? finding.severity ?? CODES[finding.code].severity;
}

/** Whether two lists of diagnostics are shown alike. */
export function sameDiagnostics(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}
