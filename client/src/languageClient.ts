import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** Languages of files that may hold manifests; other extensions bring some of them. */
const LANGUAGES = [
  'yaml',
  'json',
  'jsonc',
  'jsonnet',
  'helm',
  'helm-template',
  'yaml-textmate',
  'dockercompose',
  'github-actions-workflow',
];

/** The client of the bundled server; not yet started. */
export function createClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  return new LanguageClient(
    'argocdCoverage',
    'Argo CD Coverage',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: LANGUAGES.map((language) => ({ scheme: 'file', language })),
      outputChannel: output,
      diagnosticCollectionName: 'argocd-coverage',
    },
  );
}
