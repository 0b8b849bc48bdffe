import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { t } from '../l10n/t.ts';
import type { KnownFinding } from '../report/format.ts';
import type { Report, ReportDiagnostic } from '../report/model.ts';
import { UsageError } from './arguments.ts';

/** A finding that is known and does not fail; a person may add owner, reason and expiry. */
export interface BaselineEntry extends KnownFinding {
  readonly repository?: string;
  readonly file: string;
  readonly code: string;
  /** What the finding is about (`ReportDiagnostic.subject`); left out: every finding of the code in the file. */
  readonly subject?: string;
  /** For the reader only: messages depend on the language. */
  readonly message?: string;
}

/** Which findings are known, and the coverage that must not be lost. */
export interface Baseline {
  readonly text: string;
  readonly entries: readonly BaselineEntry[];
  /** Percent. */
  readonly coverage: number | undefined;
  /** The entry that covers a finding and has not expired. */
  find(diagnostic: ReportDiagnostic): BaselineEntry | undefined;
  /** The entry that would, had it not expired. */
  findExpired(diagnostic: ReportDiagnostic): BaselineEntry | undefined;
}

const HEADER = `# Findings that are known: they do not fail. Add owner, reason and expires (YYYY-MM-DD) as you like.
# coverage: the run fails when the percentage falls below.
`;
const KEYS = new Set(['repository', 'file', 'code', 'subject', 'message', 'owner', 'reason', 'expires']);

/**
 * Reads a baseline.
 * @param name the file, for messages. @param today `YYYY-MM-DD`: entries that expire then or before no longer count.
 * @throws UsageError with the place of what can't be understood.
 */
export function readBaseline(text: string, name: string, today: string): Baseline {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2' });
  const refuse = (offset: number | undefined, message: string): never => {
    throw new UsageError(`${name}:${lines.linePos(offset ?? 0).line || 1}: ${message}`);
  };
  const at = (node: unknown): number | undefined => (node as { range?: [number] } | null)?.range?.[0];
  const [error] = document.errors;
  if (error) return refuse(error.pos[0], error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '');
  const root = document.contents;
  const empty = root === null || (isScalar(root) && root.value === null);
  if (!empty && !isMap(root)) return refuse(at(root), t`a baseline is a mapping with findings and coverage`);
  const entries: BaselineEntry[] = [];
  let coverage: number | undefined;
  for (const { key, value } of isMap(root) ? root.items : []) {
    const field = isScalar(key) ? key.value : undefined;
    if (field === 'coverage') {
      coverage = isScalar(value) ? (value.value as number) : Number.NaN;
      if (typeof coverage !== 'number' || !(coverage >= 0 && coverage <= 100))
        return refuse(at(value) ?? at(key), t`coverage must be a percentage from 0 to 100`);
    } else if (field !== 'findings') return refuse(at(key), t`${String(field)} is none of findings and coverage`);
    else if (isSeq(value))
      for (const item of value.items) entries.push(readEntry(item, (node, m) => refuse(at(node), m)));
    else if (!(isScalar(value) && value.value === null)) return refuse(at(value), t`findings must be a list`);
  }
  const index = (list: readonly BaselineEntry[]): Map<string, BaselineEntry> =>
    new Map(list.map((entry) => [keyOf(entry, entry.subject), entry]));
  const live = index(entries.filter(({ expires }) => expires === undefined || expires > today));
  const dead = index(entries.filter(({ expires }) => expires !== undefined && expires <= today));
  const find = (entryOf: ReadonlyMap<string, BaselineEntry>, diagnostic: ReportDiagnostic) =>
    entryOf.get(keyOf(diagnostic, diagnostic.subject)) ?? entryOf.get(keyOf(diagnostic, undefined));
  return {
    text,
    entries,
    coverage,
    find: (diagnostic) => find(live, diagnostic),
    findExpired: (diagnostic) => (find(live, diagnostic) ? undefined : find(dead, diagnostic)),
  };
}

function readEntry(item: unknown, refuse: (node: unknown, message: string) => never): BaselineEntry {
  if (!isMap(item)) return refuse(item, t`a finding is a mapping with file and code`);
  const entry: Record<string, string> = Object.create(null);
  for (const { key, value } of item.items) {
    const field = isScalar(key) ? String(key.value) : '';
    if (!KEYS.has(field)) return refuse(key, t`${field} is no field of a finding`);
    if (!isScalar(value) || value.value === null) return refuse(key, t`${field} must be a text`);
    entry[field] = value.source ?? String(value.value);
  }
  if (!entry['file'] || !entry['code']) return refuse(item, t`a finding needs file and code`);
  const { expires } = entry;
  if (expires !== undefined && !isDate(expires)) return refuse(item, t`expires must be a date such as 2030-01-31`);
  return entry as unknown as BaselineEntry;
}

function isDate(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Records the findings and the coverage of now; what a person wrote about those that stay is kept. */
export function writeBaseline(report: Report, old: Baseline | undefined): string {
  const kept = new Map((old?.entries ?? []).map((entry) => [keyOf(entry, entry.subject), entry]));
  const entries = new Map<string, BaselineEntry>();
  for (const { repository, file, code, subject, message, severity } of report.diagnostics) {
    if (severity !== 'error' && severity !== 'warning') continue;
    const whole = keyOf({ repository, file, code }, undefined);
    const key = kept.has(whole) ? whole : keyOf({ repository, file, code }, subject);
    const made = { ...(repository === undefined ? {} : { repository }), file, code, subject, message };
    entries.set(key, kept.get(key) ?? made);
  }
  // Who took the coverage out of a baseline does not want it back.
  const coverage = old && old.coverage === undefined ? {} : { coverage: percentOf(report) };
  return `${HEADER}${stringify({ ...coverage, findings: [...entries.values()] })}`;
}

/**
 * A baseline only shrinks: takes out what is no longer found and raises the coverage to what is reached; comments stay.
 * @returns the new text and what changed; undefined when nothing did.
 */
export function shrinkBaseline(
  report: Report,
  baseline: Baseline,
): { readonly text: string; readonly gone: number; readonly coverage: number | undefined } | undefined {
  const found = new Set(
    report.diagnostics.flatMap((diagnostic) => [keyOf(diagnostic, diagnostic.subject), keyOf(diagnostic, undefined)]),
  );
  const stays = baseline.entries.map((entry) => found.has(keyOf(entry, entry.subject)));
  const gone = stays.filter((stay) => !stay).length;
  const reached = percentOf(report);
  const coverage = baseline.coverage !== undefined && reached > baseline.coverage ? reached : undefined;
  if (gone === 0 && coverage === undefined) return undefined;
  const document = parseDocument(baseline.text);
  const findings = document.get('findings');
  if (isSeq(findings)) findings.items = findings.items.filter((_, i) => stays[i]);
  if (coverage !== undefined) document.set('coverage', coverage);
  return { text: document.toString({ lineWidth: 0 }), gone, coverage };
}

/** Two decimals, rounded down: what is reached now is never below what was recorded of it. */
export function percentOf({ summary }: Report): number {
  return Math.floor(summary.coverage * 10_000 + 1e-9) / 100;
}

function keyOf(
  { repository, file, code }: { repository?: string; file: string; code: string },
  subject: string | undefined,
): string {
  return JSON.stringify([repository ?? '', file, code, subject ?? null]);
}
