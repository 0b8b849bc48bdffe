import type { ReportFormat } from './format.ts';

/** The model as it is; two spaces, so that differences between runs can be read. */
export const json: ReportFormat = { name: 'json', write: (report) => `${JSON.stringify(report, null, 2)}\n` };
