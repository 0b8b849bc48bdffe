import type {
  DocumentDiagnosticReport,
  Diagnostic as LspDiagnostic,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { pathOfUri, uriOfPath } from './convert.ts';
import type { DiagnosticsPublisher } from './publisher.ts';
import type { Session } from './session.ts';
import { PART, soon } from './soon.ts';

interface Answer {
  readonly resultId: string;
  readonly written: string;
}

/**
 * `textDocument/diagnostic` and `workspace/diagnostic`, for clients that pull and take nothing pushed. What the client holds
 * already is answered with `unchanged`; a file that has none any more is told so once.
 */
export function registerPulledDiagnostics(session: Session, publisher: DiagnosticsPublisher): void {
  const { connection, engine, ready } = session;
  /** What each file was answered with last. */
  const answers = new Map<string, Answer>();
  const known = new Set<string>();
  let count = 0;

  function answer(path: string, items: LspDiagnostic[], previous: string | undefined): DocumentDiagnosticReport {
    const written = JSON.stringify(items);
    const last = answers.get(path);
    const current = last?.written === written ? last : { resultId: String(++count), written };
    answers.set(path, current);
    if (previous === current.resultId) return { kind: 'unchanged', resultId: previous };
    return { kind: 'full', resultId: current.resultId, items };
  }

  /** Judges what is not yet judged, in parts that leave room for other requests. */
  async function looked(): Promise<void> {
    const part = (): boolean => {
      const end = Date.now() + PART;
      return engine.look(() => Date.now() >= end);
    };
    while (!part()) await new Promise<void>((go) => soon(go));
  }

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    await ready;
    const path = pathOfUri(textDocument.uri);
    return path === undefined
      ? { kind: 'full', items: [] }
      : answer(path, publisher.current(path), previousResultId ?? undefined);
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
    await ready;
    await looked();
    const previous = new Map(previousResultIds.map(({ uri, value }) => [pathOfUri(uri), value]));
    for (const path of publisher.changed()) known.add(path);
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const path of known) {
      const diagnostics = publisher.current(path);
      if (diagnostics.length === 0) known.delete(path);
      if (diagnostics.length === 0 && !previous.has(path)) continue;
      const told = answer(path, diagnostics, previous.get(path));
      items.push({ ...told, uri: uriOfPath(path), version: session.versionOf(path) });
    }
    return { items };
  });
}
