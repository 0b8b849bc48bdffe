import { documentLinks } from '../features/definition.ts';
import { toRange, uriOfPath } from './convert.ts';
import { requestedFile } from './files.ts';
import type { Session } from './session.ts';

/** `textDocument/documentLink`. */
export function registerDocumentLinks(session: Session): void {
  session.connection.onDocumentLinks(async ({ textDocument }) => {
    const file = await requestedFile(session, textDocument.uri);
    if (!file) return null;
    return documentLinks(session.engine.features, file.at).map(({ span, path }) => ({
      range: toRange(file.lines, span),
      target: uriOfPath(path),
    }));
  });
}
