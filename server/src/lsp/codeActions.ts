import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { ActionData } from '../features/results.ts';
import { t } from '../l10n/t.ts';
import { ClientCommands } from '../protocol.ts';
import { pathOfUri, toWorkspaceEdit } from './convert.ts';
import type { Session } from './session.ts';

export const CODE_ACTION_KINDS: CodeActionKind[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.Refactor,
  'refactor.move',
  'source.fixAll.argocdCoverage',
];

/** `textDocument/codeAction` and `codeAction/resolve`: the list is cheap, the edit is computed when it is asked for. */
export function registerCodeActions(session: Session): void {
  const { connection, engine, ready } = session;
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    await ready;
    const path = pathOfUri(textDocument.uri);
    if (path === undefined) return [];
    const lines = engine.lines(path);
    const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
    const wanted = (kind: string): boolean =>
      context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    return engine
      .codeActions(path, span)
      .filter(({ kind }) => wanted(kind))
      .map((action): CodeAction => {
        const answered = context.diagnostics.filter((d) => d.source === 'argocd-coverage' && d.code === action.code);
        return {
          title: action.title,
          kind: action.kind,
          ...(answered.length > 0 ? { diagnostics: answered } : {}),
          ...(action.preferred ? { isPreferred: true } : {}),
          ...(action.copy === undefined
            ? { data: action.data }
            : {
                command: { title: action.title, command: ClientCommands.copyApplyCommand, arguments: [action.copy] },
              }),
        };
      });
  });
  connection.onCodeActionResolve((action) => {
    const data = action.data as ActionData | undefined;
    if (data === undefined || action.edit) return action;
    const edit = engine.resolveAction(data);
    const workspaceEdit = edit && toWorkspaceEdit(edit, engine.lines, session.versionOf, session.edits);
    if (!workspaceEdit)
      return {
        ...action,
        disabled: { reason: edit ? t`The editor can’t create or move files.` : t`The file has changed.` },
      };
    if (edit?.register === undefined || !session.offersCommands) return { ...action, edit: workspaceEdit };
    const command = { title: edit.register, command: ClientCommands.offerCommand, arguments: [edit.register] };
    return { ...action, edit: workspaceEdit, command };
  });
}
