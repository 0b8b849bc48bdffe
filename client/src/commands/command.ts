import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { StatusParams } from '../../../server/src/protocol.ts';
import type { TestCoverage } from '../testing/testCoverage.ts';
import type { Views } from '../views/views.ts';
import type { MarkdownPanel } from '../webview/markdownPanel.ts';
import type { ReportPanel } from '../webview/reportPanel.ts';

/** What a command may use. */
export interface CommandContext {
  readonly context: vscode.ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly output: vscode.LogOutputChannel;
  readonly report: ReportPanel;
  readonly markdown: MarkdownPanel;
  readonly views: Views;
  readonly testCoverage: TestCoverage;
  status(): StatusParams | undefined;
}

/** One palette command; its id without the `argocdCoverage.` prefix. */
export interface Command {
  readonly id: string;
  run(context: CommandContext, ...args: unknown[]): Promise<unknown> | unknown;
}

/** The file a command is about: the one a menu or a row of a tree passes, else the active editor’s. */
export function targetOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const { resourceUri } = (argument ?? {}) as { readonly resourceUri?: unknown };
  return resourceUri instanceof vscode.Uri ? resourceUri : vscode.window.activeTextEditor?.document.uri;
}
