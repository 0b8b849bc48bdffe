import type { Engine } from '../../server/src/engine.ts';
import type { FileAt } from '../../server/src/features/context.ts';
import { fixtureFiles } from './fixture.ts';
import { readMarkers } from './markers.ts';
import { ROOT, type TestWorkspace, testWorkspace } from './workspace.ts';

/** A workspace in which one file holds a cursor (`‸`). */
export interface CursorWorkspace {
  readonly workspace: TestWorkspace;
  readonly engine: Engine;
  readonly at: FileAt;
  readonly offset: number;
}

/** @param source a workspace as `testWorkspace` takes it, with `‸` at one place. */
export async function cursorWorkspace(source: string): Promise<CursorWorkspace> {
  const marked = Object.entries(fixtureFiles(source)).find(([, text]) => text.includes('‸'));
  if (!marked) throw new Error('no cursor in the fixture');
  const [file, text] = marked;
  const offset = readMarkers(text).cursors[0] as number;
  const workspace = await testWorkspace(source.replace('‸', ''));
  // A fixture's texts lose the blanks at their end, which a cursor may stand behind.
  workspace.write(file, readMarkers(text).text);
  const at = workspace.engine.fileAt(`${ROOT}/${file}`);
  if (!at) throw new Error(`${file} is not there`);
  return { workspace, engine: workspace.engine, at, offset };
}

/** A place as `file:line`, or `file` as a whole. */
export function shortPlace(
  engine: Engine,
  place: { readonly path: string; readonly span?: { readonly start: number } },
): string {
  const file = place.path.slice(ROOT.length + 1);
  if (!place.span) return file;
  return `${file}:${(engine.text(place.path) ?? '').slice(0, place.span.start).split('\n').length}`;
}
