import * as vscode from 'vscode';
import { type ExplainParams, type ExplainResult, Requests } from '../../../server/src/protocol.ts';
import { type Command, targetOf } from './command.ts';

/** Shows what the hovers say about a file, with its diagnostic codes, in a page beside the editor. */
export const explainFile: Command = {
  id: 'explainFile',
  async run({ client, markdown: panel }, argument) {
    const uri = targetOf(argument);
    if (!uri) return;
    const { markdown } = await client.sendRequest<ExplainResult>(Requests.explain, {
      uri: uri.toString(),
    } satisfies ExplainParams);
    await panel.show(vscode.workspace.asRelativePath(uri, false), markdown);
  },
};
