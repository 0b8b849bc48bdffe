import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { makeFolder, startServer, useServers } from '../harness/lspSession.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

useServers();

const STRAY = 'stray/service.yaml';
const TYPED = 'argocd/app.yaml';
/** Enough files that the index takes several slices. */
const FILES = {
  '.argocd-coverage.yaml': `remotes: ['${REMOTE}']\n`,
  [TYPED]: application('app', 'path: app'),
  [STRAY]: manifest('stray'),
  'app/service.yaml': manifest('app'),
  ...Object.fromEntries(
    Array.from({ length: 1_500 }, (_, i) => [
      `many/${i}.yaml`,
      i % 100 === 0 ? manifest(`m${i}`) : `- ${'value '.repeat(50)}\n`,
    ]),
  ),
};
/** What the user has typed and not saved: the stray manifest is deployed, the other no longer, and one is new. */
const UNSAVED = {
  [TYPED]: application('app', 'path: stray'),
  'many/0.yaml': `${manifest('renamed')}\n# and a line more\n`,
  'many/new.yaml': manifest('new', 'ConfigMap'),
};

const has = (code: string) => (diagnostics: Diagnostic[]) => diagnostics.some((diagnostic) => diagnostic.code === code);
const is = (diagnostics: Record<string, Diagnostic[]>) => (file: string) =>
  (diagnostics[file] ?? []).some(({ code }) => code === 'unwatched-manifest');

/** Everything that the disk holds below a directory: names, texts and when they were written. */
function onDisk(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const facts = statSync(join(directory, name));
      return `${name} ${facts.mtimeMs} ${facts.isFile() ? readFileSync(join(directory, name), 'utf8') : ''}`;
    });
}

/** As a client does with a server that it has (re)started: every open buffer is told. */
async function openAll({ open }: Server, buffers: Readonly<Record<string, string>> = UNSAVED): Promise<void> {
  for (const [file, text] of Object.entries(buffers)) await open(file, text);
}

/** What a server shows once it has told all, for these buffers. */
async function settled(server: Server): Promise<Record<string, Diagnostic[]>> {
  await server.until('many/new.yaml', has('unwatched-manifest'));
  await server.until('app/service.yaml', has('unwatched-manifest'));
  await server.rests();
  return server.shown();
}

test('a server that is killed while it indexes loses nothing: the next one tells the same', async () => {
  const directory = makeFolder(FILES);
  const before = onDisk(directory);
  for (let times = 0; times < 3; times++) {
    const victim = await startServer({}, directory);
    await openAll(victim);
    // Answered between two slices of the index, which has begun.
    await victim.connection.sendRequest('argocdCoverage/none').catch(() => undefined);
    expect(victim.shown()).toEqual({});
    await victim.kill();
  }
  const next = await startServer({}, directory);
  await openAll(next);
  const shown = await settled(next);
  expect([STRAY, 'app/service.yaml', 'many/0.yaml', 'many/100.yaml', 'many/new.yaml'].map(is(shown))).toEqual([
    false,
    true,
    true,
    true,
    true,
  ]);
  const unharmed = await startServer({}, directory);
  await openAll(unharmed);
  expect(shown).toEqual(await settled(unharmed));
  expect(onDisk(directory)).toEqual(before);
});

test('a server that is killed amid edits loses nothing that was typed and not saved', async () => {
  const directory = makeFolder(FILES);
  const before = onDisk(directory);
  const [victim, unharmed] = [await startServer({}, directory), await startServer({}, directory)];
  const start = { ...UNSAVED, [TYPED]: FILES[TYPED] as string };
  let version = 1;
  const type = ({ connection, uriOf }: Server, text: string) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(TYPED), version: version++ },
      contentChanges: [{ text }],
    });
  for (const server of [victim, unharmed]) {
    await openAll(server, start);
    await server.until(STRAY, has('unwatched-manifest'));
    await server.until('many/new.yaml', has('unwatched-manifest'));
  }
  for (let length = 0; length < 50; length++) await type(victim, (UNSAVED[TYPED] as string).slice(0, -length - 1));
  const killed = victim.kill();
  for (let length = 0; length < 50; length++) await type(unharmed, (UNSAVED[TYPED] as string).slice(0, -length - 1));
  await type(unharmed, UNSAVED[TYPED] as string);
  await killed;

  const next = await startServer({}, directory);
  await openAll(next);
  const shown = await settled(next);
  expect([STRAY, 'app/service.yaml'].map(is(shown))).toEqual([false, true]);
  expect(shown).toEqual(await settled(unharmed));
  expect(onDisk(directory)).toEqual(before);
});
