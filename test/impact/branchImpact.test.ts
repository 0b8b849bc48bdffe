import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../server/src/engine.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { type ComparisonOptions, compareBranch } from '../../server/src/impact.ts';
import { setLanguage } from '../../server/src/l10n/t.ts';
import { formatImpact } from '../../server/src/report/impact/formats.ts';
import { speakPseudo, untranslated } from '../harness/pseudoLanguage.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

// Real repositories: what Git says of them is the matter here.
const home = realpathSync(mkdtempSync(join(tmpdir(), 'argocd-coverage-impact-')));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let counter = 0;

type Files = Readonly<Record<string, string | undefined>>;

const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], HOME: home },
  }).toString();

function put(root: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) {
      rmSync(join(root, file));
      // Git knows no empty directories.
      if (readdirSync(dirname(join(root, file))).length === 0) rmdirSync(dirname(join(root, file)));
    } else {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  }
}

/** A repository with one commit on `main`, and `feature` checked out. */
function repository(files: Files, remote = REMOTE): string {
  const root = join(home, `r${++counter}`);
  mkdirSync(root);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'remote', 'add', 'origin', remote);
  put(root, files);
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one', '--allow-empty');
  git(root, 'checkout', '-qb', 'feature');
  return root;
}

async function engineOf(...roots: string[]): Promise<Engine> {
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setFolders(roots, { nested: false });
  await engine.index();
  return engine;
}

async function markdownOf(roots: string[], options: ComparisonOptions = { reference: 'main' }): Promise<string> {
  return markdown(await engineOf(...roots), options);
}

async function markdown(engine: Engine, options: ComparisonOptions = { reference: 'main' }): Promise<string> {
  return formatImpact(await compareBranch(engine, nodeFileSystem(), options), 'markdown', {}) ?? '';
}

const app = (name: string, path: string, policy = '{ automated: { prune: true } }'): string =>
  application(name, `path: ${path}`).replace('{ automated: {} }', policy);
/** Applications with a root that prunes. */
const BASE: Files = {
  'argocd/root.yaml': app('root', 'argocd'),
  'argocd/web.yaml': app('web', 'web'),
  'web/one.yaml': manifest('one'),
  'web/two.yaml': manifest('two'),
};

it('says all of it in the user’s language', async () => {
  speakPseudo();
  const root = repository({ ...BASE, 'lost/a.yaml': manifest('a') });
  put(root, {
    'argocd/web.yaml': undefined,
    'argocd/new.yaml': app('new', 'web', '{}'),
    'argocd/root.yaml': app('root', 'argocd', '{ automated: {} }'),
    'lost/b.yaml': manifest('b'),
    'web/two.yaml': undefined,
  });
  const engine = await engineOf(root);
  engine.open(`${root}/web/one.yaml`, `${manifest('one')}  labels: { a: b }\n`);
  const compared = await compareBranch(engine, nodeFileSystem(), { reference: 'main' });
  const told = ['markdown', 'text', 'html'].map((format) => formatImpact(compared, format, {}) ?? '');
  const refusal = await compareBranch(engine, nodeFileSystem(), { reference: 'gone' }).then(
    () => '',
    (error: Error) => error.message,
  );
  setLanguage('en');
  expect([...told, refusal].every((text) => text.includes('⟦'))).toBe(true);
  expect([...told, refusal].flatMap(untranslated)).toEqual([]);
});

