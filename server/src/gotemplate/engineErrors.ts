import type { RenderError } from './engine.ts';
import { ExecError } from './exec/execError.ts';
import type { TemplateError } from './functionTypes.ts';

/** Helm marks the messages of `required` and `fail` so that nothing but them is shown. */
export const WARN_START = 'HELM_ERR_START';
export const WARN_END = 'HELM_ERR_END';

/** A parse error in Helm's words (engine.go cleanupParseError). */
export function cleanParseError(filename: string, message: string): string {
  const tokens = message.split(': ');
  if (tokens.length === 1) return `parse error in (${filename}): ${message}`;
  return `parse error at (${tokens[1]}): ${tokens[tokens.length - 1]}`;
}

/** An execution error in Helm's words (engine.go cleanupExecError, in Helm 4 reformatExecErrorMsg). */
export function cleanExecError(filename: string, error: TemplateError, helmMajor: 3 | 4): RenderError {
  const innermost = innermostOf(error);
  const place = innermost && { template: innermost.templateName, offset: innermost.offset };
  return { message: execMessage(filename, error, helmMajor), place };
}

function execMessage(filename: string, error: TemplateError, helmMajor: 3 | 4): string {
  const { message } = error;
  if (!(error instanceof ExecError)) return message;
  const first = message.indexOf(': ');
  const second = first < 0 ? -1 : message.indexOf(': ', first + 2);
  if (second < 0) return `execution error in (${filename}): ${message}`;
  const start = message.indexOf(WARN_START, second);
  const end = message.lastIndexOf(WARN_END);
  if (start >= 0 && end > start) {
    return `execution error at (${message.slice(first + 2, second)}): ${message.slice(start + WARN_START.length, end)}`;
  }
  return helmMajor === 4 ? reformat(error) : message;
}

function innermostOf(error: TemplateError): ExecError | undefined {
  let innermost: ExecError | undefined;
  for (let at: unknown = error; at instanceof ExecError; at = at.cause) innermost = at;
  return innermost;
}

/** Helm 4 shows a chain of template errors line by line, unless it ends in an error of something else. */
function reformat(error: ExecError): string {
  const lines: string[] = [];
  for (let at: TemplateError | undefined = error; at !== undefined; at = at.cause as TemplateError | undefined) {
    const parts = /^template: (.*?): executing "([^"]*)" at <([\s\S]*?)>: ([\s\S]*)$/.exec(at.message);
    if (!(at instanceof ExecError) || parts === null) return error.message;
    const [, location, name, node, message = ''] = parts;
    lines.push(`${location}\n  executing "${name}" at <${node}>:\n    ${message.replace(/ template:[\s\S]*$/, '')}\n`);
  }
  return lines.join('').trim();
}
