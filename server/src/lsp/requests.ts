import { isFailing } from '../coverage/routes.ts';
import type { Engine } from '../engine.ts';
import { countManifests } from '../features/hoverApplication.ts';
import { t } from '../l10n/t.ts';
import {
  type ApplicationsResult,
  type BranchImpactParams,
  type BranchImpactResult,
  type ExplainParams,
  type ExplainResult,
  type FileActionParams,
  type FileActionResult,
  type ReportParams,
  type ReportResult,
  Requests,
  type StatusParams,
} from '../protocol.ts';
import { destinationName } from '../report/destination.ts';
import { formatReport } from '../report/formats.ts';
import { impactMarkdown } from '../report/impact/markdown.ts';
import { pathOfUri, toWorkspaceEdit, uriOfPath } from './convert.ts';
import type { ServerFacts, Session } from './session.ts';

/** The custom requests of protocol.ts. */
export function registerRequests(session: Session, facts: ServerFacts, refresh: () => Promise<void>): void {
  const { connection, engine, ready } = session;
  connection.onRequest(Requests.report, async ({ format }: ReportParams): Promise<ReportResult> => {
    await ready;
    return { text: formatReport(engine.report(), format) };
  });
  connection.onRequest(Requests.explain, async ({ uri, line }: ExplainParams): Promise<ExplainResult> => {
    await ready;
    const path = pathOfUri(uri);
    const markdown = path === undefined ? undefined : engine.explain(path, line === undefined ? undefined : line + 1);
    return { markdown: markdown ?? t`This file is not in a repository of the workspace.` };
  });
  connection.onRequest(Requests.branchImpact, async ({ base }: BranchImpactParams): Promise<BranchImpactResult> => {
    await ready;
    if (!facts.compareBranch) return { markdown: t`Branches can’t be compared here, for there is no Git to ask.` };
    try {
      const { impact } = await facts.compareBranch(base);
      return { markdown: impactMarkdown(impact) };
    } catch (error) {
      return { markdown: `${(error as Error).message}.` };
    }
  });
  connection.onRequest(Requests.applications, async (): Promise<ApplicationsResult> => {
    await ready;
    return { applications: engine.fleet().apps.map((app) => describe(engine, app)) };
  });
  connection.onRequest(Requests.refresh, async () => {
    await ready;
    await refresh();
    return null;
  });
  connection.onRequest(Requests.fileAction, async ({ uri, action }: FileActionParams): Promise<FileActionResult> => {
    await ready;
    const path = pathOfUri(uri);
    const text = path === undefined ? undefined : engine.text(path);
    if (path === undefined || text === undefined)
      return { message: t`This file is not in a repository of the workspace.` };
    for (const { facts } of engine.manifests(path)) {
      const found = engine.codeActions(path, facts.kindSpan).find(({ data }) => data.action === action);
      const edit = found && engine.resolveAction(found.data);
      const workspaceEdit = edit && toWorkspaceEdit(edit, engine.lines, session.versionOf, session.edits);
      if (workspaceEdit)
        return { edit: workspaceEdit, ...(edit.register === undefined ? {} : { register: edit.register }) };
    }
    return { message: t`Nothing to do: no manifest of this file is unwatched.` };
  });
}

function describe(
  engine: Engine,
  app: ReturnType<Engine['fleet']>['apps'][number],
): ApplicationsResult['applications'][number] {
  const { at } = app.definition;
  const path = `${at.repository}/${at.file}`;
  return {
    id: app.id,
    uri: uriOfPath(path),
    line: engine.lines(path).position(at.span?.start ?? 0).line,
    destination: destinationName(app.destination),
    manifests: app.sources.reduce((sum, source) => sum + countManifests(engine.features, source), 0),
    errors: isFailing(app) ? 1 : 0,
  };
}

/** What the status bar shows. */
export function statusOf(engine: Engine, indexing: boolean): StatusParams {
  if (indexing) return { indexing, active: false };
  const { apps, sets } = engine.fleet();
  return { indexing, active: apps.length + sets.length > 0, summary: engine.summary(), revision: engine.revision() };
}
