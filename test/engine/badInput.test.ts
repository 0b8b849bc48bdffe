import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { application, manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A repository on the real disk. */
async function onDisk(files: Record<string, string | Buffer>, prepare: (root: string) => void = () => undefined) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-bad-')));
  directories.push(root);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  prepare(root);
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setFolders([root]);
  await engine.index();
  return { engine, report: engine.report(), root };
}

const GOOD = {
  '.argocd-coverage.yaml': `remotes: ['${REMOTE}']\n`,
  'argocd/app.yaml': application('app', 'path: app'),
  'app/good.yaml': manifest('good'),
};
const isJudgedRight = (report: Awaited<ReturnType<typeof onDisk>>['report']) =>
  report.manifests.find(({ file }) => file === 'app/good.yaml')?.status === 'deployed';

test.each<[string, Record<string, string | Buffer>]>([
  [
    'an alias bomb',
    {
      'x/bomb.yaml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
        .join('\n')}\nkind: A\napiVersion: v1\n`,
    },
  ],
  [
    'an alias of itself',
    {
      'argocd/loop.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: &m { name: loop, x: *m }\nspec: *m\n',
    },
  ],
  [
    'nesting without end',
    {
      'x/deep.yaml': `kind: ${'['.repeat(50_000)}\napiVersion: v1\n`,
      'x/deep2.yaml': `${Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}kind:`).join('\n')}\n`,
    },
  ],
  ['many documents', { 'x/many.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\n'.repeat(5_000) }],
  [
    'bytes that are no text',
    {
      'x/binary.yaml': Buffer.from([0, 1, 2, 0xff, 0xfe, 0]),
      'x/latin.yaml': Buffer.from([0x6b, 0x69, 0x6e, 0x64, 0x3a, 0x20, 0xe9, 0xff]),
    },
  ],
  [
    'UTF-16 and byte order marks',
    {
      'x/utf16.yaml': Buffer.from('\ufeffapiVersion: v1\nkind: Secret\n', 'utf16le'),
      'x/bom.yaml': `\ufeff${manifest('bom')}`,
    },
  ],
  [
    'keys of the prototype',
    {
      'x/proto.yaml': '__proto__: { kind: Evil }\nconstructor: x\nkind: Service\napiVersion: v1\n',
      'overlays/kustomization.yaml': '__proto__: [a]\nresources: [__proto__]\n',
    },
  ],
  [
    'half-typed Applications',
    {
      'argocd/half.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: "ha\nspec: [',
      'argocd/odd.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: 7\nspec: { sources: [1, null, { repoURL: [] }], destination: x }\n',
    },
  ],
  [
    'half-typed ApplicationSets',
    {
      'argocd/set.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: s }\nspec: { generators: [null, 1, { matrix: { generators: [x, y] } }, { git: {} }, { list: { elements: [1] } }], template: 3 }\n',
    },
  ],
  [
    'cycles of kustomizations',
    {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
      'argocd/cycle.yaml': application('cycle', 'path: a'),
    },
  ],
  [
    'hostile patterns',
    {
      'argocd/glob.yaml': application(
        'glob',
        `path: app, directory: { include: '${'{a,'.repeat(200)}${'*a'.repeat(200)}' }`,
      ),
    },
  ],
  [
    'CRLF and tabs',
    { 'x/crlf.yaml': manifest('crlf').replaceAll('\n', '\r\n'), 'x/tab.yaml': 'kind:\tService\n\tapiVersion: v1\n' },
  ],
  [
    'odd names',
    { 'x/new\nline.yaml': manifest('n'), 'x/한글.yaml': manifest('h'), 'x/[esc]\u001b.yaml': manifest('e') },
  ],
])('%s leave the rest judged right', async (_, files) => {
  const { report } = await onDisk({ ...GOOD, ...files });
  expect(isJudgedRight(report)).toBe(true);
});

test('a huge file is passed over, a link loop and a link out of the repository are not followed', async () => {
  const { report, engine, root } = await onDisk(
    { ...GOOD, 'x/huge.yaml': Buffer.alloc(50 * 1024 * 1024, 'a: b\n') },
    (directory) => {
      symlinkSync('loop', join(directory, 'loop'));
      symlinkSync('../x', join(directory, 'x/up'));
      execFileSync('mkfifo', [join(directory, 'x/pipe.yaml')]);
    },
  );
  expect(isJudgedRight(report)).toBe(true);
  expect(engine.text(`${root}/x/huge.yaml`)).toBeUndefined();
  const outside = await onDisk(GOOD, (directory) => symlinkSync('/etc/hostname', join(directory, 'app/out.yaml')));
  expect(outside.report.diagnostics.map(({ code }) => code)).toContain('out-of-bounds-symlink');
  expect(JSON.stringify(outside.report)).not.toContain('/etc/hostname');
});

test('what can’t be read is told, and a directory outside of Git is analysed as it is', async () => {
  const { report } = await onDisk({ ...GOOD, 'secret/a.yaml': manifest('a') }, (root) =>
    chmodSync(join(root, 'secret'), 0o000),
  );
  expect(isJudgedRight(report)).toBe(true);
  const { report: plain } = await onDisk({ 'a.yaml': manifest('a') });
  expect(plain.repositories[0]).toMatchObject({ remotes: [], aliases: [] });
});

test('a mistake in a kustomization is told at its place with the Application that it breaks', async () => {
  const { engine } = await testWorkspace(`
//- argocd/app.yaml
${application('app', 'path: overlay')}
//- overlay/kustomization.yaml
resources:
  - ../gone
`);
  const [found] = engine.diagnostics('/r/overlay/kustomization.yaml');
  expect(found).toMatchObject({ code: 'broken-kustomization', severity: 'error' });
  expect(found?.related[0]).toMatchObject({ path: '/r/argocd/app.yaml' });
});
