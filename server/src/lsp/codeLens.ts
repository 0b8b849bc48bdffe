import { type CodeLens, CodeLensRefreshRequest } from 'vscode-languageserver';
import { codeLenses, lensText, setsAt } from '../features/codeLens.ts';
import type { FileAt } from '../features/context.ts';
import { compareWithHead, type SetDelta } from '../features/setsAtHead.ts';
import { ClientCommands } from '../protocol.ts';
import { toRange } from './convert.ts';
import { isEnabled } from './editorSettings.ts';
import { requestedFile } from './files.ts';
import type { Session } from './session.ts';

/** What a lens needs to be resolved. */
interface LensData {
  readonly uri: string;
  readonly offset: number;
}

/** HEAD is compared with this long after a lens was asked for, in milliseconds: a burst of typing asks once. */
const QUIET = 500;

/** `textDocument/codeLens` and `codeLens/resolve`: the words are computed for the lenses that are seen. */
export function registerCodeLens(session: Session): void {
  const { connection, engine } = session;
  const deltas = headDeltas(session);
  connection.onCodeLens(async ({ textDocument }): Promise<CodeLens[] | null> => {
    const file = await requestedFile(session, textDocument.uri);
    if (!file || !isEnabled(engine.editorSettings(), 'codeLens', true)) return null;
    return codeLenses(file.at).map(({ span }) => ({
      range: toRange(file.lines, span),
      data: { uri: textDocument.uri, offset: span.start } satisfies LensData,
    }));
  });
  connection.onCodeLensResolve(async (lens): Promise<CodeLens> => {
    const data = lens.data as LensData | undefined;
    const file = data && (await requestedFile(session, data.uri));
    const text = file && lensText(engine.features, file.at, data.offset, deltas.of(file.at, data.offset));
    // A client that does not know our command shows the words.
    const command = session.offersCommands ? ClientCommands.showApplications : '';
    return { ...lens, command: { title: text?.title ?? '', command, arguments: [text?.applications ?? []] } };
  });
}

/** What sets make more and fewer than at HEAD: computed aside, shown when it is there. */
function headDeltas(session: Session) {
  const known = new Map<string, { added: number; removed: number }>();
  const pending = new Map<string, { at: FileAt; offset: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const report = (error: Error): void => session.connection.console.warn(`HEAD: ${error.message}`);

  async function compare(): Promise<void> {
    timer = undefined;
    const waiting = [...pending.values()];
    pending.clear();
    let changed = false;
    for (const { at, offset } of waiting)
      for (const set of setsAt(session.engine.features, at, offset)) {
        const delta: SetDelta | undefined =
          session.git && (await compareWithHead(session.engine.features, session.git, set));
        const next = { added: delta?.added.length ?? 0, removed: delta?.removed.length ?? 0 };
        const before = known.get(keyOf(at, set.id));
        if ((before?.added ?? 0) !== next.added || (before?.removed ?? 0) !== next.removed) changed = true;
        known.set(keyOf(at, set.id), next);
      }
    if (changed) await session.connection.sendRequest(CodeLensRefreshRequest.type);
  }

  return {
    of(at: FileAt, offset: number): { added: number; removed: number } | undefined {
      const set = setsAt(session.engine.features, at, offset)[0];
      if (!set) return undefined;
      // Without a way to ask for new lenses the figure would be that of the time before.
      if (session.client.workspace?.codeLens?.refreshSupport && session.git) {
        pending.set(keyOf(at, set.id), { at, offset });
        if (timer === undefined) timer = setTimeout(() => compare().catch(report), QUIET);
      }
      return known.get(keyOf(at, set.id));
    },
  };
}

function keyOf(at: FileAt, id: string): string {
  return `${at.repository.id}\0${at.file}\0${id}`;
}
