import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, wire } from './activate.ts';
import { registerMcpServer } from './agents/mcpServer.ts';
import { CLIENT_ID, CLIENT_NAME, clientOptions, withFeatures } from './languageClient.ts';

let client: LanguageClient | undefined;

/** The desktop’s entry: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): Api {
  const started = performance.now();
  const output = vscode.window.createOutputChannel(CLIENT_NAME, { log: true });
  const module = context.asAbsolutePath('dist/server.js');
  const server = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  client = withFeatures(new LanguageClient(CLIENT_ID, CLIENT_NAME, server, clientOptions(output)));
  context.subscriptions.push(registerMcpServer(context, output));
  // Only here is a Git that branches can be compared with.
  void vscode.commands.executeCommand('setContext', 'argocdCoverage.hasGit', true);
  return wire(context, client, output, started);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
