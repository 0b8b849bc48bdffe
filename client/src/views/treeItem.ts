import * as vscode from 'vscode';
import type { Status, TreeRow } from '../../../server/src/protocol.ts';

/** A row with its place in the tree. */
export interface Element {
  readonly row: TreeRow;
  /** What menus act on. */
  readonly resourceUri: vscode.Uri | undefined;
}

/** How a row looks; its tooltip comes when the mouse rests on it. */
export function itemOf({ row, resourceUri }: Element): vscode.TreeItem {
  const item = new vscode.TreeItem(
    row.label,
    row.branch ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = row.id;
  item.description = row.description;
  item.contextValue = contextOf(row);
  item.iconPath = iconOf(row);
  item.accessibilityInformation = { label: spoken(row) };
  if (resourceUri && ['file', 'directory', 'repository'].includes(row.kind)) item.resourceUri = resourceUri;
  const opens =
    row.kind === 'file' || row.kind === 'manifest' || row.kind === 'application' || row.kind === 'applicationSet';
  if (resourceUri && opens) {
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Open'),
      arguments: [resourceUri, { selection: rangeOf(row), preview: true } satisfies vscode.TextDocumentShowOptions],
    };
  }
  return item;
}

/** “application”, “file unwatched”…: what the menus’ `when` clauses look for. */
function contextOf({ kind, status }: TreeRow): string {
  return status === undefined ? kind : `${kind} ${status}`;
}

export function rangeOf({ range }: TreeRow): vscode.Range | undefined {
  return range && new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

function iconOf(row: TreeRow): vscode.ThemeIcon {
  switch (row.kind) {
    case 'application':
      return row.failing
        ? new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'))
        : new vscode.ThemeIcon(
            row.status === 'possible' ? 'question' : row.status === 'manual' ? 'debug-pause' : 'rocket',
          );
    case 'applicationSet':
      return row.failing
        ? new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'))
        : new vscode.ThemeIcon('layers');
    case 'repository':
      return new vscode.ThemeIcon('repo');
    case 'directory':
      return vscode.ThemeIcon.Folder;
    case 'group':
      return new vscode.ThemeIcon(row.reason === 'unwatched-manifest' ? 'circle-slash' : 'lightbulb');
    case 'file':
      return vscode.ThemeIcon.File;
    case 'manifest':
      return new vscode.ThemeIcon(
        row.status === 'deployed'
          ? 'pass-filled'
          : row.status === 'unwatched'
            ? 'circle-large-outline'
            : 'circle-outline',
      );
  }
}

/** What a screen reader says: the state is in the words, not only in the icon. */
function spoken({ label, description, status, failing }: TreeRow): string {
  const state = failing ? vscode.l10n.t('has an error') : status ? statusWord(status) : '';
  return [label, description, state].filter((part) => part !== '').join(', ');
}

export function statusWord(status: Status): string {
  switch (status) {
    case 'deployed':
      return vscode.l10n.t('deployed');
    case 'manual':
      return vscode.l10n.t('deployed by hand');
    case 'possible':
      return vscode.l10n.t('possibly deployed');
    case 'other':
      return vscode.l10n.t('applied by another route');
    case 'root':
      return vscode.l10n.t('registered by hand');
    case 'ignored':
      return vscode.l10n.t('ignored');
    case 'unwatched':
      return vscode.l10n.t('not deployed');
  }
}
