import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Copies versions and counts for a bug report: no paths, no names. */
export const copyDiagnosticInfo: Command = {
  id: 'copyDiagnosticInfo',
  async run({ context, status }) {
    const facts = {
      extension: (context.extension.packageJSON as { version: string }).version,
      vscode: vscode.version,
      host: vscode.env.appHost,
      remote: vscode.env.remoteName,
      folders: vscode.workspace.workspaceFolders?.length ?? 0,
      status: status(),
    };
    await vscode.env.clipboard.writeText(JSON.stringify(facts, null, 2));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Diagnostic information copied'), 5_000);
  },
};
