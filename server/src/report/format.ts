import type { Report } from './model.ts';

export interface FormatOptions {
  /** Terminal colours, for the text format. */
  readonly colour?: boolean;
  readonly language?: 'en' | 'ko';
  /** The page that explains a code. */
  readonly href?: (code: string) => string;
}

/** One way to write the report. */
export interface ReportFormat {
  readonly name: string;
  write(report: Report, options: FormatOptions): string;
}
