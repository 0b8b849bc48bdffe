import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Notifications, type StatusParams } from '../../server/src/protocol.ts';
import { registerCommands } from './commands/table.ts';
import { createClient } from './languageClient.ts';
import { createLanguageStatus } from './languageStatus.ts';
import { registerOfferCommand } from './offerCommand.ts';
import { createStatusBar } from './statusBar.ts';
import { createMarkdownPanel } from './webview/markdownPanel.ts';
import { createReportPanel } from './webview/reportPanel.ts';

let client: LanguageClient | undefined;

/** What other extensions, and the tests, may ask. */
export interface Api {
  /** What the server told last; undefined before its first index is done. */
  status(): StatusParams | undefined;
}

/** Wires the parts; the index runs in the server, after this has returned. */
export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel('Argo CD Coverage', { log: true });
  const languageClient = createClient(context, output);
  client = languageClient;
  const statusBar = createStatusBar();
  const health = createLanguageStatus();
  const report = createReportPanel(languageClient);
  const markdown = createMarkdownPanel();
  let last: StatusParams | undefined;
  context.subscriptions.push(
    output,
    statusBar,
    health,
    report,
    markdown,
    languageClient.onNotification(Notifications.status, (status: StatusParams) => {
      last = status.summary ? status : last;
      statusBar.show(status);
      health.show(status);
      report.show(status);
      setContext('active', status.active);
      setContext('hasUncovered', (status.summary?.unwatched ?? 0) > 0);
    }),
    registerOfferCommand(),
    languageClient.onDidChangeState(({ newState }) => health.state(newState)),
    ...registerCommands({ context, client: languageClient, output, report, markdown, status: () => last }),
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

/** For `when` clauses in the manifest. */
function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', `argocdCoverage.${key}`, value);
}
