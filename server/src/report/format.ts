import type { Report, ReportDiagnostic } from './model.ts';

/** What a person wrote about a finding that is known. */
export interface KnownFinding {
  readonly owner?: string;
  readonly reason?: string;
  /** `YYYY-MM-DD` */
  readonly expires?: string;
}

export interface FormatOptions {
  /** Terminal colours, for the text format. */
  readonly colour?: boolean;
  readonly language?: 'en' | 'ko';
  /** The page that explains a code. */
  readonly href?: (code: string) => string;
  /** The program's own version. */
  readonly version?: string;
  /** The baseline's entry for a finding; undefined for one that is new. */
  readonly known?: (diagnostic: ReportDiagnostic) => KnownFinding | undefined;
  /** Whether a finding makes the run fail; errors alone without it. */
  readonly fails?: (diagnostic: ReportDiagnostic) => boolean;
  /** Files of the checkout (`checkoutPath`) that the branch changes: they come first where there is room for few. */
  readonly changed?: ReadonlySet<string>;
}

/** One way to write the report. */
export interface ReportFormat {
  readonly name: string;
  write(report: Report, options: FormatOptions): string;
}
