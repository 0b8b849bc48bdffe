import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { LineIndex } from '../documents/lineIndex.ts';
import { documentSymbols, type SymbolResult, workspaceSymbols } from '../features/symbols.ts';
import { toRange } from './convert.ts';
import { requestedFile, toLocation } from './files.ts';
import type { Session } from './session.ts';

const KINDS: Readonly<Record<SymbolResult['kind'], SymbolKind>> = {
  application: SymbolKind.Package,
  project: SymbolKind.Namespace,
  manifest: SymbolKind.Object,
  source: SymbolKind.File,
  destination: SymbolKind.Interface,
  generator: SymbolKind.Array,
};

/** `textDocument/documentSymbol` and `workspace/symbol`. */
export function registerSymbols(session: Session): void {
  const { connection, engine, ready } = session;
  connection.onDocumentSymbol(async ({ textDocument }) => {
    const file = await requestedFile(session, textDocument.uri);
    if (!file) return null;
    const symbols = documentSymbols(engine.features, file.at);
    if (session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport)
      return symbols.map((symbol) => toSymbol(file.lines, symbol));
    return symbols.map(
      ({ name, kind, span }): SymbolInformation => ({
        name,
        kind: KINDS[kind],
        location: { uri: textDocument.uri, range: toRange(file.lines, span) },
      }),
    );
  });
  connection.onWorkspaceSymbol(async ({ query }) => {
    await ready;
    return workspaceSymbols(engine.features, query).map(
      ({ name, container, kind, place }): SymbolInformation => ({
        name,
        containerName: container,
        kind: KINDS[kind],
        location: toLocation(session, place),
      }),
    );
  });
}

function toSymbol(lines: LineIndex, { name, detail, kind, span, selection, children }: SymbolResult): DocumentSymbol {
  return {
    name,
    detail,
    kind: KINDS[kind],
    range: toRange(lines, span),
    selectionRange: toRange(lines, selection),
    children: children.map((child) => toSymbol(lines, child)),
  };
}
