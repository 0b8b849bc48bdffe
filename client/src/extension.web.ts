import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Api, wire } from './activate.ts';
import { CLIENT_ID, CLIENT_NAME, clientOptions, withFeatures } from './languageClient.ts';
import { answerFileRequests } from './workspaceFiles.ts';

/** Of the browser, where the extension host is a worker that may start another. */
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[2];

let client: LanguageClient | undefined;

/** The browser’s entry: the server is a web worker, and reads files through the editor. */
export function activate(context: vscode.ExtensionContext): Api {
  const started = performance.now();
  const output = vscode.window.createOutputChannel(CLIENT_NAME, { log: true });
  const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true));
  client = withFeatures(new LanguageClient(CLIENT_ID, CLIENT_NAME, worker, clientOptions(output)));
  context.subscriptions.push(answerFileRequests(client));
  return wire(context, client, output, started);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
