import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { makeFolder, startServer, useServers } from '../harness/lspSession.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

useServers();

const APP = 'argocd/app.yaml';
const ONE = 'one/service.yaml';
const TWO = 'two/service.yaml';
const has = (diagnostics: Diagnostic[]) => diagnostics.some(({ code }) => code === 'unwatched-manifest');
const hasNot = (diagnostics: Diagnostic[]) => !has(diagnostics);

test('two editors on one folder: what is typed in one is its own, what is saved is seen by both', async () => {
  const directory = makeFolder({
    '.argocd-coverage.yaml': `remotes: ['${REMOTE}']\n`,
    [APP]: application('app', 'path: one'),
    [ONE]: manifest('one'),
    [TWO]: manifest('two'),
  });
  const [left, right] = [await startServer({}, directory), await startServer({}, directory)];
  await left.until(TWO, has);
  await right.until(TWO, has);
  await right.rests();
  const before = right.shown();
  expect(left.shown()).toEqual(before);

  const text = application('app', 'path: two');
  await left.open(APP, text);
  await left.until(ONE, has);
  await left.until(TWO, hasNot);
  // Asked anew, too, the other knows nothing of it.
  await right.connection.sendRequest('argocdCoverage/refresh');
  await right.rests();
  expect(right.shown()).toEqual(before);

  writeFileSync(join(directory, APP), text);
  await left.connection.sendNotification('textDocument/didSave', { textDocument: { uri: left.uriOf(APP) } });
  for (const { connection, uriOf } of [left, right])
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(APP), type: 2 }] });
  await right.until(ONE, has);
  await right.until(TWO, hasNot);
  await Promise.all([left.rests(), right.rests()]);
  expect(right.shown()).toEqual(left.shown());

  // A buffer of the other stays over what the one saves, until it is closed.
  await right.open(APP, application('app', 'path: one'));
  await right.until(TWO, has);
  writeFileSync(join(directory, APP), `# saved again\n${text}`);
  for (const { connection, uriOf } of [left, right])
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(APP), type: 2 }] });
  await right.rests();
  expect([ONE, TWO].map((file) => has(right.shown()[file] ?? []))).toEqual([false, true]);
  expect([ONE, TWO].map((file) => has(left.shown()[file] ?? []))).toEqual([true, false]);
  await left.connection.sendNotification('textDocument/didClose', { textDocument: { uri: left.uriOf(APP) } });
  await right.connection.sendNotification('textDocument/didClose', { textDocument: { uri: right.uriOf(APP) } });
  await right.until(ONE, has);
  await Promise.all([left.rests(), right.rests()]);
  expect(right.shown()).toEqual(left.shown());
});
