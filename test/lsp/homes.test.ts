import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer, useServers } from '../harness/lspSession.ts';
import { application, manifest } from '../harness/workspace.ts';

useServers();

const FILES = {
  '.argocd-coverage.yaml': 'root: true\nremotes: [https://example.test/acme/r.git]\n',
  'argocd/web.yaml': application('web', 'path: apps/web'),
  'apps/web/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
  'apps/web/a.yaml': manifest('a'),
  'apps/web/b.yaml': manifest('b'),
  'k8s/web/c.yaml': manifest('c'),
};
const ABLE = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] } } };

interface Homes {
  readonly homes: readonly { readonly directory: string; readonly action: object }[];
  readonly message?: string;
}

test('the homes of a file come with moves to resolve; a file that needs none is told so', async () => {
  const { connection, uriOf } = await startServer(ABLE, FILES);
  const ask = (file: string) => connection.sendRequest<Homes>('argocdCoverage/homes', { uri: uriOf(file) });
  const { homes } = await ask('k8s/web/c.yaml');
  expect(homes).toMatchObject([
    { directory: 'apps/web', application: 'argocd/web', kustomization: 'apps/web/kustomization.yaml' },
  ]);
  expect(await connection.sendRequest('codeAction/resolve', homes[0]?.action)).toMatchObject({
    edit: {
      documentChanges: [
        { textDocument: { uri: uriOf('apps/web/kustomization.yaml') }, edits: [{ newText: ', c.yaml' }] },
        { kind: 'rename', oldUri: uriOf('k8s/web/c.yaml'), newUri: uriOf('apps/web/c.yaml') },
      ],
    },
  });
  expect(await ask('apps/web/a.yaml')).toMatchObject({
    homes: [],
    message: expect.stringMatching(/waiting for a home/),
  });
  expect(await ask('absent.yaml')).toMatchObject({ homes: [], message: expect.stringMatching(/not in a repository/) });
});

test('the history of a file is told from Git; what Git can’t tell is said', async () => {
  const { connection, uriOf, directory } = await startServer({}, FILES);
  const ask = async (file: string) => {
    const params = { uri: uriOf(file) };
    return (await connection.sendRequest<{ markdown: string }>('argocdCoverage/explainHistory', params)).markdown;
  };
  expect(await ask('apps/web/b.yaml')).toMatch(/Git can’t tell/);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', directory, '-c', 'user.name=Ann', '-c', 'user.email=a@b.test', ...args]);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'start');
  writeFileSync(join(directory, 'apps/web/kustomization.yaml'), 'resources: [a.yaml]\n');
  git('commit', '-qam', 'unlist b');
  await connection.sendRequest('argocdCoverage/refresh');
  expect(await ask('apps/web/b.yaml')).toMatch(/was deployed by argocd\/web until commit `\w{12}`\.\n\nunlist b · Ann/);
  expect(await ask('absent.yaml')).toMatch(/not in a repository/);
});
