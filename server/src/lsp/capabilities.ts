import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { COMPLETION_TRIGGERS } from './completion.ts';

/** What the server offers beyond hovers, code actions and diagnostics, where the client can make use of it. */
export function featureCapabilities({ textDocument: can, workspace }: ClientCapabilities): ServerCapabilities {
  return {
    ...(can?.definition && { definitionProvider: true }),
    ...(can?.references && { referencesProvider: true }),
    ...(can?.documentLink && { documentLinkProvider: {} }),
    ...(can?.documentSymbol && { documentSymbolProvider: true }),
    ...(workspace?.symbol && { workspaceSymbolProvider: true }),
    ...(can?.codeLens && { codeLensProvider: { resolveProvider: true } }),
    ...(can?.completion && { completionProvider: { triggerCharacters: COMPLETION_TRIGGERS } }),
    ...(can?.inlayHint && { inlayHintProvider: true }),
  };
}
