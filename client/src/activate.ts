import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { Notifications, type StatusParams } from '../../server/src/protocol.ts';
import { registerLanguageModelTools } from './agents/languageModelTools.ts';
import { registerCommands } from './commands/table.ts';
import { createDecorations } from './decorations.ts';
import { createLanguageStatus } from './languageStatus.ts';
import { createNotices } from './notices.ts';
import { registerOfferCommand } from './offerCommand.ts';
import { createStatusBar } from './statusBar.ts';
import { createTestCoverage } from './testing/testCoverage.ts';
import { createViews } from './views/views.ts';
import { createMarkdownPanel } from './webview/markdownPanel.ts';
import { createReportPanel } from './webview/reportPanel.ts';

/** What other extensions, and the tests, may ask. */
export interface Api {
  /** What the server told last; undefined before its first index is done. */
  status(): StatusParams | undefined;
  /** How long the extension’s own activation took, in milliseconds. */
  readonly activation: number;
}

/**
 * Wires the parts to a client that is not yet started, and starts it; the index runs in the server, after this has returned.
 * The same on the desktop and in the browser: only the client differs.
 * @param started when the activation began, on the clock of `performance`.
 */
export function wire(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
  started: number,
): Api {
  const statusBar = createStatusBar();
  const health = createLanguageStatus();
  const notices = createNotices(context.globalState);
  const report = createReportPanel(client);
  const markdown = createMarkdownPanel();
  const views = createViews(client);
  const decorations = createDecorations(client);
  const testCoverage = createTestCoverage(client);
  let last: StatusParams | undefined;
  context.subscriptions.push(
    output,
    statusBar,
    health,
    report,
    markdown,
    views,
    decorations,
    testCoverage,
    client.onNotification(Notifications.status, (status: StatusParams) => {
      last = status.summary ? status : last;
      for (const part of [statusBar, health, report, views, decorations, testCoverage]) part.show(status);
      setContext('active', status.active);
      setContext('hasUncovered', (status.summary?.unwatched ?? 0) > 0);
    }),
    registerOfferCommand(),
    registerLanguageModelTools(client, context.extension),
    client.onDidChangeState(({ newState }) => health.state(newState)),
    ...registerCommands({ context, client, output, report, markdown, views, testCoverage, status: () => last }),
  );
  client.start().catch((error: unknown) => {
    output.error(error instanceof Error ? error : String(error));
    health.failed();
    void notices.serverFailed();
  });
  const activation = performance.now() - started;
  output.debug(`activated in ${activation.toFixed(1)} ms`);
  return { status: () => last, activation };
}

/** For `when` clauses in the manifest. */
function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', `argocdCoverage.${key}`, value);
}
