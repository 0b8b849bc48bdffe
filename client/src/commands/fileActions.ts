import * as vscode from 'vscode';
import { type FileActionParams, type FileActionResult, Requests } from '../../../server/src/protocol.ts';
import { offerCommand } from '../offerCommand.ts';
import { type Command, targetOf } from './command.ts';

/** Runs a code action for a whole file, from the palette or a menu. */
function fileAction(id: FileActionParams['action']): Command {
  return {
    id,
    async run({ client }, argument) {
      const uri = targetOf(argument);
      if (!uri) return;
      const params: FileActionParams = { uri: uri.toString(), action: id };
      const { edit, register, message } = await client.sendRequest<FileActionResult>(Requests.fileAction, params);
      if (!edit) {
        if (message) void vscode.window.showInformationMessage(message);
        return;
      }
      const applied = await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
      const created = edit.documentChanges?.find((change) => 'kind' in change && change.kind === 'create');
      if (applied && created && 'uri' in created) await vscode.window.showTextDocument(vscode.Uri.parse(created.uri));
      if (applied) void offerCommand(register);
    },
  };
}

export const generateApplication = fileAction('generateApplication');
export const moveToChart = fileAction('moveToChart');
