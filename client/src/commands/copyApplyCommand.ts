import * as vscode from 'vscode';
import { type Command, targetOf } from './command.ts';

const ID = 'copyApplyCommand';

/** Copies the command that a code action carries; from the palette, the one for the active file. */
export const copyApplyCommand: Command = {
  id: ID,
  async run(_context, argument) {
    const command = typeof argument === 'string' ? argument : await commandFor(targetOf(argument));
    if (command === undefined) return;
    await vscode.env.clipboard.writeText(command);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', command), 5_000);
  },
};

/** What the file’s code action would copy; where Argo CD applies the file by itself there is none, and the plain command serves. */
async function commandFor(uri: vscode.Uri | undefined): Promise<string | undefined> {
  if (!uri) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    everything,
    vscode.CodeActionKind.QuickFix.value,
  );
  const offered = actions.find(({ command }) => command?.command === `argocdCoverage.${ID}`)?.command?.arguments?.[0];
  if (typeof offered === 'string') return offered;
  const path = vscode.workspace.asRelativePath(uri, false);
  return `kubectl apply -f ${/^[\w./@:=+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`}`;
}
