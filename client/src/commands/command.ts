import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { StatusParams } from '../../../server/src/protocol.ts';
import type { MarkdownPanel } from '../webview/markdownPanel.ts';
import type { ReportPanel } from '../webview/reportPanel.ts';

/** What a command may use. */
export interface CommandContext {
  readonly context: vscode.ExtensionContext;
  readonly client: LanguageClient;
  readonly output: vscode.LogOutputChannel;
  readonly report: ReportPanel;
  readonly markdown: MarkdownPanel;
  status(): StatusParams | undefined;
}

/** One palette command; its id without the `argocdCoverage.` prefix. */
export interface Command {
  readonly id: string;
  run(context: CommandContext, ...args: unknown[]): Promise<unknown> | unknown;
}

/** The file a command is about: the one a menu passes, else the active editor’s. */
export function targetOf(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}
