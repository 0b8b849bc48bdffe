import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Copies the command that a code action carries; from the palette, the one for the active file. */
export const copyApplyCommand: Command = {
  id: 'copyApplyCommand',
  async run(_context, text) {
    const command = typeof text === 'string' ? text : commandFor(vscode.window.activeTextEditor?.document.uri);
    if (command === undefined) return;
    await vscode.env.clipboard.writeText(command);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', command), 5_000);
  },
};

function commandFor(uri: vscode.Uri | undefined): string | undefined {
  if (!uri) return undefined;
  const path = vscode.workspace.asRelativePath(uri, false);
  return `kubectl apply -f ${/^[\w./@:=+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`}`;
}
