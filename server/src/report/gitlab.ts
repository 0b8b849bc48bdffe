import type { ReportFormat } from './format.ts';
import { checkoutPath } from './place.ts';

const SEVERITIES = { error: 'critical', warning: 'major', information: 'minor', hint: 'info' } as const;

/** GitLab's Code Quality report: the part of Code Climate's format that GitLab reads. Findings of the baseline are left out. */
export const gitlab: ReportFormat = {
  name: 'gitlab',
  write(report, { known }) {
    const issues = report.diagnostics
      .filter((diagnostic) => known?.(diagnostic) === undefined)
      .map((diagnostic) => ({
        description: diagnostic.message,
        check_name: diagnostic.code,
        fingerprint: diagnostic.fingerprint,
        severity: SEVERITIES[diagnostic.severity],
        location: {
          path: checkoutPath(report, diagnostic),
          lines: { begin: diagnostic.line, end: diagnostic.endLine },
        },
      }));
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
};
