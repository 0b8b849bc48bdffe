import { t } from '../l10n/t.ts';
import type { FormatOptions, ReportFormat } from './format.ts';
import type { Report, ReportDiagnostic, ReportManifest } from './model.ts';
import { checkoutPath, rootOf } from './place.ts';

/** One test: a manifest, or a file with what is found in it outside of manifests. */
interface Case {
  readonly file: string;
  readonly name: string;
  readonly status: ReportManifest['status'] | undefined;
  readonly found: ReportDiagnostic[];
}

/** JUnit's XML: a suite for each repository, a test for each manifest; findings that fail the run are failures. */
export const junit: ReportFormat = {
  name: 'junit',
  write(report, options) {
    const suites = report.repositories.map(({ root }) => {
      const cases = casesOf(report, root);
      const written = cases.map((one) => writeCase(one, options));
      const count = (kind: string): number => written.filter((text) => text.includes(`<${kind}`)).length;
      return {
        tests: cases.length,
        failures: count('failure'),
        text: `  <testsuite name="${xml(root)}" tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}">\n${written.join('')}  </testsuite>\n`,
      };
    });
    const sum = (key: 'tests' | 'failures'): number => suites.reduce((total, suite) => total + suite[key], 0);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Argo CD Coverage" tests="${sum('tests')}" failures="${sum('failures')}" errors="0">\n${suites.map(({ text }) => text).join('')}</testsuites>\n`;
  },
};

function casesOf(report: Report, root: string): Case[] {
  const byFile = new Map<string, { line: number; endLine: number; test: Case }[]>();
  const cases: Case[] = [];
  for (const manifest of report.manifests) {
    if (rootOf(report, manifest) !== root) continue;
    const file = checkoutPath(report, manifest);
    const name = `${manifest.kind}${manifest.name === null ? '' : ` ${manifest.name}`} (line ${manifest.line})`;
    const test: Case = { file, name, status: manifest.status, found: [] };
    cases.push(test);
    const list = byFile.get(file) ?? [];
    list.push({ line: manifest.line, endLine: manifest.endLine, test });
    byFile.set(file, list);
  }
  const others = new Map<string, Case>();
  for (const diagnostic of report.diagnostics) {
    if (rootOf(report, diagnostic) !== root) continue;
    const file = checkoutPath(report, diagnostic);
    const within = byFile.get(file)?.find(({ line, endLine }) => line <= diagnostic.line && diagnostic.line <= endLine);
    const test: Case = within?.test ?? others.get(file) ?? { file, name: t`the file`, status: undefined, found: [] };
    if (!within && !others.has(file)) {
      others.set(file, test);
      cases.push(test);
    }
    test.found.push(diagnostic);
  }
  return cases;
}

function writeCase({ file, name, status, found }: Case, { fails, known }: FormatOptions): string {
  const isKnown = (diagnostic: ReportDiagnostic): boolean => known?.(diagnostic) !== undefined;
  const failing = found.filter((d) => (fails?.(d) ?? d.severity === 'error') && !isKnown(d));
  const rest = found.filter((diagnostic) => !failing.includes(diagnostic));
  const lines = (list: readonly ReportDiagnostic[]): string =>
    list.map((d) => `${file}:${d.line}:${d.column} ${d.severity} ${d.code}: ${d.message}`).join('\n');
  const [first] = failing;
  const body = [
    first
      ? `      <failure type="${xml(first.code)}" message="${xml(first.message)}">${xml(lines(failing))}</failure>\n`
      : status === 'ignored'
        ? `      <skipped message="${xml(t`A setting or a comment leaves it out.`)}"/>\n`
        : '',
    rest.length > 0 ? `      <system-out>${xml(lines(rest))}</system-out>\n` : '',
  ].join('');
  const head = `    <testcase classname="${xml(file)}" name="${xml(name)}" file="${xml(file)}"`;
  return body === '' ? `${head}/>\n` : `${head}>\n${body}    </testcase>\n`;
}

/** Text as XML 1.0 can hold it: what it can't is replaced. */
function xml(text: string): string {
  return text
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (c) => ENTITIES[c] ?? `&#${c.charCodeAt(0)};`);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
