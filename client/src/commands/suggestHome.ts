import * as vscode from 'vscode';
import type { CodeAction } from 'vscode-languageclient';
import { type HomesParams, type HomesResult, Requests } from '../../../server/src/protocol.ts';
import { type Command, targetOf } from './command.ts';

/** Asks where a file that nothing deploys should live, and moves it to the directory that is picked. */
export const suggestHome: Command = {
  id: 'suggestHome',
  async run({ client }, argument) {
    const uri = targetOf(argument);
    if (!uri) return;
    const params: HomesParams = { uri: uri.toString() };
    const { homes, message } = await client.sendRequest<HomesResult>(Requests.homes, params);
    if (message) void vscode.window.showInformationMessage(message);
    if (homes.length === 0) return;
    const items = homes.map(({ directory, application, reasons, kustomization, action }) => ({
      label: `$(folder) ${directory || '.'}`,
      description: application,
      detail: [...reasons, ...(kustomization ? [vscode.l10n.t('{0} will list it', kustomization)] : [])].join(' · '),
      action,
    }));
    const title = vscode.l10n.t('Where should {0} live?', vscode.workspace.asRelativePath(uri, false));
    const placeHolder = vscode.l10n.t('Moves the file to a directory from which Argo CD deploys it');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
    if (!picked) return;
    const { edit } = await client.sendRequest<CodeAction>('codeAction/resolve', picked.action);
    if (!edit) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The file has changed meanwhile: ask again.'));
      return;
    }
    await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  },
};
