import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import type { FileSystem } from '../../server/src/files/fileSystem.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';
import { Disk } from '../longlife/disk.ts';

const HEAD = 'apiVersion: argoproj.io/v1alpha1\n';
const GOOD: Readonly<Record<string, string>> = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': `[remote "origin"]\n\turl = ${REMOTE}\n`,
  'innocent-app/app.yaml': application('innocent', 'path: innocent'),
  'innocent/good.yaml': manifest('good'),
};

function diskOf(files: Readonly<Record<string, string | Uint8Array>>): Disk {
  const disk = new Disk();
  for (const [file, content] of Object.entries({ ...GOOD, ...files })) disk.write(`/r/${file}`, content);
  return disk;
}

/** What becomes of the innocent manifest beside everything else; every answer is asked for. */
async function innocentOn(fileSystem: FileSystem, root = '/r'): Promise<string | undefined> {
  const engine = createEngine({ fileSystem });
  engine.setFolders([root]);
  await engine.index();
  engine.takeChangedDiagnostics();
  return engine.report().manifests.find(({ file }) => file === 'innocent/good.yaml')?.status;
}

const chart = (name: string, dependency: string): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies:\n- { name: ${dependency}, version: 1.0.0, repository: 'file://../${dependency}' }\n`;
const set = (path: string): string =>
  `${HEAD}kind: ApplicationSet\nmetadata: { name: self, namespace: argocd }\nspec:\n  generators:\n  - list: { elements: [{ path: sets }] }\n  template:\n    metadata: { name: 'self-{{path}}' }\n    spec: { project: default, source: { repoURL: '${REMOTE}', path: ${path} }, destination: { name: in-cluster, namespace: x } }\n`;
const keys = '__proto__: { constructor: { prototype: x } }\nconstructor: { a: b }\ntoString: x\nhasOwnProperty: x\n';
const nested = (depth: number): string => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
const evil = ['(a+)+$', '(.*)*\\1', '*a'.repeat(200), '{a,'.repeat(200), '[!', `${'**/'.repeat(200)}zz`, '+(+(+(a)))b'];

test.each<[string, Readonly<Record<string, string | Uint8Array>>]>([
  ['100,000 documents', { 'x/many.yaml': 'a: b\n---\n'.repeat(100_000) }],
  ['100,000 documents that need the full parser', { 'x/many.yaml': '{a: &a b}\n---\n'.repeat(100_000) }],
  ['10,000 levels in flow', { 'x/flow.yaml': `kind: ${'['.repeat(10_000)}${']'.repeat(10_000)}\napiVersion: v1\n` }],
  ['10,000 levels of JSON', { 'x/a.json': '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000) }],
  ['10,000 levels of lists', { 'x/block.yaml': `kind: A\napiVersion: v1\nx: \n ${'- '.repeat(10_000)}a\n` }],
  ['10,000 keys in keys', { 'x/keys.yaml': `kind: A\napiVersion: v1\n${'? '.repeat(10_000)}a\n` }],
  ['10,000 open braces', { 'x/open.yaml': `kind: A\napiVersion: v1\nx: ${'{'.repeat(10_000)}\n` }],
  ['levels of mappings', { 'x/block.yaml': `${nested(5_000)} b\n` }],
  [
    'charts that depend on each other',
    {
      'a/Chart.yaml': chart('a', 'b'),
      'b/Chart.yaml': chart('b', 'a'),
      'a/templates/x.yaml': manifest('x'),
      'argocd/x.yaml': application('x', 'path: a'),
    },
  ],
  [
    'kustomizations and components in a circle',
    {
      'a/kustomization.yaml': 'resources: [../b, .]\n',
      'b/kustomization.yaml': 'components: [../c]\n',
      'c/kustomization.yaml': 'kind: Component\nresources: [../a]\n',
      'argocd/x.yaml': application('x', 'path: a'),
    },
  ],
  ['an Application that deploys itself', { 'argocd/x.yaml': application('x', 'path: argocd') }],
  ['an ApplicationSet that makes what makes it', { 'sets/x.yaml': set("'{{path}}'"), 'argocd/x.yaml': set('argocd') }],
  [
    'templates that include each other',
    {
      'a/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
      'a/templates/x.yaml':
        '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ tpl "{{ include \\"a\\" . }}" . }}{{ end }}{{ include "a" . }}',
      'argocd/x.yaml': application('x', 'path: a'),
    },
  ],
  [
    'jsonnet files that import each other',
    {
      'j/a.jsonnet': "import 'b.libsonnet'",
      'j/b.libsonnet': "import 'a.jsonnet'",
      'argocd/x.yaml': application('x', 'path: j'),
    },
  ],
  ['an alias in itself', { 'x/a.yaml': 'a: &a [*a]\nb: &b { <<: *b }\nkind: A\napiVersion: v1\n' }],
  ...evil.map((pattern): [string, Readonly<Record<string, string>>] => [
    `the pattern ${pattern.slice(0, 20)} in every field`,
    {
      [`x/${'a'.repeat(200)}.yaml`]: manifest('a'),
      '.argocd-coverage.yaml': `ignore: ['${pattern}']\napplications: { exclude: ['${pattern}'] }\n`,
      '.gitignore': `${pattern}x\n`,
      CODEOWNERS: `${pattern} @a\n`,
      'argocd/x.yaml': application('x', `path: x, directory: { include: '${pattern}', exclude: '${pattern}x' }`),
      'argocd/project.yaml': `${HEAD}kind: AppProject\nmetadata: { name: p, namespace: argocd }\nspec: { sourceRepos: ['${pattern}'], destinations: [{ server: '${pattern}', namespace: '${pattern}' }] }\n`,
      'argocd/set.yaml': `${HEAD}kind: ApplicationSet\nmetadata: { name: s, namespace: argocd }\nspec:\n  generators:\n  - git: { repoURL: '${REMOTE}', directories: [{ path: '${pattern}' }] }\n  - git: { repoURL: '${REMOTE}', files: [{ path: '${pattern}' }] }\n  template: { metadata: { name: '{{path}}' }, spec: {} }\n`,
      'k/kustomization.yaml': `patches: [{ patch: '[]', target: { name: '${pattern}' } }]\n`,
      'argocd/k.yaml': application('k', 'path: k'),
    },
  ]),
  [
    'ignore rules that could split a deep path in ever so many ways',
    {
      [`${'a/'.repeat(190)}c.yaml`]: manifest('a'),
      '.gitignore': `${'**/a/'.repeat(4)}b\n${'a/**/'.repeat(12)}b\n!${'**/a/'.repeat(40)}b/\n`,
      '.git/info/exclude': `${'**/a/'.repeat(8)}b\n`,
    },
  ],
  [
    'keys of the prototype everywhere',
    {
      'x/a.yaml': `kind: A\napiVersion: v1\n${keys}`,
      '.argocd-coverage.yaml': `${keys}severity: { __proto__: error, constructor: off }\n`,
      'chart/Chart.yaml': `apiVersion: v2\nname: __proto__\nversion: 1.0.0\n${keys}`,
      'chart/values.yaml': keys,
      'chart/templates/x.yaml':
        'kind: A\napiVersion: v1\nx: {{ .Values.__proto__ | toJson }}{{ .Values.constructor }}\n',
      'argocd/x.yaml': application(
        '__proto__',
        "path: chart, helm: { parameters: [{ name: '__proto__.x', value: y }] }",
      ),
      'argocd/set.yaml': `${HEAD}kind: ApplicationSet\nmetadata: { name: constructor, namespace: argocd }\nspec:\n  goTemplate: true\n  generators:\n  - list: { elements: [{ __proto__: { a: b }, constructor: c }] }\n  template: { metadata: { name: '{{ .constructor }}{{ .__proto__ }}' }, spec: {} }\n`,
    },
  ],
  [
    'texts in every encoding',
    {
      'x/utf16.yaml': Buffer.from(manifest('a'), 'utf16le'),
      'x/nul.yaml': `${manifest('a')}\0`,
      'x/latin.yaml': Buffer.from('kind: é\napiVersion: v1\n', 'latin1'),
      'argocd/bom.yaml': `\ufeff${application('bom', 'path: x').replaceAll('\n', '\r\n')}`,
    },
  ],
  [
    'names in two forms and two cases',
    {
      ['x/가.yaml'.normalize('NFC')]: manifest('a'),
      ['x/가.yaml'.normalize('NFD')]: manifest('b'),
      'x/A.yaml': manifest('c'),
      'x/a.yaml': manifest('d'),
      'x/new\nline \u001b[31m.yaml': manifest('e'),
    },
  ],
])(
  '%s leave the innocent judged right',
  async (_, files) => {
    expect(await innocentOn(diskOf(files))).toBe('deployed');
  },
  30_000,
);

test('files that vanish between list and read, and a disk that lies, leave the innocent judged right', async () => {
  const disk = diskOf({ 'x/a.yaml': manifest('a'), 'x/b.yaml': manifest('b'), 'y/c.yaml': manifest('c') });
  const liar: FileSystem = {
    kind: (path) => (path.startsWith('/r/x') ? 'directory' : disk.kind(path)),
    list: (path) => (path === '/r/y' ? undefined : disk.list(path)),
    read: (path, limit) => (path.startsWith('/r/x') ? undefined : disk.read(path, limit)),
    readlink: () => undefined,
  };
  expect(await innocentOn(liar)).toBe('deployed');
});

test('pipes, sockets, devices, link loops and closed directories are passed over', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-hostile-')));
  const socket = createServer();
  try {
    for (const [file, content] of Object.entries(GOOD)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    mkdirSync(join(root, 'x'));
    execFileSync('mkfifo', [join(root, 'x/pipe.yaml')]);
    await new Promise<void>((done) => socket.listen(join(root, 'x/socket.yaml'), done));
    symlinkSync('/dev/zero', join(root, 'x/zero.yaml'));
    symlinkSync('/dev/stdin', join(root, '.gitignore'));
    symlinkSync('..', join(root, 'x/up'));
    symlinkSync('b.yaml', join(root, 'x/a.yaml'));
    symlinkSync('a.yaml', join(root, 'x/b.yaml'));
    writeFileSync(join(root, 'x/closed.yaml'), manifest('closed'));
    chmodSync(join(root, 'x/closed.yaml'), 0);
    expect(await innocentOn(nodeFileSystem(), root)).toBe('deployed');
  } finally {
    socket.close();
    rmSync(root, { recursive: true, force: true });
  }
});

test('large and binary files are told as passed over, pictures are not', async () => {
  const disk = diskOf({
    'x/large.yaml': `${manifest('a')}# ${'x'.repeat(17 * 1024 * 1024)}\n`,
    'x/binary.yaml': new Uint8Array([0, 1, 2, 3, 0, 0, 7]),
    'x/picture.png': new Uint8Array([0, 1, 2, 3, 0, 0, 7]),
  });
  const engine = createEngine({ fileSystem: disk });
  engine.setFolders(['/r']);
  await engine.index();
  const notes = engine.report().notes.join('\n');
  expect(notes).toContain('x/large.yaml is too large, no text or can’t be read; what is in it is not judged.');
  expect(notes).toContain('x/binary.yaml is');
  expect(notes).not.toContain('picture');
});
