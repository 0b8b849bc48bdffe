import * as vscode from 'vscode';
import { type ReportParams, type ReportResult, Requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

const FORMATS: Readonly<Record<string, ReportParams['format']>> = {
  html: 'html',
  md: 'markdown',
  json: 'json',
  txt: 'text',
};

/** Writes the report into a file that the user names; its ending chooses the format. */
export const exportReport: Command = {
  id: 'exportReport',
  async run({ client }) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'argocd-coverage.html') } : {}),
      filters: { HTML: ['html'], Markdown: ['md'], JSON: ['json'], Text: ['txt'] },
      title: vscode.l10n.t('Export the coverage report'),
    });
    if (!target) return;
    const format = FORMATS[/\.([a-z]+)$/i.exec(target.path)?.[1]?.toLowerCase() ?? ''] ?? 'html';
    const { text } = await client.sendRequest<ReportResult>(Requests.report, { format } satisfies ReportParams);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  },
};
