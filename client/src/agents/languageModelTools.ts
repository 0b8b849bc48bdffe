import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type AgentToolParams, type AgentToolResult, Requests } from '../../../server/src/protocol.ts';

/** What the names of our tools begin with, for they share one space with everybody’s. */
const PREFIX = 'argocd_coverage_';

/** The tools of the manifest for language models; the server answers. Nothing in an editor that has no such tools. */
export function registerLanguageModelTools(
  client: BaseLanguageClient,
  extension: vscode.Extension<unknown>,
): vscode.Disposable {
  if (typeof vscode.lm?.registerTool !== 'function') return new vscode.Disposable(() => undefined);
  const { contributes } = extension.packageJSON as {
    contributes: { languageModelTools: readonly { readonly name: string; readonly displayName: string }[] };
  };
  return vscode.Disposable.from(
    ...contributes.languageModelTools.map(({ name, displayName }) =>
      vscode.lm.registerTool(name, {
        prepareInvocation: () => ({ invocationMessage: displayName }),
        async invoke({ input }, token) {
          const params: AgentToolParams = { name: name.slice(PREFIX.length), input };
          const { text } = await client.sendRequest<AgentToolResult>(Requests.agentTool, params, token);
          return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
}
