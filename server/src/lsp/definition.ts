import { definitionAt } from '../features/definition.ts';
import { toRange } from './convert.ts';
import { requestedFile, toLink, toLocation } from './files.ts';
import type { Session } from './session.ts';

/** `textDocument/definition`: with links where the client understands them, so that the whole scalar is underlined. */
export function registerDefinition(session: Session): void {
  const { connection, engine } = session;
  connection.onDefinition(async ({ textDocument, position }) => {
    const file = await requestedFile(session, textDocument.uri);
    const found = file && definitionAt(engine.features, file.at, file.lines.offset(position));
    if (!file || !found) return null;
    if (!session.client.textDocument?.definition?.linkSupport)
      return found.places.map((place) => toLocation(session, place));
    const origin = toRange(file.lines, found.span);
    return found.places.map((place) => toLink(session, place, origin));
  });
}
