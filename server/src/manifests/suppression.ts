const COMMENT = /^[ \t]*(?:#|\{\{-?[ \t]*\/\*)[ \t]*argocd-coverage-ignore(?![\w-])[ \t:]*([^\r\n]*)/;

/** The codes named by a suppression comment; empty for a comment without codes (all of them); undefined when the line is none. */
export function suppressionOf(line: string): readonly string[] | undefined {
  const match = COMMENT.exec(line);
  return match ? ((match[1] as string).match(/[a-z]+(?:-[a-z]+)+/g) ?? []) : undefined;
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
