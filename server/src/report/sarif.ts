import { t } from '../l10n/t.ts';
import { CODES, type CodeFacts } from '../problems/codes.ts';
import type { FormatOptions, KnownFinding, ReportFormat } from './format.ts';
import type { Report, ReportDiagnostic } from './model.ts';
import { checkoutPath, isCheckout, rootOf } from './place.ts';

/** GitHub refuses a run with more results, and shows so many locations of one result. */
const MAX_RESULTS = 25_000;
const MAX_RELATED = 100;
const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;
const WEIGHT = { error: 0, warning: 1, information: 2, hint: 3 } as const;
const CODE_NAMES = Object.keys(CODES);

/** SARIF 2.1.0 for code scanning: every code as a rule, every finding as a result whose fingerprint outlives moved lines. */
export const sarif: ReportFormat = {
  name: 'sarif',
  write(report, options) {
    const bases = baseIds(report);
    const results = mostImportant(report.diagnostics).map((diagnostic) => resultOf(report, diagnostic, bases, options));
    const left = report.diagnostics.length - results.length;
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Argo CD Coverage',
              ...(options.version === undefined ? {} : { semanticVersion: options.version }),
              rules: Object.entries(CODES).map(([code, facts]) => ruleOf(code, facts, options)),
            },
          },
          automationDetails: { id: 'argocd-coverage/' },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: Object.fromEntries(
            [...bases].map(([root, id]) => [
              id,
              { description: { text: isCheckout(root) ? t`The checkout` : t`The repository in ${root}` } },
            ]),
          ),
          invocations: [
            {
              executionSuccessful: true,
              ...(left > 0
                ? {
                    toolExecutionNotifications: [
                      { level: 'warning', message: { text: t`${left} findings of the least severity are left out.` } },
                    ],
                  }
                : {}),
            },
          ],
          results,
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

/** Roots outside of the working directory have a base of their own; a path with `..` would lead out of SRCROOT. */
function baseIds(report: Report): Map<string, string> {
  const bases = new Map<string, string>();
  let outside = 0;
  for (const { root } of report.repositories)
    bases.set(root, root.startsWith('../') && !isCheckout(root) ? `REPOSITORY${++outside}` : 'SRCROOT');
  return bases;
}

function mostImportant(diagnostics: readonly ReportDiagnostic[]): readonly ReportDiagnostic[] {
  if (diagnostics.length <= MAX_RESULTS) return diagnostics;
  return [...diagnostics].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]).slice(0, MAX_RESULTS);
}

function ruleOf(code: string, { family, severity, title }: CodeFacts, { href }: FormatOptions) {
  const page = href?.(code);
  const sentence = `${title()}.`;
  return {
    id: code,
    name: code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title() },
    fullDescription: { text: sentence },
    help: {
      text: page === undefined ? sentence : t`${sentence} Why it matters and what to do: ${page}`,
      markdown: page === undefined ? sentence : t`${sentence} [Why it matters and what to do](${page})`,
    },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: LEVELS[severity] },
    properties: { tags: [family] },
  };
}

function resultOf(
  report: Report,
  diagnostic: ReportDiagnostic,
  bases: ReadonlyMap<string, string>,
  { known }: FormatOptions,
) {
  const locationOf = (place: Omit<ReportDiagnostic['related'][number], 'message'>) => {
    const root = rootOf(report, place);
    const baseId = bases.get(root) ?? 'SRCROOT';
    const path = baseId === 'SRCROOT' ? checkoutPath(report, place) : place.file;
    return {
      artifactLocation: { uri: uriOf(path), uriBaseId: baseId },
      region: {
        startLine: place.line,
        startColumn: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
      },
    };
  };
  const entry = known?.(diagnostic);
  const related = diagnostic.related.slice(0, MAX_RELATED);
  return {
    ruleId: diagnostic.code,
    ruleIndex: CODE_NAMES.indexOf(diagnostic.code),
    level: LEVELS[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [{ physicalLocation: locationOf(diagnostic) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, id) => ({
            id,
            physicalLocation: locationOf(place),
            message: { text: place.message },
          })),
        }),
    partialFingerprints: { 'argocdCoverage/v1': diagnostic.fingerprint },
    ...(known === undefined
      ? {}
      : { suppressions: entry === undefined ? [] : [{ kind: 'external', justification: justification(entry) }] }),
  };
}

/** A path as a relative URI; what is no character is replaced. */
function uriOf(path: string): string {
  return path
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function justification({ owner, reason, expires }: KnownFinding): string {
  const words = Object.entries({ owner, reason, expires }).filter(([, value]) => value !== undefined);
  return words.length === 0 ? t`Recorded in the baseline` : words.map((pair) => pair.join(': ')).join(', ');
}
