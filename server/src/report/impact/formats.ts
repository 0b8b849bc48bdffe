import type { FormatOptions } from '../format.ts';
import type { Report } from '../model.ts';
import { painter } from '../text.ts';
import { impactHtml } from './html.ts';
import { impactMarkdown } from './markdown.ts';
import type { BranchImpact } from './model.ts';
import { impactText } from './text.ts';

/**
 * Writes what a branch changes in one of the formats that people read, or as JSON: the branch's report with the impact beside it.
 * @returns undefined for a format that CI systems read: these stay reports.
 */
export function formatImpact(
  { impact, report }: { readonly impact: BranchImpact; readonly report: Report },
  name: string,
  options: FormatOptions,
): string | undefined {
  switch (name) {
    case 'text':
      return impactText(impact, painter(options));
    case 'markdown':
      return impactMarkdown(impact);
    case 'html':
      return impactHtml(impact);
    case 'json':
      return `${JSON.stringify({ ...report, impact }, null, 2)}\n`;
    default:
      return undefined;
  }
}
