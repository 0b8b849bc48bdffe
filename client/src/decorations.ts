import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FilesResult, Requests, type Status, type StatusParams } from '../../server/src/protocol.ts';

/** Badges in the Explorer that tell what becomes of a file; only where the settings ask for them. */
export interface Decorations extends vscode.Disposable {
  show(status: StatusParams): void;
}

/** A burst of changes asks the server once. */
const QUIET = 300;

export function createDecorations(client: BaseLanguageClient): Decorations {
  const changed = new vscode.EventEmitter<undefined>();
  let files: ReadonlyMap<string, Status> = new Map();
  let shown = '';
  let revision: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: StatusParams | undefined;

  const enabled = (): boolean => setting('enabled');

  async function ask(): Promise<void> {
    const next = enabled() && last?.active ? await client.sendRequest<FilesResult>(Requests.files) : { files: [] };
    const key = JSON.stringify(next.files.map(({ uri, status }) => [uri, status]));
    if (key === shown) return;
    shown = key;
    files = new Map(next.files.map(({ uri, status }) => [vscode.Uri.parse(uri).toString(), status]));
    // One event for all: the editor drops the rest of a long list of files.
    changed.fire(undefined);
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), QUIET);
  }

  const provider = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration: (uri) => {
      const status = files.get(uri.toString());
      return status && decorationOf(status, setting('colors'));
    },
  });
  const listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('argocdCoverage.explorerBadges')) return;
    shown = '';
    schedule();
  });
  return {
    show(status) {
      if (status.indexing || (last?.active === status.active && status.revision === revision)) return;
      last = status;
      revision = status.revision;
      if (enabled()) schedule();
    },
    dispose() {
      clearTimeout(timer);
      provider.dispose();
      listener.dispose();
      changed.dispose();
    },
  };
}

function setting(name: 'enabled' | 'colors'): boolean {
  return vscode.workspace.getConfiguration('argocdCoverage').get(`explorerBadges.${name}`, false);
}

/** A mark and what it means; the name’s colour only where the settings ask for it. Dots would look like unsaved files. */
function decorationOf(status: Status, colours: boolean): vscode.FileDecoration | undefined {
  const decorate = (badge: string, tooltip: string, colour: string): vscode.FileDecoration => {
    const color = colours ? new vscode.ThemeColor(`argocdCoverage.${colour}Foreground`) : undefined;
    const decoration = new vscode.FileDecoration(badge, tooltip, color);
    decoration.propagate = status === 'unwatched';
    return decoration;
  };
  switch (status) {
    case 'deployed':
      return decorate('✓', vscode.l10n.t('Argo CD deploys this automatically'), 'deployed');
    case 'manual':
      return decorate('↻', vscode.l10n.t('Argo CD deploys this when somebody syncs'), 'manual');
    case 'possible':
      return decorate('?', vscode.l10n.t('Argo CD possibly deploys this'), 'possible');
    case 'other':
      return decorate('→', vscode.l10n.t('Another route than Argo CD applies this'), 'other');
    case 'unwatched':
      return decorate('∅', vscode.l10n.t('Nothing deploys this'), 'unwatched');
    default:
      return undefined;
  }
}
