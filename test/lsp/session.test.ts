import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { startServer as start, useServers } from '../harness/lspSession.ts';

const DEPLOYMENT = 'k8s/waste/ai-workers-deployment.yaml';

useServers();

const has = (code: string) => (diagnostics: Diagnostic[]) => diagnostics.some((diagnostic) => diagnostic.code === code);

test('a plain client gets diagnostics of open and closed files, with a page for each code', async () => {
  const { until, result } = await start();
  const [diagnostic] = await until(DEPLOYMENT, has('unwatched-manifest'));
  expect(diagnostic).toMatchObject({
    source: 'argocd-coverage',
    severity: 2,
    message: 'No Application deploys this Deployment: a merge changes nothing in the cluster.',
    codeDescription: { href: 'https://example.test/repo/blob/main/docs/rules/unwatched-manifest.md' },
    range: { start: { line: 2, character: 6 }, end: { line: 2, character: 16 } },
  });
  await until('argocd/waste.yaml', has('path-not-found'));
  expect(result.capabilities).not.toHaveProperty('diagnosticProvider');
});

test('a client that only pulls is served too', async () => {
  const { connection, uriOf, result } = await start({ textDocument: { diagnostic: {} } });
  expect(result.capabilities).toHaveProperty('diagnosticProvider');
  const report = await connection.sendRequest<{ kind: string; items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri: uriOf(DEPLOYMENT) },
  });
  expect(report.items.map(({ code }) => code)).toEqual(['unwatched-manifest', 'missing-config', 'missing-config']);
});

interface WorkspaceReport {
  readonly items: readonly { uri: string; kind: string; resultId: string; items?: Diagnostic[] }[];
}

test('a client that pulls the whole workspace is told what it holds, what changed, and once what is gone', async () => {
  const { connection, uriOf, open } = await start({ textDocument: { diagnostic: {} } });
  const pull = (previousResultIds: { uri: string; value: string }[]) =>
    connection.sendRequest<WorkspaceReport>('workspace/diagnostic', { previousResultIds });
  const ids = ({ items }: WorkspaceReport) => items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const find = ({ items }: WorkspaceReport, file: string) => items.find(({ uri }) => uri === uriOf(file));

  const first = await pull([]);
  expect(find(first, DEPLOYMENT)).toMatchObject({ kind: 'full' });
  expect(find(first, 'argocd/waste.yaml')?.items?.map(({ code }) => code)).toContain('path-not-found');

  const second = await pull(ids(first));
  expect(new Set(second.items.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
  expect(second.items).toHaveLength(first.items.length);

  await open(DEPLOYMENT, '');
  const third = await pull(ids(first));
  expect(find(third, DEPLOYMENT)).toMatchObject({ kind: 'full', items: [] });
  expect(find(await pull(ids(third)), DEPLOYMENT)).toBeUndefined();
});

test('what nothing deploys is greyed out when the setting says so, and not before', async () => {
  const { connection, until } = await start();
  const [before] = await until(DEPLOYMENT, has('unwatched-manifest'));
  expect(before).not.toHaveProperty('tags');
  const fade = (enabled: boolean) =>
    connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { argocdCoverage: { fadeUnwatched: { enabled } } },
    });
  await fade(true);
  const faded = await until(DEPLOYMENT, (diagnostics) => diagnostics.some(({ tags }) => tags !== undefined));
  expect(faded.filter(({ tags }) => tags?.includes(1)).map(({ code }) => code)).toEqual(['unwatched-manifest']);
  await fade(false);
  await until(DEPLOYMENT, (diagnostics) => diagnostics.every(({ tags }) => tags === undefined));
});

test('an unsaved Application changes the verdicts of other files while it is typed', async () => {
  const { connection, until, open, uriOf } = await start();
  await until(DEPLOYMENT, has('unwatched-manifest'));
  const text =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: new, namespace: argocd }\nspec:\n  project: default\n  source: { repoURL: https://github.com/SeSACTHON/backend, path: k8s/waste }\n  destination: { server: https://kubernetes.default.svc }\n  syncPolicy: { automated: {} }\n';
  await open('argocd/new.yaml', text);
  await until(DEPLOYMENT, (diagnostics) => !has('unwatched-manifest')(diagnostics));
  const line = text.split('\n').findIndex((words) => words.includes('path:'));
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: uriOf('argocd/new.yaml'), version: 2 },
    contentChanges: [{ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' }],
  });
  await until(DEPLOYMENT, has('unwatched-manifest'));
});

