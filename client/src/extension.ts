import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Notifications, type StatusParams } from '../../server/src/protocol.ts';
import { registerCommands } from './commands/table.ts';
import { createClient } from './languageClient.ts';
import { createLanguageStatus } from './languageStatus.ts';
import { createStatusBar } from './statusBar.ts';

let client: LanguageClient | undefined;

/** Wires the parts; the index runs in the server, after this has returned. */
export function activate(context: vscode.ExtensionContext): { readonly status: () => StatusParams | undefined } {
  const output = vscode.window.createOutputChannel('Argo CD Coverage', { log: true });
  const languageClient = createClient(context, output);
  client = languageClient;
  const statusBar = createStatusBar();
  const health = createLanguageStatus();
  let last: StatusParams | undefined;
  context.subscriptions.push(
    output,
    statusBar,
    health,
    languageClient.onNotification(Notifications.status, (status: StatusParams) => {
      last = status;
      statusBar.show(status);
      health.show(status);
      void vscode.commands.executeCommand('setContext', 'argocdCoverage.active', status.active);
      void vscode.commands.executeCommand(
        'setContext',
        'argocdCoverage.hasUncovered',
        (status.summary?.unwatched ?? 0) > 0,
      );
    }),
    languageClient.onDidChangeState(({ newState }) => health.state(newState)),
    ...registerCommands({ context, client: languageClient, output, status: () => last }),
  );
  languageClient.start().catch((error: unknown) => {
    output.error(error instanceof Error ? error : String(error));
    health.failed();
  });
  return { status: () => last };
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
