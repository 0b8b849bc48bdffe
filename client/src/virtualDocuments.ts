import * as vscode from 'vscode';

const SCHEME = 'argocd-coverage';

/** Read-only Markdown that the server wrote, shown as a preview; an untitled document would ask to be saved. */
export interface VirtualDocuments extends vscode.Disposable {
  /** @param name the tab's title. Showing the same name again brings the open preview up to date. */
  showMarkdown(name: string, markdown: string): Promise<void>;
}

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const disposables = [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.path);
    }),
  ];
  return {
    async showMarkdown(name, markdown) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name.replaceAll('/', '∕')}.md` });
      texts.set(uri.path, markdown);
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    },
    dispose: () => {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}
