import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ReportParams, type ReportResult, Requests, type StatusParams } from '../../../server/src/protocol.ts';
import { openPlace } from './openPlace.ts';
import { secureHtml } from './secureHtml.ts';

/** The coverage report beside the editor; one for the window, kept up to date while it is seen. */
export interface ReportPanel extends vscode.Disposable {
  /** Opens the report, or brings the open one to the front. */
  open(): Promise<void>;
  /** Tells that the coverage may have changed. */
  show(status: StatusParams): void;
}

/** A burst of changes writes the report once. */
const QUIET = 300;

export function createReportPanel(client: BaseLanguageClient): ReportPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function write(target: vscode.WebviewPanel): Promise<void> {
    const { text } = await client.sendRequest<ReportResult>(Requests.report, { format: 'html' } satisfies ReportParams);
    if (target === panel) target.webview.html = secureHtml(text);
  }

  function create(): vscode.WebviewPanel {
    const created = vscode.window.createWebviewPanel(
      'argocdCoverage.report',
      vscode.l10n.t('Argo CD Coverage'),
      vscode.ViewColumn.Beside,
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    created.onDidDispose(() => {
      panel = undefined;
    });
    created.webview.onDidReceiveMessage(openPlace);
    return created;
  }

  return {
    async open() {
      if (panel) panel.reveal(undefined, true);
      else panel = create();
      await write(panel);
    },
    show({ summary }) {
      const now = JSON.stringify(summary);
      if (now === shown) return;
      shown = now;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (panel?.visible) void write(panel);
      }, QUIET);
    },
    dispose() {
      clearTimeout(timer);
      panel?.dispose();
    },
  };
}
