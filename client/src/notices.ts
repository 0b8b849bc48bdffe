import * as vscode from 'vscode';

/** Messages about what went wrong: each once in a session, and never again for who said so. */
export interface Notices {
  serverFailed(): Promise<void>;
}

/** @param memory keeps what nobody wants to be told again. */
export function createNotices(memory: vscode.Memento): Notices {
  const told = new Set<string>();

  async function once(key: string, message: string): Promise<void> {
    const silenced = `notices.${key}.silenced`;
    if (told.has(key) || memory.get(silenced, false)) return;
    told.add(key);
    const output = vscode.l10n.t('Show Output');
    const never = vscode.l10n.t('Don’t Show Again');
    const picked = await vscode.window.showErrorMessage(message, output, never);
    if (picked === output) await vscode.commands.executeCommand('argocdCoverage.showOutput');
    if (picked === never) await memory.update(silenced, true);
  }

  return {
    serverFailed: () =>
      once('serverFailed', vscode.l10n.t('The server of Argo CD Coverage does not run: nothing is judged.')),
  };
}
