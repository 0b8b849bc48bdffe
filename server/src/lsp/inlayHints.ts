import { type InlayHint, MarkupKind } from 'vscode-languageserver';
import { inlayHints } from '../features/inlayHints.ts';
import { isEnabled } from './editorSettings.ts';
import { requestedFile } from './files.ts';
import type { Session } from './session.ts';

/** `textDocument/inlayHint`. */
export function registerInlayHints(session: Session): void {
  const { connection, engine } = session;
  connection.languages.inlayHint.on(async ({ textDocument, range }): Promise<InlayHint[] | null> => {
    const file = await requestedFile(session, textDocument.uri);
    if (!file || !isEnabled(engine.editorSettings(), 'inlayHints', false)) return null;
    const span = { start: file.lines.offset(range.start), end: file.lines.offset(range.end) };
    return inlayHints(engine.features, file.at, span).map(({ offset, label, tooltip }) => ({
      position: file.lines.position(offset),
      label,
      tooltip: { kind: MarkupKind.Markdown, value: tooltip },
      paddingLeft: true,
    }));
  });
}
