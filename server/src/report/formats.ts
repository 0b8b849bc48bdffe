import type { FormatOptions, ReportFormat } from './format.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { lcov } from './lcov.ts';
import { markdown } from './markdown.ts';
import type { Report } from './model.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format. A new one is a file and a line here. */
const FORMATS: readonly ReportFormat[] = [text, json, markdown, html, sarif, junit, github, gitlab, lcov];

export const FORMAT_NAMES: readonly string[] = FORMATS.map((format) => format.name);

/** Writes the report in a format of `FORMAT_NAMES`. */
export function formatReport(report: Report, name: string, options: FormatOptions = {}): string {
  const format = FORMATS.find((candidate) => candidate.name === name);
  if (!format) throw new Error(`unknown format ${name}`);
  return format.write(report, options);
}
