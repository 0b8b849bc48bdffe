import { stringify } from 'yaml';
import { parseYaml } from '../documents/yamlFile.ts';
import type { Report, ReportDiagnostic } from '../report/model.ts';

/** A finding that is known and does not fail; a person may add owner, reason and expiry. */
interface BaselineEntry {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly owner?: string;
  readonly reason?: string;
  /** `YYYY-MM-DD`; from then on the finding fails again. */
  readonly expires?: string;
}

/** Which findings are known. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
  covers(diagnostic: ReportDiagnostic): boolean;
}

/** @param today `YYYY-MM-DD`. Anything in the text that is no entry is passed over. */
export function readBaseline(text: string, today: string): Baseline {
  const value = parseYaml(text).documents[0]?.value() as { findings?: unknown } | null | undefined;
  const entries = (Array.isArray(value?.findings) ? value.findings : []).filter(isEntry);
  const known = new Set(entries.filter(({ expires }) => expires === undefined || expires > today).map(keyOf));
  return { entries, covers: (diagnostic) => known.has(keyOf(diagnostic)) };
}

/** Records the findings of now; what a person wrote about those that stay is kept. */
export function writeBaseline(report: Report, old: Baseline | undefined): string {
  const kept = new Map((old?.entries ?? []).map((entry) => [keyOf(entry), entry]));
  const failing = report.diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const entries = new Map(
    failing.map((d) => [keyOf(d), kept.get(keyOf(d)) ?? { file: d.file, code: d.code, message: d.message }]),
  );
  return `# Findings that are known. They do not fail; add owner, reason and expires (YYYY-MM-DD) as you like.\n${stringify({ findings: [...entries.values()] })}`;
}

/** Takes out what is no longer found: a baseline only shrinks. Undefined when nothing changes. */
export function shrinkBaseline(report: Report, baseline: Baseline): string | undefined {
  const found = new Set(report.diagnostics.map(keyOf));
  const left = baseline.entries.filter((entry) => found.has(keyOf(entry)));
  if (left.length === baseline.entries.length) return undefined;
  return `# Findings that are known. They do not fail; add owner, reason and expires (YYYY-MM-DD) as you like.\n${stringify({ findings: left })}`;
}

function keyOf({ file, code, message }: { file: string; code: string; message: string }): string {
  return JSON.stringify([file, code, message]);
}

function isEntry(value: unknown): value is BaselineEntry {
  const entry = value as Partial<BaselineEntry> | null;
  return typeof entry?.file === 'string' && typeof entry.code === 'string' && typeof entry.message === 'string';
}
