import * as vscode from 'vscode';
import { ClientCommands } from '../../server/src/protocol.ts';

/** One line that says what remains to be done outside of Git, with the command to copy. */
export async function offerCommand(command: unknown): Promise<void> {
  if (typeof command !== 'string') return;
  const copy = vscode.l10n.t('Copy Command');
  const picked = await vscode.window.showInformationMessage(vscode.l10n.t('Register it once: {0}', command), copy);
  if (picked === copy) await vscode.env.clipboard.writeText(command);
}

/** Makes it known to the code actions that carry it; it is in no menu. */
export function registerOfferCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(ClientCommands.offerCommand, (command: unknown) => {
    // Whoever applied the action does not wait for an answer.
    void offerCommand(command);
  });
}