describe('what changes', () => {
  it.each<[name: string, before: Files, change: Files, ...expected: string[]]>([
    [
      'a manifest that an Application deploys',
      {},
      { 'web/one.yaml': `${manifest('one')}  labels: { a: b }\n` },
      '## When `feature` merges to `main`',
      '**1 manifest takes effect by itself**',
      '- `argocd/web` → `https://kubernetes.default.svc / web`: 1 file, by itself, prunes',
      '- `web/one.yaml:1` `Service/one` → `argocd/web` to `https://kubernetes.default.svc / web`',
    ],
    [
      'one that nothing deploys',
      {},
      { 'lost/a.yaml': manifest('a') },
      '- `lost/a.yaml:1` `Service/a`: `unwatched-manifest` – generate an Application',
    ],
    [
      'one that leaves, with pruning',
      {},
      { 'web/two.yaml': undefined },
      '### Deleted',
      '- `Service/two`, by `argocd/web` to `https://kubernetes.default.svc / web`',
    ],
    [
      'one that leaves, without pruning',
      { 'argocd/web.yaml': app('web', 'web', '{ automated: {} }') },
      { 'web/two.yaml': undefined },
      '### Left running, without an owner',
      '- `Service/two`, of `argocd/web` to `https://kubernetes.default.svc / web`: the Application does not prune',
    ],
    [
      'one that leaves, synced by hand',
      { 'argocd/web.yaml': app('web', 'web', '{}') },
      { 'web/two.yaml': undefined },
      '- `Service/two`, of `argocd/web` to `https://kubernetes.default.svc / web`: the Application is synced by hand',
    ],
    [
      'one that is protected',
      { 'web/two.yaml': `${manifest('two')}  annotations:\n    argocd.argoproj.io/sync-options: Prune=false\n` },
      { 'web/two.yaml': undefined },
      '- `Service/two`, of `argocd/web` to `https://kubernetes.default.svc / web`: the object says that it must stay',
    ],
    [
      'everything that an Application has',
      {},
      { 'web/one.yaml': 'a: b\n', 'web/two.yaml': undefined },
      '- `Service/one`, `Service/two`, of `argocd/web` to `https://kubernetes.default.svc / web`: nothing would be left of the Application, and allowEmpty is off',
    ],
    [
      'the directory of an Application',
      {},
      { 'web/one.yaml': undefined, 'web/two.yaml': undefined },
      '- `Service/one`, `Service/two`, of `argocd/web` to `https://kubernetes.default.svc / web`: the Application has an error and can’t be synced',
    ],
    [
      'a move within an Application',
      { 'argocd/web.yaml': application('web', 'path: web, directory: { recurse: true }') },
      { 'web/two.yaml': undefined, 'web/sub/two.yaml': manifest('two') },
      '- `Service/two`: `web/two.yaml` → `web/sub/two.yaml`, its route is kept',
    ],
    [
      'a move out of it',
      {},
      { 'web/two.yaml': undefined, 'old/two.yaml': manifest('two') },
      '- `Service/two`: `web/two.yaml` → `old/two.yaml`, it loses its route',
    ],
    [
      'a move into it, with a change',
      { 'old/three.yaml': manifest('three') },
      { 'old/three.yaml': undefined, 'web/three.yaml': `${manifest('three')}  labels: { a: b }\n` },
      '- `Service/three`: `old/three.yaml` → `web/three.yaml`, it gains a route',
    ],
    [
      'a move from one Application to another of the same place',
      {
        'argocd/other.yaml': app('other', 'other').replace('namespace: other }', 'namespace: web }'),
        'other/x.yaml': manifest('x'),
      },
      { 'web/two.yaml': undefined, 'other/two.yaml': manifest('two') },
      '- `Service/two`: by `argocd/other`, from `argocd/web`',
    ],
    [
      'an Application that appears',
      { 'shop/a.yaml': manifest('a') },
      { 'argocd/shop.yaml': app('shop', 'shop') },
      '- `argocd/shop` → `https://kubernetes.default.svc / shop`',
      '- `shop/a.yaml:1` `Service/a` → `argocd/shop` to `https://kubernetes.default.svc / shop`',
    ],
    [
      'one that must be registered',
      { 'shop/a.yaml': manifest('a') },
      { 'apps/shop.yaml': app('shop', 'shop') },
      '- `argocd/shop` → `https://kubernetes.default.svc / shop`: register it with `kubectl apply -f apps/shop.yaml`',
    ],
    [
      'an Application that disappears with its finalizer',
      {
        'argocd/web.yaml': app('web', 'web').replace(
          'namespace: argocd }',
          'namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io] }',
        ),
      },
      { 'argocd/web.yaml': undefined },
      '- `argocd/web` → `https://kubernetes.default.svc / web`: Argo CD deletes it',
      '- `Service/one`, `Service/two`, by `argocd/web` to `https://kubernetes.default.svc / web`',
    ],
    [
      'one that disappears without',
      {},
      { 'argocd/web.yaml': undefined },
      '- `Service/one`, `Service/two`, of `argocd/web` to `https://kubernetes.default.svc / web`: the Application is deleted without them, for it has no finalizer',
    ],
    [
      'one that nobody deploys disappears',
      {},
      { 'argocd/root.yaml': undefined, 'argocd/web.yaml': undefined },
      '- `argocd/root` → `https://kubernetes.default.svc / root`: it stays until somebody deletes it',
    ],
    [
      'an Application that changes',
      { 'shop/a.yaml': manifest('a') },
      {
        'argocd/web.yaml': app('web', 'shop')
          .replace('targetRevision: main', 'targetRevision: v1')
          .replace('namespace: web }', 'namespace: shop }'),
      },
      '- `argocd/web` – `spec.source.targetRevision`: `main` → `v1`; `spec.source.path`: `web` → `shop`; `spec.destination.namespace`: `web` → `shop`',
    ],
    [
      'a command that applies it',
      { 'lost/a.yaml': manifest('a') },
      { Makefile: 'up:\n\tkubectl apply -f lost/a.yaml\n' },
      '- `lost/a.yaml:1` `Service/a` → `Makefile:2`',
    ],
    [
      'hostile names',
      {},
      { 'web/x`|<b>.yaml': manifest('nn') },
      '- ``web/x`|<b>.yaml:1`` `Service/nn` → `argocd/web` to `https://kubernetes.default.svc / web`',
    ],
  ])('%s', async (_, before, change, ...expected) => {
    const root = repository({ ...BASE, ...before });
    put(root, change);
    const lines = (await markdownOf([root])).split('\n');
    expect(lines).toEqual(expect.arrayContaining(expected));
  });

  it('what Makefiles and workflows applied before is no gain', async () => {
    const root = repository({
      ...BASE,
      Makefile: 'up:\n\tkubectl apply -f lost/a.yaml\n',
      'lost/a.yaml': manifest('a'),
      '.github/workflows/a.yml': 'on: push\njobs: { a: { steps: [{ run: kubectl apply -f lost/b.yaml }] } }\n',
      'lost/b.yaml': manifest('b'),
    });
    put(root, {
      Makefile: '# changed\nup:\n\tkubectl apply -f lost/a.yaml\n',
      '.github/workflows/a.yml': 'on: push\njobs: { a: { steps: [] } }\n',
    });
    const text = await markdownOf([root]);
    expect(text).not.toContain('Gained a route');
    expect(text).toContain(
      '### Lost its route\n\n- `lost/b.yaml:1` `Service/b`: `unwatched-manifest` – generate an Application',
    );
  });
});

