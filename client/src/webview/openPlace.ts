import * as vscode from 'vscode';
import { locateReported } from './locateReported.ts';

/** Opens what was clicked in one of our pages. The page is ours, but strangers’ files speak in it: every part is checked. */
export async function openPlace(message: {
  readonly uri?: unknown;
  readonly repository?: unknown;
  readonly file?: unknown;
  readonly line?: unknown;
}): Promise<void> {
  const uri = await target(message);
  if (!uri) return;
  const line = Math.max(0, (Number(message.line) || 1) - 1);
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(line, 0, line, 0),
    viewColumn: vscode.ViewColumn.One,
  });
}

async function target({ uri, repository, file }: Parameters<typeof openPlace>[0]): Promise<vscode.Uri | undefined> {
  if (typeof uri === 'string') {
    const parsed = vscode.Uri.parse(uri);
    const known = parsed.scheme === 'file' || vscode.workspace.getWorkspaceFolder(parsed) !== undefined;
    return known ? parsed.with({ fragment: '' }) : undefined;
  }
  return typeof file === 'string'
    ? locateReported(typeof repository === 'string' ? repository : undefined, file)
    : undefined;
}
