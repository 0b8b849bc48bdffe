import type { Span } from '../problems/problem.ts';

/** The word that makes a comment a suppression. */
export const SUPPRESSION = 'argocd-coverage-ignore';

const COMMENT = /^[ \t]*(?:#|\{\{-?[ \t]*\/\*)[ \t]*argocd-coverage-ignore(?![\w-])[ \t:]*([^\r\n]*)/;

/** The codes named by a suppression comment; empty for a comment without codes (all of them); undefined when the line is none. */
export function suppressionOf(line: string): readonly string[] | undefined {
  const match = COMMENT.exec(line);
  return match ? ((match[1] as string).match(/[a-z]+(?:-[a-z]+)+/g) ?? []) : undefined;
}

/** A comment that suppresses, on a line of its own. */
export interface SuppressionComment {
  /** The comment itself, without the line's indentation and end. */
  readonly span: Span;
  /** The codes that it names; empty for all of them. */
  readonly codes: readonly string[];
  /** Where the line below it starts. */
  readonly below: number;
}

/** Every suppression comment of a text, in order. */
export function suppressionComments(text: string): SuppressionComment[] {
  const found: SuppressionComment[] = [];
  for (let at = text.indexOf(SUPPRESSION); at >= 0; at = text.indexOf(SUPPRESSION, at)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const newline = text.indexOf('\n', at);
    const below = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, below);
    const codes = suppressionOf(line);
    const indentation = line.length - line.trimStart().length;
    if (codes) found.push({ span: { start: start + indentation, end: start + line.trimEnd().length }, codes, below });
    at = below;
  }
  return found;
}

/** Whether a suppression covers a code. */
export function suppresses(suppressed: readonly string[] | undefined, code: string): boolean {
  return suppressed !== undefined && (suppressed.length === 0 || suppressed.includes(code));
}

/** The suppression among the comments that stand before a document's first token. */
export function headSuppression(text: string, start: number, contentStart: number): readonly string[] | undefined {
  let from = start;
  // Comments above the first `---` of a file belong to its first document.
  while (from < contentStart) {
    let end = text.indexOf('\n', from);
    if (end < 0 || end > contentStart) end = contentStart;
    const found = suppressionOf(text.slice(from, end));
    if (found) return found;
    from = end + 1;
  }
  return undefined;
}
