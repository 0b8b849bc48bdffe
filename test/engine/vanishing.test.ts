import fs, { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../server/src/engine.ts';
import type { FileSystem } from '../../server/src/files/fileSystem.ts';
import { memoryFileSystem } from '../../server/src/files/memoryFileSystem.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

const ROOT = '/r';
const INNOCENT = 'good/service.yaml';
/** Every kind of file that is read for a verdict, and one that none of them touches. */
const SOURCE = {
  'argocd/good.yaml': application('good', 'path: good'),
  'argocd/chart.yaml': application('chart', 'path: chart, helm: { valueFiles: [extra.yaml] }'),
  'argocd/overlay.yaml': application('overlay', 'path: overlay'),
  'argocd/set.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: set, namespace: argocd }\nspec:\n' +
    `  generators: [{ git: { repoURL: '${REMOTE}', revision: main, files: [{ path: 'sets/*.yaml' }] } }]\n` +
    "  template:\n    metadata: { name: '{{name}}' }\n    spec:\n      project: default\n" +
    `      source: { repoURL: '${REMOTE}', targetRevision: main, path: '{{name}}' }\n` +
    "      destination: { server: 'https://kubernetes.default.svc', namespace: x }\n",
  [INNOCENT]: manifest('good'),
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 0.1.0\n',
  'chart/values.yaml': 'name: a\n',
  'chart/extra.yaml': 'name: b\n',
  'chart/templates/_helpers.tpl': '{{ define "n" }}{{ .Values.name }}{{ end }}\n',
  'chart/templates/service.yaml': manifest('{{ include "n" . }}'),
  'base/kustomization.yaml': 'resources: [service.yaml]\n',
  'base/service.yaml': manifest('base'),
  'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{ path: patch.yaml }]\n',
  'overlay/patch.yaml': `${manifest('base')}spec: { type: NodePort }\n`,
  'sets/one.yaml': 'name: one\n',
  'one/service.yaml': manifest('one'),
  'stray/service.yaml': manifest('stray'),
  'deploy.sh': 'kubectl apply -f stray/service.yaml\n',
  '.gitignore': 'out/\n',
};
const OWN = new Set([INNOCENT, 'argocd/good.yaml']);
const NAMES = Object.keys(SOURCE).filter((name) => !OWN.has(name));
const DIRECTORIES = ['chart', 'chart/templates', 'base', 'overlay', 'sets', 'one', 'stray'];

function world(): Record<string, string> {
  return {
    '/r/.git/HEAD': 'ref: refs/heads/main\n',
    '/r/.git/config': `[remote "origin"]\n\turl = ${REMOTE}\n`,
    ...Object.fromEntries(Object.entries(SOURCE).map(([name, text]) => [`${ROOT}/${name}`, text])),
  };
}

async function indexed(fileSystem: FileSystem): Promise<Engine> {
  const engine = createEngine({ fileSystem });
  engine.setFolders([ROOT]);
  await engine.index();
  return engine;
}

const innocent = (engine: Engine) => engine.report().manifests.find(({ file }) => file === INNOCENT)?.status;

interface Lost {
  path: string | undefined;
}

/** A disk on which one path can be listed and no longer, or not yet, be read. */
function withUnreadable(disk: FileSystem, lost: Lost): FileSystem {
  const unless =
    <A extends unknown[], T>(ask: (path: string, ...rest: A) => T) =>
    (path: string, ...rest: A): T | undefined =>
      lost.path !== undefined && (path === lost.path || path.startsWith(`${lost.path}/`))
        ? undefined
        : ask(path, ...rest);
  return { ...disk, list: unless(disk.list), read: unless(disk.read), readlink: unless(disk.readlink) };
}

describe('files that vanish between being listed and being read', () => {
  test.each([...NAMES, ...DIRECTORIES])('%s: its neighbours are judged, and later what is there', async (name) => {
    const files = world();
    const lost: Lost = { path: `${ROOT}/${name}` };
    const engine = await indexed(withUnreadable(memoryFileSystem(files), lost));
    expect(innocent(engine)).toBe('deployed');

    const gone = Object.keys(files).filter((path) => path === lost.path || path.startsWith(`${lost.path}/`));
    for (const path of gone) delete files[path];
    engine.changed(gone);
    expect(engine.report()).toEqual((await indexed(memoryFileSystem(files))).report());

    Object.assign(files, world());
    lost.path = undefined;
    engine.changed(gone);
    expect(engine.report()).toEqual((await indexed(memoryFileSystem(world()))).report());
  });
});

describe('a disk that fails', () => {
  test.each(NAMES.filter((name) => /\.(yaml|tpl)$/.test(name)))('%s can’t be read: that is told', async (name) => {
    const engine = await indexed(withUnreadable(memoryFileSystem(world()), { path: `${ROOT}/${name}` }));
    expect(innocent(engine)).toBe('deployed');
    expect(engine.report().notes.filter((note) => note.includes(name))).toEqual([
      `${name} is too large, no text or can’t be read; what is in it is not judged.`,
    ]);
  });

  test.each(DIRECTORIES)('%s can’t be listed: that is told', async (name) => {
    const engine = await indexed(withUnreadable(memoryFileSystem(world()), { path: `${ROOT}/${name}` }));
    expect(innocent(engine)).toBe('deployed');
    expect(engine.report().notes).toContain(`${name} can’t be read; what is in it is not judged.`);
  });

  test('the root itself can’t be listed: that is told by its name', async () => {
    const engine = await indexed(withUnreadable(memoryFileSystem(world()), { path: ROOT }));
    expect(engine.report().notes).toContain('r can’t be read; what is in it is not judged.');
  });

  test('ignore rules that can’t be read: that is told, what they ignore is judged', async () => {
    const files: Record<string, string> = { ...world(), '/r/out/.gitignore': '*\n', '/r/out/x.yaml': manifest('x') };
    const told = (engine: Engine) => engine.report().notes.filter((note) => note.includes('gitignore'));
    const lost: Lost = { path: `${ROOT}/.gitignore` };
    const engine = await indexed(withUnreadable(memoryFileSystem(files), lost));
    expect(innocent(engine)).toBe('deployed');
    expect(told(engine)).toEqual(['.gitignore can’t be read; what it ignores is judged like the rest.']);
    lost.path = `${ROOT}/out/.gitignore`;
    engine.changed([`${ROOT}/.gitignore`]);
    expect(told(engine)).toEqual([]);
    files['/r/.gitignore'] = '';
    engine.changed([`${ROOT}/.gitignore`]);
    expect(told(engine)).toEqual(['out/.gitignore can’t be read; what it ignores is judged like the rest.']);
    expect(engine.report().manifests.map(({ file }) => file)).toContain('out/x.yaml');
  });

  test.each(['lstatSync', 'readdirSync', 'openSync', 'readSync', 'fstatSync', 'closeSync'] as const)(
    '%s fails with EIO: that is no crash',
    (step) => {
      const root = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-eio-')));
      const file = join(root, 'a.yaml');
      writeFileSync(file, manifest('a').padEnd(100_000));
      const disk = nodeFileSystem();
      const before = fs[step];
      const ask = () => [disk.kind(file), disk.list(root), disk.read(file, 1_000_000)?.length];
      const whole = ['file', [{ name: 'a.yaml', kind: 'file' }], 100_000];
      try {
        expect(ask()).toEqual(whole);
        Object.assign(fs, {
          [step]: (first: unknown) => {
            if (step === 'closeSync') (before as typeof fs.closeSync)(first as number);
            throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
          },
        });
        syncBuiltinESMExports();
        const lost = step === 'lstatSync' ? 0 : step === 'readdirSync' ? 1 : 2;
        expect(ask()).toEqual(whole.map((answer, i) => (i === lost && step !== 'closeSync' ? undefined : answer)));
      } finally {
        Object.assign(fs, { [step]: before });
        syncBuiltinESMExports();
        rmSync(root, { recursive: true, force: true });
      }
    },
  );
});