describe('the effects of deleted files', () => {
  it.each<[name: string, before: Files, change: Files, ...expected: string[]]>([
    [
      'Argo CD prunes',
      {},
      { 'web/two.yaml': undefined },
      '| Kubernetes | by itself | 1 | Deleted: Argo CD deletes what it made, too. | `The Git merge is all.` |',
    ],
    [
      'without pruning',
      { 'argocd/web.yaml': app('web', 'web', '{ automated: {} }') },
      { 'web/two.yaml': undefined },
      '| Kubernetes | by hand | 1 | Deleted: what it made stays in the cluster. | `Sync the Application argocd/web with pruning.` |',
    ],
    [
      'an Application and what it deployed',
      {},
      { 'argocd/web.yaml': undefined, 'web/one.yaml': undefined, 'web/two.yaml': undefined },
      '| Kubernetes | by hand | 2 | Deleted: what it made stays in the cluster. | `Delete in the cluster what is no longer wanted.` |',
      '| Delivery | by itself | 1 | Deleted: Argo CD deletes what it made, too. | `The Git merge is all.` |',
    ],
    [
      'a command applied it',
      { 'lost/a.yaml': manifest('a'), Makefile: 'up:\n\tkubectl apply -f lost/a.yaml\n' },
      { 'lost/a.yaml': undefined },
      '| Kubernetes | by hand | 1 | Deleted: what it made stays in the cluster. | `Delete in the cluster what is no longer wanted.` |',
    ],
    [
      'nothing deployed it',
      { 'lost/a.yaml': manifest('a') },
      { 'lost/a.yaml': undefined },
      '| Kubernetes | by itself | 1 | Deleted: nothing deployed it, so nothing goes with it. | `The Git merge is all.` |',
    ],
    [
      'its object stands in another file, changed',
      { 'web/three.yaml': `${manifest('three')}  labels: { a: b, c: d, e: f, g: h, i: j }\n` },
      { 'web/three.yaml': undefined, 'web/two.yaml': `${manifest('two')}---\n${manifest('three')}` },
      '| Kubernetes | by itself | 1 | Deleted: what it held stands in another file now. | `The Git merge is all.` |',
    ],
    [
      'infrastructure',
      { 'infra/main.tf': 'locals {}\n' },
      { 'infra/main.tf': undefined },
      '| Infrastructure | by hand | 1 | Deleted: a merge alone takes nothing away that its tool has made. | `Run its tool again, or take away what it made.` |',
    ],
  ])('%s', async (_, before, change, ...expected) => {
    const root = repository({ ...BASE, ...before });
    put(root, change);
    const lines = (await markdownOf([root])).split('\n');
    expect(lines.filter((line) => line.includes('| Deleted: '))).toEqual(expected);
  });

  it('documents count with those that changed, and a new name is told once', async () => {
    const root = repository({ ...BASE, 'docs/a.md': '# A\n', 'docs/b.md': '# B\n' });
    put(root, {
      'docs/a.md': undefined,
      'docs/b.md': '# C\n',
      'web/two.yaml': undefined,
      'web/2.yaml': manifest('two'),
    });
    const lines = (await markdownOf([root])).split('\n').filter((line) => /^\| (?:Doc|Kube)/.test(line));
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual([
      '| Documentation | by itself | 2',
      '| Kubernetes | by itself | 1',
    ]);
  });
});

