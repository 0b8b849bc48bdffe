import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeMonorepo, ORIGIN } from '../../bench/monorepo.ts';
import { wrongVerdicts } from '../../bench/truth.ts';
import { createEngine } from '../../server/src/engine.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';

test('every verdict about the generated monorepo of 400 services is true', async () => {
  const { files, truth } = makeMonorepo(400);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-bench-')));
  const git = { '.git/HEAD': 'ref: refs/heads/main\n', '.git/config': `[remote "origin"]\n\turl = ${ORIGIN}\n` };
  try {
    for (const [path, text] of [...files, ...Object.entries(git)]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const engine = createEngine({ fileSystem: nodeFileSystem() });
    engine.setFolders([root]);
    await engine.index();
    const report = engine.report();
    expect(wrongVerdicts(report, truth)).toEqual([]);
    expect(engine.summary()).toEqual(report.summary);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 120_000);

test('a wrong verdict is told', () => {
  const manifests = [{ file: 'a', status: 'unwatched' as const }];
  const truth = new Map([['a', 'deployed'] as const, ['b', 'root'] as const]);
  expect(wrongVerdicts({ manifests }, truth)).toHaveLength(2);
});
