import { expect, test } from 'vitest';
import { startServer, useServers } from '../harness/lspSession.ts';
import { application, manifest } from '../harness/workspace.ts';

useServers();

const APP = application('web', 'path: apps/web').replace('spec:', 'spec:\n  # what it reads');
const FILES = {
  '.argocd-coverage.yaml': 'root: true\nremotes: [https://example.test/acme/r.git]\n',
  'argocd/web.yaml': APP,
  'apps/web/kustomization.yaml': 'resources: [a.yaml]\n',
  'apps/web/a.yaml': manifest('a'),
};
const line = (text: string, words: string) => text.split('\n').findIndex((one) => one.includes(words));
const position = (words: string) => {
  const at = line(APP, words);
  return { line: at, character: (APP.split('\n')[at] ?? '').indexOf(words) + 1 };
};

/** A client that can do everything we offer. */
const ABLE = {
  textDocument: {
    definition: { linkSupport: true },
    references: {},
    documentLink: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeLens: {},
    inlayHint: {},
    completion: { completionItem: { snippetSupport: true } },
  },
  workspace: {
    symbol: {},
    fileOperations: { willRename: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
};

test('a plain client is offered nothing it does not know, and is answered all the same', async () => {
  const { connection, result, uriOf } = await startServer({}, FILES);
  expect(Object.keys(result.capabilities).sort()).toEqual([
    'codeActionProvider',
    'hoverProvider',
    'textDocumentSync',
    'workspace',
  ]);
  const textDocument = { uri: uriOf('argocd/web.yaml') };
  const definition = await connection.sendRequest('textDocument/definition', {
    textDocument,
    position: position('apps/web'),
  });
  expect(definition).toMatchObject([{ uri: uriOf('apps/web/kustomization.yaml') }]);
  const symbols = await connection.sendRequest<{ location: unknown }[]>('textDocument/documentSymbol', {
    textDocument,
  });
  expect(symbols).toMatchObject([{ name: 'web', location: { uri: textDocument.uri } }]);
  const snippets = await connection.sendRequest<{ textEdit: { newText: string } }[]>('textDocument/completion', {
    textDocument: { uri: uriOf('apps/web/a.yaml') },
    position: { line: 0, character: 0 },
  });
  expect(snippets).toEqual([]);
});

test('an able client is offered all, and lenses without a command it does not know', async () => {
  const { connection, result, uriOf } = await startServer(ABLE, FILES);
  expect(result.capabilities).toMatchObject({
    definitionProvider: true,
    referencesProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    codeLensProvider: { resolveProvider: true },
    completionProvider: {},
    workspace: { fileOperations: { willRename: { filters: [{ pattern: { glob: '**/*' } }] } } },
  });
  const textDocument = { uri: uriOf('argocd/web.yaml') };
  const [lens] = await connection.sendRequest<object[]>('textDocument/codeLens', { textDocument });
  expect(await connection.sendRequest('codeLens/resolve', lens)).toMatchObject({
    command: { title: 'deploys 1 manifest', command: '' },
  });
  expect(await connection.sendRequest('textDocument/documentLink', { textDocument })).toMatchObject([
    { target: uriOf('apps/web/kustomization.yaml') },
  ]);
  expect(
    await connection.sendRequest('textDocument/inlayHint', {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    }),
  ).toBeNull();
  expect(await connection.sendRequest('workspace/symbol', { query: 'wb' })).toMatchObject([{ name: 'web' }]);
  expect(
    await connection.sendRequest('textDocument/references', {
      textDocument: { uri: uriOf('apps/web/a.yaml') },
      position: { line: 1, character: 7 },
      context: { includeDeclaration: false },
    }),
  ).toMatchObject([{ uri: uriOf('apps/web/kustomization.yaml') }]);
  const items = await connection.sendRequest<{ label: string }[]>('textDocument/completion', {
    textDocument,
    position: position('default'),
  });
  expect(items.map(({ label }) => label)).toEqual(['default']);
});

test('a move is followed; what it takes away is asked about, or told', async () => {
  const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set, namespace: argocd}
spec:
  generators: [{git: {repoURL: 'https://example.test/acme/r.git', directories: [{path: apps/*}]}}]
  template:
    metadata: {name: '{{path.basename}}-set'}
    spec:
      source: {repoURL: 'https://example.test/acme/r.git', path: '{{path}}'}
      destination: {name: in-cluster}
`;
  const move = async (capabilities: object) => {
    const { connection, uriOf } = await startServer(capabilities, { ...FILES, 'argocd/set.yaml': set });
    const told: string[] = [];
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      told.push(message);
    });
    const edit = await connection.sendRequest('workspace/willRenameFiles', {
      files: [{ oldUri: uriOf('apps/web'), newUri: uriOf('apps/site') }],
    });
    return { edit, told };
  };
  const warning = 'Application “web-set” would become “site-set”';
  const asked = await move(ABLE);
  expect(asked.told).toEqual([]);
  expect(JSON.stringify(asked.edit)).toContain(`"needsConfirmation":true`);
  expect(JSON.stringify(asked.edit)).toContain(warning);
  const plain = await move({});
  expect(plain.told.join()).toContain(warning);
  expect(JSON.stringify(plain.edit)).toContain('"newText":"apps/site"');
});
