import * as vscode from 'vscode';
import { openPlace } from './openPlace.ts';
import { secureHtml } from './secureHtml.ts';

/** A page for Markdown that the server wrote; VS Code’s own preview would not follow links to files. */
export interface MarkdownPanel extends vscode.Disposable {
  show(title: string, markdown: string): Promise<void>;
}

const STYLE = `body { padding: 1rem 1.5rem; line-height: 1.5; max-width: 60rem; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; } a:hover, a:focus-visible { text-decoration: underline; }
code { font-family: var(--vscode-editor-font-family); } table { border-collapse: collapse; }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid var(--vscode-panel-border); vertical-align: top; }`;

/** The renderer drops links to files, so they travel through it under a host that cannot exist. */
const CARRIER = 'https://file.invalid/';

export function createMarkdownPanel(): MarkdownPanel {
  let panel: vscode.WebviewPanel | undefined;

  function create(): vscode.WebviewPanel {
    const created = vscode.window.createWebviewPanel('argocdCoverage.markdown', '', vscode.ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [],
      enableFindWidget: true,
    });
    created.onDidDispose(() => {
      panel = undefined;
    });
    created.webview.onDidReceiveMessage(openPlace);
    return created;
  }

  return {
    async show(title, markdown) {
      const carried = markdown.replace(/\]\((file:[^)\s]+)\)/g, (_, uri) => `](${CARRIER}${encodeURIComponent(uri)})`);
      const body = await vscode.commands.executeCommand<string>('markdown.api.render', carried);
      if (panel) panel.reveal(undefined, true);
      else panel = create();
      panel.title = title;
      panel.webview.html = secureHtml(
        `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${STYLE}</style></head><body>${links(body)}</body></html>`,
      );
    },
    dispose: () => panel?.dispose(),
  };
}

/** Gives the carried links the form that our pages open: `data-uri` and `data-line`. */
function links(html: string): string {
  return html.replace(new RegExp(`href="${CARRIER}([^"]*)"(?: data-href="[^"]*")?`, 'g'), (_, carried: string) => {
    const uri = decodeURIComponent(carried);
    const line = /#L(\d+)/.exec(uri)?.[1] ?? '1';
    return `href="#" data-uri="${uri.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" data-line="${line}"`;
  });
}