test('hover, code actions and their edits; nothing that the client can’t do', async () => {
  const edits = { documentChanges: true, resourceOperations: ['create', 'rename'], changeAnnotationSupport: {} };
  const { connection, until, uriOf } = await start({ workspace: { workspaceEdit: edits } });
  const [diagnostic] = await until(DEPLOYMENT, has('unwatched-manifest'));
  const textDocument = { uri: uriOf(DEPLOYMENT) };
  const hover = await connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
    textDocument,
    position: { line: 4, character: 9 },
  });
  expect(hover.contents.value).toMatch(/\*\*Not deployed\.\*\*[\s\S]*Ways out/);
  const actions = await connection.sendRequest<{ title: string; data?: unknown; command?: { arguments: unknown[] } }[]>(
    'textDocument/codeAction',
    {
      textDocument,
      range: diagnostic?.range,
      context: { diagnostics: [diagnostic] },
    },
  );
  const titled = (title: string) => actions.find((action) => action.title.startsWith(title));
  expect(titled('Copy kubectl command')?.command?.arguments).toEqual([`kubectl apply -f ${DEPLOYMENT}`]);
  const resolved = await connection.sendRequest<{
    edit: { documentChanges: { kind?: string }[]; changeAnnotations: Record<string, { needsConfirmation: boolean }> };
  }>('codeAction/resolve', titled('Move to charts/waste'));
  expect(resolved.edit.documentChanges.map(({ kind }) => kind ?? 'edit')).toEqual([
    'create',
    'edit',
    'create',
    'edit',
    'rename',
    'rename',
    'rename',
  ]);
  expect(Object.values(resolved.edit.changeAnnotations)).toEqual([
    expect.objectContaining({ needsConfirmation: true }),
  ]);
});

test('files that change on disk are followed when the client tells', async () => {
  const { connection, directory, until, uriOf } = await start();
  await until(DEPLOYMENT, has('unwatched-manifest'));
  mkdirSync(join(directory, 'charts/waste/templates'), { recursive: true });
  writeFileSync(join(directory, 'charts/waste/Chart.yaml'), 'apiVersion: v2\nname: waste\nversion: 0.1.0\n');
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf('charts/waste/Chart.yaml'), type: 1 }],
  });
  await until('argocd/waste.yaml', (diagnostics) => !has('path-not-found')(diagnostics));
  expect(existsSync(join(directory, 'charts'))).toBe(true);
});

test('a buffer whose file is deleted counts again once it is typed in', async () => {
  const { connection, directory, until, uriOf, open } = await start();
  await until(DEPLOYMENT, has('unwatched-manifest'));
  const text = readFileSync(join(directory, DEPLOYMENT), 'utf8');
  await open(DEPLOYMENT, text);
  rmSync(join(directory, 'k8s'), { recursive: true });
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('k8s'), type: 3 }] });
  await until(DEPLOYMENT, (diagnostics) => diagnostics.length === 0);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: uriOf(DEPLOYMENT), version: 2 },
    contentChanges: [{ text: `${text}\n` }],
  });
  await until(DEPLOYMENT, has('unwatched-manifest'));
});

test('a file far too long, half-typed YAML and binary bytes leave the rest judged', async () => {
  const { until, open, connection } = await start();
  await until(DEPLOYMENT, has('unwatched-manifest'));
  await open('k8s/half.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: "unclosed\n  labels: [\n');
  await open('k8s/bytes.yaml', `apiVersion: v1\nkind: Service\n${'\u0000'.repeat(100)}`);
  await open('k8s/deep.yaml', `kind: ${'['.repeat(20_000)}`);
  await open(
    'argocd/cycle.yaml',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: &a {name: x, self: *a}\nspec: {source: {path: ../../..}}\n',
  );
  await until('argocd/cycle.yaml', (diagnostics) => diagnostics.length > 0);
  expect(await connection.sendRequest('argocdCoverage/report', { format: 'json' })).toHaveProperty('text');
});
