import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import { plainEdits } from './plainEdits.ts';

/** Languages that manifests come in; other extensions bring the last two. */
const LANGUAGES = ['yaml', 'helm', 'helm-template'];
/** Files whose unsaved text counts whatever language another extension gives them. */
const FILES = '**/*.{yaml,yml,json,jsonnet,libsonnet,tpl}';

export const CLIENT_ID = 'argocdCoverage';
export const CLIENT_NAME = 'Argo CD Coverage';

/** What the clients on the desktop and in the browser have in common. */
export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: schemes().flatMap((scheme) => [
      ...LANGUAGES.map((language) => ({ scheme, language })),
      { scheme, pattern: FILES },
    ]),
    outputChannel: output,
    initializationOptions: { offersCommands: true } satisfies InitializationOptions,
    diagnosticCollectionName: 'argocd-coverage',
  };
}

/** Registers the parts that both need; before the client starts. */
export function withFeatures<T extends BaseLanguageClient>(client: T): T {
  client.registerFeature(plainEdits);
  return client;
}

/** The file systems that the workspace lies in. */
function schemes(): string[] {
  return [...new Set(['file', ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)])];
}
