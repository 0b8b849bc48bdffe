import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import {
  APPLICATION,
  DEPLOYMENT,
  diagnostic,
  gone,
  open,
  ours,
  read,
  resetExample,
  type,
  until,
  uriOf,
} from '../support.ts';

describe('what is typed', () => {
  before(resetExample);
  after(resetExample);

  it('counts before it is saved, and no longer once it is undone', async () => {
    const editor = await open(APPLICATION);
    await type(editor, 'charts/waste', 'k8s/waste');
    await gone(DEPLOYMENT, 'unwatched-manifest');
    await gone(APPLICATION, 'path-not-found');
    assert.ok(editor.document.isDirty);
    await vscode.commands.executeCommand('undo');
    await diagnostic(DEPLOYMENT, 'unwatched-manifest');
  });

  it('moves the warning with the line it stands on', async () => {
    const editor = await open(DEPLOYMENT);
    const { range } = await diagnostic(DEPLOYMENT, 'unwatched-manifest');
    await type(editor, 'apiVersion: apps/v1', '# one more line\napiVersion: apps/v1');
    await type(editor, 'kind: Deployment', 'kind: StatefulSet');
    for (let tries = 0; tries < 400; tries++) {
      const found = ours(DEPLOYMENT).find(({ message }) => message.includes('StatefulSet'));
      if (found?.range.start.line === range.start.line + 1) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    assert.fail('the warning did not move');
  });
});

describe('what other programs write', () => {
  before(resetExample);
  after(resetExample);

  it('is seen: a file appears, and goes', async () => {
    const file = 'seed/k8s/waste/service.yaml';
    const path = uriOf(file).fsPath;
    fs.writeFileSync(path, 'apiVersion: v1\nkind: Service\nmetadata:\n  name: ai-workers\n');
    await diagnostic(file, 'unwatched-manifest');
    fs.rmSync(path);
    await gone(file, 'unwatched-manifest');
  });

  it('is seen: everything vanishes and comes back, as when a branch is switched', async () => {
    const directory = uriOf('seed/k8s').fsPath;
    for (let times = 0; times < 5; times++) {
      fs.renameSync(directory, `${directory}.away`);
      fs.cpSync(`${directory}.away`, directory, { recursive: true });
      fs.rmSync(`${directory}.away`, { recursive: true });
      await new Promise((resolve) => setTimeout(resolve, 100 * times));
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await diagnostic(DEPLOYMENT, 'unwatched-manifest');
    fs.rmSync(directory, { recursive: true });
    await gone(DEPLOYMENT, 'unwatched-manifest');
  });
});

describe('a server that dies', () => {
  before(resetExample);
  after(resetExample);

  /** The process of our server: a child of the extension host. */
  const server = (): number | undefined => {
    const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const ours = processes
      .map((line) => line.trim().split(/\s+/))
      .find(([, parent, ...words]) => {
        return Number(parent) === process.pid && words.some((word) => word.endsWith('dist/server.js'));
      });
    return ours && Number(ours[0]);
  };

  it('is started again, and what was typed and not saved counts as before', async () => {
    const saved = read(APPLICATION);
    const editor = await open(APPLICATION);
    await type(editor, 'charts/waste', 'k8s/waste');
    await gone(DEPLOYMENT, 'unwatched-manifest');
    const killed = await until('the server', server);
    process.kill(killed, 'SIGKILL');
    // Typed while no server runs: the next one is told the whole buffer.
    await type(editor, 'k8s/waste', 'k8s/nowhere');
    const next = await until('the next server', () => (server() === killed ? undefined : server()));
    await until('the path that was typed', () =>
      ours(APPLICATION).find(({ message }) => message.includes('k8s/nowhere')),
    );
    await diagnostic(DEPLOYMENT, 'unwatched-manifest');
    await type(editor, 'k8s/nowhere', 'k8s/waste');
    await gone(DEPLOYMENT, 'unwatched-manifest');
    await gone(APPLICATION, 'path-not-found');
    assert.equal(server(), next);
    assert.ok(editor.document.isDirty);
    assert.equal(read(APPLICATION), saved);
  });
});
