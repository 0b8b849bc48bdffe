import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { StatusParams } from '../../../server/src/protocol.ts';

/** What a command may use. */
export interface CommandContext {
  readonly context: vscode.ExtensionContext;
  readonly client: LanguageClient;
  readonly output: vscode.LogOutputChannel;
  status(): StatusParams | undefined;
}

/** One palette command; its id without the `argocdCoverage.` prefix. */
export interface Command {
  readonly id: string;
  run(context: CommandContext, ...args: unknown[]): Promise<unknown> | unknown;
}
