import type { ClientCapabilities, StaticFeature } from 'vscode-languageclient';

/**
 * Asks the server for edits without change annotations. VS Code would open its refactor preview for an annotated edit, with
 * every change unticked: whoever picked “Move to charts/waste” would have to tick each file again. The title says what moves,
 * and one undo takes it back.
 */
export const plainEdits: StaticFeature = {
  fillClientCapabilities({ workspace }: ClientCapabilities) {
    if (workspace?.workspaceEdit) workspace.workspaceEdit.changeAnnotationSupport = undefined;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};
