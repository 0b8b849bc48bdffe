import * as vscode from 'vscode';
import { type ExplainParams, type ExplainResult, Requests } from '../../../server/src/protocol.ts';
import { type Command, targetOf } from './command.ts';

/** Shows what the hovers say about a file, with its diagnostic codes, as a Markdown preview. */
export const explainFile: Command = {
  id: 'explainFile',
  async run({ client, documents }, argument) {
    const uri = targetOf(argument);
    if (!uri) return;
    const { markdown } = await client.sendRequest<ExplainResult>(Requests.explain, {
      uri: uri.toString(),
    } satisfies ExplainParams);
    await documents.showMarkdown(vscode.workspace.asRelativePath(uri, false), markdown);
  },
};
