import type { Location, LocationLink } from 'vscode-languageserver';
import type { LineIndex } from '../documents/lineIndex.ts';
import type { FileAt } from '../features/context.ts';
import type { PlaceResult } from '../features/locations.ts';
import { pathOfUri, toRange, uriOfPath } from './convert.ts';
import type { Session } from './session.ts';

/** A file that a request is about. */
export interface RequestedFile {
  readonly path: string;
  readonly at: FileAt;
  readonly lines: LineIndex;
}

/** The file of a URI, once the first index is there; undefined for one that is in no repository of the workspace. */
export async function requestedFile({ engine, ready }: Session, uri: string): Promise<RequestedFile | undefined> {
  await ready;
  const path = pathOfUri(uri);
  const at = path === undefined ? undefined : engine.fileAt(path);
  return path !== undefined && at ? { path, at, lines: engine.lines(path) } : undefined;
}

const START = { line: 0, character: 0 };

export function toLocation({ engine }: Session, { path, span }: PlaceResult): Location {
  const range = span ? toRange(engine.lines(path), span) : { start: START, end: START };
  return { uri: uriOfPath(path), range };
}

export function toLink(
  session: Session,
  place: PlaceResult,
  origin: LocationLink['originSelectionRange'],
): LocationLink {
  const { uri, range } = toLocation(session, place);
  return {
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
    ...(origin ? { originSelectionRange: origin } : {}),
  };
}
