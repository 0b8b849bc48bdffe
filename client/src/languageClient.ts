import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import { plainEdits } from './plainEdits.ts';

/** Languages that manifests come in; other extensions bring the last two. */
const LANGUAGES = ['yaml', 'helm', 'helm-template'];
/** Files whose unsaved text counts whatever language another extension gives them. */
const FILES = '**/*.{yaml,yml,json,jsonnet,libsonnet,tpl}';

/** The client of the bundled server; not yet started. */
export function createClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'argocdCoverage',
    'Argo CD Coverage',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: [
        ...LANGUAGES.map((language) => ({ scheme: 'file', language })),
        { scheme: 'file', pattern: FILES },
      ],
      outputChannel: output,
      initializationOptions: { offersCommands: true } satisfies InitializationOptions,
      diagnosticCollectionName: 'argocd-coverage',
    },
  );
  client.registerFeature(plainEdits);
  return client;
}
