import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import type { StatusParams } from '../../server/src/protocol.ts';

/** The server's health, in the language status of YAML, JSON and Helm files. */
export interface LanguageStatus extends vscode.Disposable {
  show(status: StatusParams): void;
  state(state: State): void;
  failed(): void;
}

export function createLanguageStatus(): LanguageStatus {
  const item = vscode.languages.createLanguageStatusItem('argocdCoverage.health', [
    { language: 'yaml' },
    { language: 'json' },
    { language: 'helm' },
    { language: 'helm-template' },
  ]);
  item.name = vscode.l10n.t('Argo CD Coverage');
  item.text = vscode.l10n.t('Argo CD Coverage');
  item.command = { command: 'argocdCoverage.showOutput', title: vscode.l10n.t('Show Output') };
  item.busy = true;
  const failed = (): void => {
    item.busy = false;
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.detail = vscode.l10n.t('The server does not run');
    item.command = { command: 'argocdCoverage.restartServer', title: vscode.l10n.t('Restart Server') };
  };
  return {
    show({ indexing, summary }) {
      item.busy = indexing;
      item.severity = vscode.LanguageStatusSeverity.Information;
      item.detail = summary ? vscode.l10n.t('{0} manifests', summary.manifests) : '';
    },
    state(state) {
      if (state === State.Starting) item.busy = true;
      if (state === State.Stopped) failed();
    },
    failed,
    dispose: () => item.dispose(),
  };
}
