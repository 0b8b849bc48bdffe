import * as vscode from 'vscode';
import { type ExplainParams, type ExplainResult, Requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Opens what the hovers say about the active file as a Markdown preview. */
export const explainFile: Command = {
  id: 'explainFile',
  async run({ client }, target) {
    const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
    if (!uri) return;
    const { markdown } = await client.sendRequest<ExplainResult>(Requests.explain, {
      uri: uri.toString(),
    } satisfies ExplainParams);
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: markdown });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  },
};
