import {
  type FileOperationOptions,
  MessageType,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { renameFiles } from '../features/renameFiles.ts';
import { pathOfUri, toWorkspaceEdit } from './convert.ts';
import type { Session } from './session.ts';

/** Any file may be named by something: a manifest, the file of a generator, a chart’s values. */
export const RENAMED_FILES: FileOperationOptions['willRename'] = {
  filters: [{ pattern: { glob: '**/*' } }],
};

/**
 * `workspace/willRenameFiles`: the edits that follow the move. What would be lost is asked about where the client can, and
 * told otherwise: the protocol has no way to stop a move.
 */
export function registerRenameFiles(session: Session): void {
  const { connection, engine, ready } = session;
  connection.workspace.onWillRenameFiles(async ({ files }): Promise<WorkspaceEdit | null> => {
    await ready;
    const renames = files.flatMap(({ oldUri, newUri }) => {
      const from = pathOfUri(oldUri);
      const to = pathOfUri(newUri);
      return from === undefined || to === undefined ? [] : [{ from, to }];
    });
    const { steps, warnings } = renameFiles(engine.features, renames);
    const warning = warnings.join(' ');
    const confirms = session.edits.annotations && steps.length > 0;
    if (warnings.length > 0 && !confirms)
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: warning });
    if (steps.length === 0) return null;
    const edit = { steps, ...(warnings.length > 0 ? { confirm: warning } : {}) };
    return toWorkspaceEdit(edit, engine.lines, session.versionOf, session.edits) ?? null;
  });
}
