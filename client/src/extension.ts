import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type Api, wire } from './activate.ts';
import { registerMcpServer } from './agents/mcpServer.ts';
import { createClient } from './languageClient.ts';

let client: LanguageClient | undefined;

/** The desktop’s entry: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): Api {
  const started = performance.now();
  const output = vscode.window.createOutputChannel('Argo CD Coverage', { log: true });
  client = createClient(context, output);
  context.subscriptions.push(registerMcpServer(context, output));
  return wire(context, client, output, started);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
