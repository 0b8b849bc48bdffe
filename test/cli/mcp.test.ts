import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AGENT_TOOLS } from '../../server/src/agents/table.ts';

const BUILT = join(process.cwd(), 'out/test-mcp');
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-mcp-')));
const client = new Client({ name: 'test', version: '0' });

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--outdir', BUILT]);
  cpSync('examples/seed', directory, { recursive: true });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [join(BUILT, 'cli.js'), 'mcp', directory] }),
  );
}, 60_000);

afterAll(async () => {
  await client.close();
  rmSync(directory, { recursive: true, force: true });
});

async function ask(name: string, input: Record<string, unknown> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: input });
  return { text: (content as { text: string }[])[0]?.text ?? '', isError };
}

test('a client finds the tools, all of them reading only', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(AGENT_TOOLS.map(({ name }) => name));
  for (const { annotations, inputSchema } of tools) {
    expect(annotations?.readOnlyHint).toBe(true);
    expect(inputSchema.type).toBe('object');
  }
  expect(client.getServerVersion()).toMatchObject({ name: 'argocd-coverage' });
  expect(client.getInstructions()).toContain('sees no cluster');
});

test('each tool answers about the example', async () => {
  const file = join(directory, 'k8s/waste/ai-workers-deployment.yaml');
  expect((await ask('explain_route', { file })).text).toContain('**Not deployed.**');
  expect((await ask('list_unwatched')).text).toContain('4 manifests are deployed by nothing');
  expect((await ask('coverage_summary')).text).toContain('0 % deployed automatically');
  expect((await ask('propose_home', { file })).isError).toBe(false);
});

test('a wrong use is an answer that says what to do', async () => {
  expect(await ask('explain_route', { file: 'nowhere.yaml' })).toEqual({
    text: expect.stringContaining('give the absolute path'),
    isError: true,
  });
});

test('files are read anew for each call', async () => {
  mkdirSync(join(directory, 'extra'));
  writeFileSync(join(directory, 'extra/new.yaml'), 'apiVersion: v1\nkind: Service\nmetadata: { name: new }\n');
  expect((await ask('list_unwatched', { directory: 'extra' })).text).toContain('extra/new.yaml:2 Service/new');
});

test('the command line alone says what it lacks, and reports without it', () => {
  const lonely = join(directory, 'cli.cjs');
  copyFileSync(join(BUILT, 'cli.js'), lonely);
  const mcp = spawnSync(process.execPath, [lonely, 'mcp', directory], { encoding: 'utf8' });
  expect([mcp.status, mcp.stderr]).toEqual([2, 'argocd-coverage: mcp.js is missing: put it beside cli.js\n']);
  expect(spawnSync(process.execPath, [lonely, '--version']).status).toBe(0);
});
