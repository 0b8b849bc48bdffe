import * as vscode from 'vscode';
import { type BranchImpactParams, type BranchImpactResult, Requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Shows what merging this branch brings into effect, and which manifests gain or lose their route. */
export const showBranchImpact: Command = {
  id: 'showBranchImpact',
  async run({ client, markdown: panel }, base) {
    const params: BranchImpactParams = typeof base === 'string' ? { base } : {};
    const { markdown } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing with the base branch') },
      () => client.sendRequest<BranchImpactResult>(Requests.branchImpact, params),
    );
    await panel.show(vscode.l10n.t('Branch impact'), markdown);
  },
};
