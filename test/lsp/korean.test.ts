import { expect, test } from 'vitest';
import { startServer, useServers } from '../harness/lspSession.ts';

useServers();

interface Titled {
  readonly title: string;
}

test('a Korean editor gets Korean diagnostics, hovers, code actions and lenses', async () => {
  const { connection, until, uriOf } = await startServer({}, undefined, 'ko');
  const file = 'k8s/waste/ai-workers-deployment.yaml';
  const [found] = await until(file, (all) => all.some(({ code }) => code === 'unwatched-manifest'));
  expect(found?.message).toMatch(/배포하는 Application이 없습니다/);
  const textDocument = { uri: uriOf(file) };
  const range = found?.range;
  const hover = await connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
    textDocument,
    position: range?.start,
  });
  expect(hover.contents.value).toMatch(/배포 안 됨[\s\S]*해결 방법/);
  const actions = await connection.sendRequest<Titled[]>('textDocument/codeAction', {
    textDocument,
    range,
    context: { diagnostics: [found] },
  });
  expect(actions.map(({ title }) => title)).toContain('이 문서 무시(주석)');
  const application = { textDocument: { uri: uriOf('argocd/waste.yaml') } };
  const lenses = await connection.sendRequest<object[]>('textDocument/codeLens', application);
  const lens = await connection.sendRequest<{ command: Titled }>('codeLens/resolve', lenses[0]);
  expect(lens.command.title).toMatch(/배포/);
});
