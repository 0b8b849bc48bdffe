import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type ReportParams, type ReportResult, Requests } from '../../server/src/protocol.ts';

let panel: vscode.WebviewPanel | undefined;

/** Shows the coverage report beside the editor, or brings the open one up to date. */
export async function showReportPanel(client: LanguageClient): Promise<void> {
  const { text } = await client.sendRequest<ReportResult>(Requests.report, { format: 'html' } satisfies ReportParams);
  if (!panel) {
    panel = vscode.window.createWebviewPanel(
      'argocdCoverage.report',
      vscode.l10n.t('Argo CD Coverage'),
      vscode.ViewColumn.Beside,
      {
        enableScripts: true,
        localResourceRoots: [],
        enableFindWidget: true,
      },
    );
    panel.onDidDispose(() => {
      panel = undefined;
    });
    panel.webview.onDidReceiveMessage(openPlace);
  } else panel.reveal();
  panel.webview.html = secured(text);
}

/** Puts a policy and a nonce into the report, and a bridge that opens its links in the editor. */
function secured(html: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'nonce-${nonce}'">`;
  const bridge = `<script nonce="${nonce}">(() => {
    const api = acquireVsCodeApi();
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('[data-file]') : null;
      if (!link) return;
      event.preventDefault();
      api.postMessage({ repository: link.dataset.repository, file: link.dataset.file, line: Number(link.dataset.line || 1) });
    });
  })();</script>`;
  return html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, '')
    .replace('<head>', `<head>${policy}`)
    .replace(/<script(?![^>]*\bnonce=)/g, `<script nonce="${nonce}"`)
    .replace(/nonce="NONCE"/g, `nonce="${nonce}"`)
    .replace('</body>', `${bridge}</body>`);
}

async function openPlace(message: { repository?: unknown; file?: unknown; line?: unknown }): Promise<void> {
  if (typeof message.file !== 'string') return;
  const uri = await findFile(typeof message.repository === 'string' ? message.repository : undefined, message.file);
  if (!uri) return;
  const line = Math.max(0, (typeof message.line === 'number' ? message.line : 1) - 1);
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(line, 0, line, 0),
    viewColumn: vscode.ViewColumn.One,
  });
}

/** A report names files by repository; a folder inside a repository stands for the whole of it, so its parents count too. */
async function findFile(repository: string | undefined, file: string): Promise<vscode.Uri | undefined> {
  if (file.split('/').includes('..')) return undefined;
  const roots = repository?.startsWith('/') ? [vscode.Uri.file(repository)] : [];
  for (const folder of vscode.workspace.workspaceFolders ?? [])
    for (let uri = folder.uri; ; uri = vscode.Uri.joinPath(uri, '..')) {
      roots.push(uri);
      if (uri.path === '/' || uri.path === '') break;
    }
  for (const root of roots) {
    const uri = vscode.Uri.joinPath(root, file);
    const found = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (found) return uri;
  }
  return undefined;
}
