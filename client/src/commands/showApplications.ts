import * as vscode from 'vscode';
import { type ApplicationsResult, Requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Picks an Application, of those whose ids are given, and goes to its definition. */
export const showApplications: Command = {
  id: 'showApplications',
  async run({ client }, ids) {
    const { applications } = await client.sendRequest<ApplicationsResult>(Requests.applications);
    const wanted = Array.isArray(ids) ? applications.filter(({ id }) => ids.includes(id)) : applications;
    const items = wanted.map((app) => ({
      label: `${app.errors > 0 ? '$(error)' : '$(rocket)'} ${app.id}`,
      description: vscode.l10n.t('{0} manifests', app.manifests),
      detail: app.destination,
      app,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: vscode.l10n.t('Go to an Application'),
      matchOnDetail: true,
    });
    if (!picked) return;
    const { uri, line } = picked.app;
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(line, 0, line, 0) });
  },
};
