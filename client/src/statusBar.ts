import * as vscode from 'vscode';
import type { StatusParams, SummaryCounts } from '../../server/src/protocol.ts';

const REPORT = 'argocdCoverage.showReport';
/** Of the editor: it brings our view to the front. */
const MISSING = 'argocdCoverage.notDeployed.focus';

/** One item: how much of the workspace Argo CD deploys. Hidden where there is no Argo CD. */
export interface StatusBar extends vscode.Disposable {
  show(status: StatusParams): void;
}

export function createStatusBar(): StatusBar {
  const item = vscode.window.createStatusBarItem('argocdCoverage.coverage', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Argo CD Coverage');
  item.command = REPORT;
  let last: StatusParams | undefined;

  function update(): void {
    const settings = vscode.workspace.getConfiguration('argocdCoverage.statusBar');
    if (!settings.get('enabled', true) || !last?.active || !last.summary) {
      item.hide();
      return;
    }
    const percent = Math.floor(last.summary.coverage * 100);
    const low = last.summary.coverage * 100 < settings.get('threshold', 0);
    item.backgroundColor = low ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.text = `$(rocket) ${vscode.l10n.t('{0} % deployed', percent)}`;
    item.tooltip = tooltipOf(last.summary);
    item.accessibilityInformation = {
      label: vscode.l10n.t('Argo CD deploys {0} percent of the manifests', percent),
      role: 'button',
    };
    item.show();
  }

  const listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('argocdCoverage.statusBar')) update();
  });
  return {
    show(status) {
      // While an index runs again, the figure of the last one stays.
      if (status.indexing && last) return;
      last = status;
      update();
    },
    dispose() {
      listener.dispose();
      item.dispose();
    },
  };
}

function tooltipOf(summary: SummaryCounts): vscode.MarkdownString {
  const { deployed, manual, possible, other, unwatched, root } = summary;
  const counted = summary.manifests - summary.ignored - root;
  const tooltip = new vscode.MarkdownString(
    [
      `**${vscode.l10n.t('{0} of {1} manifests are deployed automatically', deployed, counted)}**`,
      vscode.l10n.t(
        '{0} by hand · {1} possibly · {2} by other routes · {3} nowhere',
        manual,
        possible,
        other,
        unwatched,
      ),
      [
        `[${vscode.l10n.t('Show Report')}](command:${REPORT})`,
        `[${vscode.l10n.t('Show what nothing deploys')}](command:${MISSING})`,
      ].join(' · '),
    ].join('\n\n'),
  );
  tooltip.isTrusted = { enabledCommands: [REPORT, MISSING] };
  return tooltip;
}
