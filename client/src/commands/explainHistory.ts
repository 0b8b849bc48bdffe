import * as vscode from 'vscode';
import { type ExplainHistoryParams, type ExplainResult, Requests } from '../../../server/src/protocol.ts';
import { type Command, targetOf } from './command.ts';

/** Tells since which commit nothing deploys a file. */
export const explainHistory: Command = {
  id: 'explainHistory',
  async run({ client, markdown: panel }, argument) {
    const uri = targetOf(argument);
    if (!uri) return;
    const params: ExplainHistoryParams = { uri: uri.toString() };
    const title = vscode.l10n.t('Walking through the history');
    const { markdown } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) => client.sendRequest<ExplainResult>(Requests.explainHistory, params, token),
    );
    await panel.show(vscode.workspace.asRelativePath(uri, false), markdown);
  },
};
