import { referencesAt } from '../features/references.ts';
import { requestedFile, toLocation } from './files.ts';
import type { Session } from './session.ts';

/** `textDocument/references`. */
export function registerReferences(session: Session): void {
  session.connection.onReferences(async ({ textDocument, position }) => {
    const file = await requestedFile(session, textDocument.uri);
    if (!file) return null;
    const found = referencesAt(session.engine.features, file.at, file.lines.offset(position));
    return found.map((place) => toLocation(session, place));
  });
}
