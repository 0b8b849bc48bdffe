import type { CancellationToken } from 'vscode-languageserver';
import { t } from '../l10n/t.ts';
import { type ExplainHistoryParams, type ExplainResult, Requests } from '../protocol.ts';
import { historyMarkdown } from '../report/routeHistory.ts';
import { requestedFile } from './files.ts';
import type { ServerFacts, Session } from './session.ts';

/** `argocdCoverage/explainHistory`: walks Git’s history in the pauses between other requests. */
export function registerExplainHistory(session: Session, facts: ServerFacts): void {
  const { connection } = session;
  connection.onRequest(
    Requests.explainHistory,
    async ({ uri }: ExplainHistoryParams, token: CancellationToken): Promise<ExplainResult> => {
      const file = await requestedFile(session, uri);
      if (!file) return { markdown: t`This file is not in a repository of the workspace.` };
      const { repository, file: path } = file.at;
      const cancelled = (): boolean => token.isCancellationRequested;
      try {
        if (facts.findLostRoute) {
          const history = await facts.findLostRoute(repository.id, path, cancelled);
          return { markdown: historyMarkdown(history, path) };
        }
      } catch (error) {
        connection.console.warn(`history: ${(error as Error).message}`);
      }
      return { markdown: t`Git can’t tell the history of this file.` };
    },
  );
}