describe('what is compared', () => {
  it('everything that is not committed, and nothing is touched', async () => {
    const root = repository(BASE);
    put(root, { 'web/committed.yaml': manifest('committed') });
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'two');
    put(root, { 'web/untracked.yaml': manifest('untracked'), 'web/one.yaml': `${manifest('one')}# changed\n` });
    const state = (): unknown => [
      git(root, '--no-optional-locks', 'status', '--porcelain'),
      statSync(join(root, '.git/index')).mtimeMs,
      statSync(join(root, 'web/one.yaml')).mtimeMs,
    ];
    const before = state();
    const engine = await engineOf(root);
    engine.open(`${root}/web/two.yaml`, `${manifest('two')}# typed\n`);
    engine.open(`${root}/argocd/web.yaml`, app('web', 'web'));
    const text = await markdown(engine);
    expect(text).toContain('**4 manifests take effect by themselves**');
    expect(text).toMatch(
      /> Compared with `[0-9a-f]{9}`, where `feature` left `main`\\?\. 2 files are not committed\. 1 file is not saved\./,
    );
    expect(state()).toEqual(before);
  });

  it('every repository of the workspace', async () => {
    const first = repository(BASE);
    const second = repository({ 'k/a.yaml': manifest('a') }, 'https://example.test/acme/second.git');
    put(first, { 'web/three.yaml': manifest('three') });
    put(second, { 'k/b.yaml': manifest('b') });
    const text = await markdownOf([first, second]);
    expect(text).toContain('**1 manifest takes effect by itself** · **1 needs a hand**');
    expect(text).toContain('`web/three.yaml:1`');
    expect(text).toContain('`k/b.yaml:1`');
    expect(text.match(/is compared with/g)).toHaveLength(2);
  });

  it('the others, where one can’t be', async () => {
    const first = repository(BASE);
    const second = repository({ 'k/a.yaml': manifest('a') }, 'https://example.test/acme/second.git');
    git(second, 'branch', '-m', 'main', 'trunk');
    put(first, { 'web/three.yaml': manifest('three') });
    const text = await markdownOf([first, second]);
    expect(text).toContain(`> r${counter} has no branch, tag or commit “main”`);
    expect(text).toContain('**1 manifest takes effect by itself**');
  });

  it('a directory of a work tree that is a repository of its own', async () => {
    const root = repository(
      Object.fromEntries(
        Object.entries({ ...BASE, '.argocd-coverage.yaml': `root: true\nremotes: ['${REMOTE}']\n` }).map(
          ([file, text]) => [`sub/${file}`, text],
        ),
      ),
    );
    put(root, { 'sub/web/three.yaml': manifest('three'), 'outside.yaml': manifest('outside') });
    const text = await markdownOf([join(root, 'sub')]);
    expect(text).toContain('`web/three.yaml:1` `Service/three` → `argocd/web`');
    expect(text).not.toContain('outside');
  });

  it('without a reference, the remote’s default branch', async () => {
    const origin = repository(BASE);
    git(origin, 'checkout', '-q', 'main');
    git(origin, 'branch', '-m', 'main', 'trunk');
    const clone = join(home, `r${++counter}`);
    git(home, 'clone', '-q', origin, clone);
    put(clone, { 'web/three.yaml': manifest('three') });
    expect(await markdownOf([clone], {})).toContain('## When `trunk` merges to `origin/trunk`');
  });

  it('the checked-out branch itself', async () => {
    const root = repository(BASE);
    put(root, { 'web/three.yaml': manifest('three') });
    expect(await markdownOf([root], { reference: 'feature' })).toContain('## What changed since `feature`');
  });

  it('a detached HEAD', async () => {
    const root = repository(BASE);
    put(root, { 'web/three.yaml': manifest('three') });
    git(root, 'checkout', '-q', '--detach');
    const head = git(root, 'rev-parse', 'HEAD').slice(0, 9);
    const text = await markdownOf([root]);
    expect(text).toContain(`## When \`${head}\` merges to \`main\``);
    expect(text).toContain(`where \`a detached HEAD at ${head}\` left \`main\``);
  });

  it('a submodule is told, and not looked into', async () => {
    const root = repository(BASE);
    const inner = repository({ 'a.yaml': manifest('a') }, 'https://example.test/acme/inner.git');
    git(root, 'clone', '-q', inner, 'inner');
    git(root, 'add', 'inner');
    expect(await markdownOf([root])).toContain('Submodule inner stands at another commit');
  });
});

