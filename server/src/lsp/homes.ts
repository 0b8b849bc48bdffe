import type { CodeAction } from 'vscode-languageserver';
import { isLost, moveTo } from '../features/codeActions/moveToHome.ts';
import { suggestHomes } from '../features/homes/suggestHomes.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { type HomesParams, type HomesResult, Requests } from '../protocol.ts';
import { requestedFile } from './files.ts';
import type { Session } from './session.ts';

/** `argocdCoverage/homes`: where a file that nothing deploys would be, with the move there as a code action to resolve. */
export function registerHomes(session: Session): void {
  const { features } = session.engine;
  session.connection.onRequest(Requests.homes, async ({ uri }: HomesParams): Promise<HomesResult> => {
    const asked = await requestedFile(session, uri);
    if (!asked) return { homes: [], message: t`This file is not in a repository of the workspace.` };
    const { repository, file } = asked.at;
    if (!isLost(features.verdict(repository, file).manifests))
      return { homes: [], message: t`No manifest of this file is waiting for a home.` };
    const homes = suggestHomes(features, repository, file);
    if (homes.length === 0)
      return { homes: [], message: t`No Application watches a directory that fits: generate one for this file.` };
    return {
      homes: homes.map(({ directory, app, reasons, kustomization }) => {
        const { title, kind, facts } = moveTo(directory);
        const action: CodeAction = { title, kind, data: { action: 'moveToHome', path: asked.path, facts } };
        const listed = kustomization === undefined ? {} : { kustomization };
        return { directory, application: shown(app.id), reasons, action, ...listed };
      }),
    };
  });
}
