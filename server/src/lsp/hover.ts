import { MarkupKind } from 'vscode-languageserver';
import { pathOfUri, toRange } from './convert.ts';
import type { Session } from './session.ts';

/** `textDocument/hover`. */
export function registerHover({ connection, engine, ready, promptly }: Session): void {
  connection.onHover(async ({ textDocument, position }) => {
    await ready;
    const path = pathOfUri(textDocument.uri);
    if (path === undefined) return null;
    return promptly(() => {
      const lines = engine.lines(path);
      const hover = engine.hover(path, lines.offset(position));
      return hover
        ? { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: toRange(lines, hover.span) }
        : null;
    });
  });
}
