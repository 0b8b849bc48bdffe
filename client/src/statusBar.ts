import * as vscode from 'vscode';
import type { StatusParams } from '../../server/src/protocol.ts';

/** One item: how much of the workspace Argo CD deploys. Hidden where there is no Argo CD. */
export interface StatusBar extends vscode.Disposable {
  show(status: StatusParams): void;
}

export function createStatusBar(): StatusBar {
  const item = vscode.window.createStatusBarItem('argocdCoverage.coverage', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Argo CD Coverage');
  item.command = 'argocdCoverage.showReport';
  return {
    show({ active, summary }) {
      if (!active || !summary || !vscode.workspace.getConfiguration('argocdCoverage').get('statusBar.enabled', true)) {
        item.hide();
        return;
      }
      const percent = Math.floor(summary.coverage * 100);
      item.text = `$(rocket) ${vscode.l10n.t('{0} % deployed', percent)}`;
      const counted = summary.manifests - summary.ignored - summary.root;
      const tooltip = new vscode.MarkdownString();
      tooltip.appendMarkdown(
        [
          `**${vscode.l10n.t('{0} of {1} manifests are deployed automatically', summary.deployed, counted)}**`,
          vscode.l10n.t(
            '{0} by hand · {1} possibly · {2} by other routes · {3} nowhere',
            summary.manual,
            summary.possible,
            summary.other,
            summary.unwatched,
          ),
        ].join('\n\n'),
      );
      item.tooltip = tooltip;
      item.accessibilityInformation = {
        label: vscode.l10n.t('Argo CD deploys {0} percent of the manifests', percent),
        role: 'button',
      };
      item.show();
    },
    dispose: () => item.dispose(),
  };
}
