import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { StatusParams } from '../../../server/src/protocol.ts';
import { createTreeProvider } from './treeProvider.ts';

/** The two views of the Activity Bar: what nothing deploys, and everything by Application or by directory. */
export interface Views extends vscode.Disposable {
  show(status: StatusParams): void;
  /** Cuts the second view by who deploys, or by where files lie. */
  group(by: 'applications' | 'directories'): void;
  /** Keeps the rows that hold these words; all of them for none. */
  filter(words: string): void;
  readonly words: string;
}

/** A burst of changes asks the server once. */
const QUIET = 300;

export function createViews(client: BaseLanguageClient): Views {
  let grouping: 'applications' | 'directories' = 'applications';
  let words = '';
  let revision: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const missing = createTreeProvider(
    client,
    () => 'notDeployed',
    () => words,
  );
  const all = createTreeProvider(
    client,
    () => grouping,
    () => words,
  );
  const options = { showCollapseAll: true };
  const missingView = vscode.window.createTreeView('argocdCoverage.notDeployed', {
    ...options,
    treeDataProvider: missing,
  });
  const allView = vscode.window.createTreeView('argocdCoverage.coverage', { ...options, treeDataProvider: all });

  function refresh(): void {
    clearTimeout(timer);
    missing.refresh();
    all.refresh();
  }

  function refreshSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(refresh, QUIET);
  }

  function describe(): void {
    const by = { applications: vscode.l10n.t('by Application'), directories: vscode.l10n.t('by directory') }[grouping];
    // Not a message: the editor shows none of our words for an empty view beside it.
    const filtered = words === '' ? '' : vscode.l10n.t('Filter: {0}', words);
    allView.description = words === '' ? by : `${by} · ${filtered}`;
    missingView.description = filtered;
    void vscode.commands.executeCommand('setContext', 'argocdCoverage.grouping', grouping);
    void vscode.commands.executeCommand('setContext', 'argocdCoverage.filtered', words !== '');
  }
  describe();
  // Lines move while one types; what a click opens is right again once the file is saved.
  const saved = vscode.workspace.onDidSaveTextDocument(refreshSoon);

  return {
    get words() {
      return words;
    },
    show({ indexing, summary, revision: now }) {
      if (indexing || (now !== undefined && now === revision)) return;
      revision = now;
      const unwatched = summary?.unwatched ?? 0;
      missingView.badge =
        unwatched === 0
          ? undefined
          : {
              value: unwatched,
              tooltip:
                unwatched === 1
                  ? vscode.l10n.t('1 manifest is deployed by nothing')
                  : vscode.l10n.t('{0} manifests are deployed by nothing', unwatched),
            };
      refreshSoon();
    },
    group(by) {
      grouping = by;
      describe();
      all.refresh();
    },
    filter(next) {
      words = next.trim();
      describe();
      refresh();
    },
    dispose() {
      clearTimeout(timer);
      for (const part of [saved, missingView, allView, missing, all]) part.dispose();
    },
  };
}