describe('what can’t be compared', () => {
  const failure = async (root: string, reference?: string): Promise<string> =>
    compareBranch(await engineOf(root), nodeFileSystem(), { reference }).then(
      () => 'compared',
      (error: Error) => error.message,
    );

  it('a directory without Git', async () => {
    const root = join(home, `r${++counter}`);
    put(root, { '.argocd-coverage.yaml': 'root: true\n', 'web/one.yaml': manifest('one') });
    expect(await failure(root, 'main')).toBe(
      `r${counter} is in no Git repository that Git can read: there is nothing to compare it with`,
    );
  });

  it('a branch without a commit', async () => {
    const root = join(home, `r${++counter}`);
    mkdirSync(root);
    git(root, 'init', '-q', '-b', 'main');
    expect(await failure(root)).toBe(`r${counter} has no commit yet: there is nothing to compare it with`);
  });

  it('a reference that is not there', async () => {
    expect(await failure(repository(BASE), 'nowhere')).toBe(
      `r${counter} has no branch, tag or commit “nowhere”: name one that git branch --all or git tag lists, or fetch it first`,
    );
    expect(await failure(repository(BASE), '--output=x')).toContain('“--output=x”');
  });

  it('histories that have nothing in common', async () => {
    const root = repository(BASE);
    git(root, 'checkout', '-q', '--orphan', 'other');
    git(root, 'commit', '-qm', 'other');
    expect(await failure(root, 'main')).toBe(
      `HEAD and “main” of r${counter} have no commit in common: name a branch that HEAD comes from`,
    );
  });

  it('a shallow clone without the merge base', async () => {
    const origin = repository(BASE);
    for (const branch of ['feature', 'main']) {
      git(origin, 'checkout', '-q', branch);
      for (const text of ['1', '2']) {
        put(origin, { [`${branch}.txt`]: text });
        git(origin, 'add', '-A');
        git(origin, 'commit', '-qm', text);
      }
    }
    const clone = join(home, `r${++counter}`);
    git(home, 'clone', '-q', '--depth', '1', '--no-single-branch', '-b', 'feature', `file://${origin}`, clone);
    expect(await failure(clone, 'origin/main')).toContain(
      'the commit where HEAD and “origin/main” part is not in it; fetch the history',
    );
    expect(await failure(clone, 'nowhere')).toContain('is shallow and does not hold “nowhere”');
  });
});

describe('formats', () => {
  it('text, page and JSON say the same', async () => {
    const root = repository(BASE);
    put(root, { 'web/two.yaml': undefined, 'web/<b>.yaml': manifest('nn') });
    renameSync(join(root, 'argocd/web.yaml'), join(root, 'argocd/moved.yaml'));
    const compared = await compareBranch(await engineOf(root), nodeFileSystem(), { reference: 'main' });
    const text = formatImpact(compared, 'text', {}) ?? '';
    expect(text).toContain('When feature merges to main\n');
    expect(text).toContain('\n  Deleted\n      Service/two, by argocd/web');
    expect(text).toContain('Application/web: argocd/web.yaml → argocd/moved.yaml, its route is kept');
    expect(text).not.toMatch(/[\u0001\u0002]/);
    const page = formatImpact(compared, 'html', {}) ?? '';
    expect(page).toContain('<h1>When <code>feature</code> merges to <code>main</code></h1>');
    expect(page).toContain('<code>web/&lt;b&gt;.yaml:1</code>');
    expect(page).toContain('<h2 id="effects-title">');
    const json = JSON.parse(formatImpact(compared, 'json', {}) ?? '');
    expect(json.schemaVersion).toBe(1);
    expect(json.impact.leaving).toMatchObject([
      { application: 'argocd/web', fate: 'pruned', manifest: { name: 'two' } },
    ]);
    expect(json.effects).toEqual(json.impact.effects);
    expect(formatImpact(compared, 'sarif', {})).toBeUndefined();
  });

  it('long lists are folded', async () => {
    const root = repository(BASE);
    put(root, Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`lost/${i}.yaml`, manifest(`n${i}`)])));
    const text = await markdownOf([root]);
    expect(text).toContain('<details><summary>Needs a hand (120)</summary>');
    expect(text).toContain('- … and 20 more');
  });
});
