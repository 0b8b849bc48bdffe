import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../server/src/report/formats.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

// The command line as it is shipped: one bundled file, run as a process.
let directory: string;
let cli: string;
let counter = 0;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'argocd-coverage-cli-'));
  cli = join(directory, 'cli.js');
  const args = ['scripts/build.mjs', '--production', '--outdir', directory];
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const GOOD: Record<string, string> = {
  '.argocd-coverage.yaml': `remotes: ['${REMOTE}']\n`,
  'argocd/root.yaml': application('root', 'path: argocd'),
  'argocd/app.yaml': application('app', 'path: app'),
  'app/one.yaml': manifest('one'),
};
const LOST = { ...GOOD, 'lost/two.yaml': manifest('two') };
const BROKEN = { ...LOST, 'argocd/gone.yaml': application('gone', 'path: nowhere') };

function repository(files: Record<string, string>): string {
  const root = join(directory, `repository${++counter}`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

function run(cwd: string, args: readonly string[] = [], options: SpawnSyncOptions = {}) {
  const env = { PATH: process.env['PATH'], LANG: 'C', ...options.env };
  const result = spawnSync(process.execPath, [cli, ...args], { cwd, ...options, env, encoding: 'utf8' });
  return { status: result.status, stdout: String(result.stdout), stderr: String(result.stderr) };
}

describe('exit codes', () => {
  it.each<[string, Record<string, string>, string[], number]>([
    ['nothing to tell', GOOD, [], 0],
    ['warnings', LOST, [], 0],
    ['warnings with --fail-on warning', LOST, ['--fail-on', 'warning'], 1],
    ['an error', BROKEN, [], 1],
    ['an error with --fail-on never', BROKEN, ['--fail-on', 'never'], 0],
    ['coverage below --fail-under', LOST, ['--fail-under', '80'], 1],
    ['coverage at --fail-under', LOST, ['--fail-under', '75'], 0],
    ['--version', GOOD, ['--version'], 0],
    ['--help', GOOD, ['--help'], 0],
    ['a broken file', { ...GOOD, 'x/broken.yaml': 'kind: [' }, [], 0],
    ['an explanation', GOOD, ['--explain', 'app/one.yaml:2'], 0],
  ])('%s', (_, files, args, status) => {
    const result = run(repository(files), args);
    expect(result.status).toBe(status);
    expect(result.stdout).not.toBe('');
    if (status === 0) expect(result.stderr).toBe('');
  });

  it.each<[string, string[]]>([
    ['an unknown option', ['--colour']],
    ['an unknown format', ['--format', 'pdf']],
    ['a wrong level', ['--fail-on', 'hint']],
    ['a wrong percentage', ['--fail-under', 'half']],
    ['--write-baseline alone', ['--write-baseline']],
    ['a directory that is not there', ['no/such/directory']],
    ['a file for a directory', ['app/one.yaml']],
    ['a name that is too long', ['x'.repeat(5000)]],
    ['a reference that Git does not know', ['--base', 'no-such-branch']],
    ['an output that can’t be written', ['--output', 'no/such/directory/report.txt']],
    ['a baseline that is not there', ['--baseline', 'no.yaml']],
    ['a baseline that can’t be read', ['--baseline', 'app']],
    ['a baseline that can’t be understood', ['--baseline', 'app/one.yaml']],
    ['nothing to explain', ['--explain', 'no.yaml']],
  ])('%s is wrong usage: 2, one line on stderr', (_, args) => {
    const { status, stdout, stderr } = run(repository(GOOD), args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^argocd-coverage: [^\n]+\n$/);
    expect(stderr).not.toContain('please report');
    if (!args.includes('--output')) expect(stdout).toBe('');
  });
});

describe('streams', () => {
  it('stdout holds only the result, without colours where it is no terminal', () => {
    const root = repository(BROKEN);
    for (const format of FORMAT_NAMES) {
      const { stdout, stderr } = run(root, ['--format', format]);
      expect(stderr).toBe('');
      expect(stdout).not.toContain('\u001b');
    }
    expect(JSON.parse(run(root, ['--format', 'json']).stdout).summary.manifests).toBe(5);
  });

  it('--output takes the result, stdout nothing', () => {
    const root = repository(LOST);
    const { stdout, status } = run(root, ['--output', 'report.json', '--format', 'json']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    expect(JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')).schemaVersion).toBe(1);
  });

  it('writes all of a large result into a pipe', () => {
    const many = Array.from({ length: 3000 }, (_, i) => manifest(`lost-${i}`)).join('---\n');
    const root = repository({ ...GOOD, 'lost/many.yaml': many });
    const { stdout } = run(root, ['--format', 'json'], { maxBuffer: 1 << 28 });
    expect(stdout.length).toBeGreaterThan(1 << 20);
    expect(JSON.parse(stdout).summary.unwatched).toBe(3000);
  });

  it('a reader that stops early is no mistake', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => manifest(`lost-${i}`)).join('---\n');
    const root = repository({ ...GOOD, 'lost/many.yaml': many });
    const child = spawn(process.execPath, [cli, '--format', 'json'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += data));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((done) => child.on('exit', done));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('a disk that is full is told: 2', () => {
    const result = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${cli}" > /dev/full`], {
      cwd: repository(GOOD),
      encoding: 'utf8',
    });
    expect(result.status).toBe(2);
    expect(result.stderr).toBe('argocd-coverage: the result can’t be written (ENOSPC)\n');
  });

  it('so is one that --output fills', () => {
    const result = run(repository(GOOD), ['--output', '/dev/full']);
    expect(result).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'argocd-coverage: /dev/full can’t be written (ENOSPC): the disk is full, make room or name a file elsewhere\n',
    });
  });

  it.each(['| cat', '> file; cat file'])('--output may name a stream: %s', (rest) => {
    const command = `"${process.execPath}" "${cli}" --output /dev/stdout --format json ${rest}`;
    const { stdout } = spawnSync('/bin/sh', ['-c', command], { cwd: repository(GOOD), encoding: 'utf8' });
    expect(JSON.parse(stdout).schemaVersion).toBe(1);
  });
});

describe('a terminal', () => {
  /** `script` gives the program a terminal; what both streams show comes back. */
  const inTerminal = (environment: string) => {
    const command = `env ${environment} "${process.execPath}" "${cli}"`;
    const result = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: repository(LOST), encoding: 'utf8' });
    return result.stdout;
  };

  it('gets colours, unless NO_COLOR says otherwise', () => {
    expect(inTerminal('LANG=C')).toContain('\u001b[1m');
    expect(inTerminal('NO_COLOR=1')).not.toContain('\u001b[1m');
    expect(inTerminal('NO_COLOR=')).toContain('\u001b[1m');
  });
});

describe('in a GitHub workflow', () => {
  it('writes the table to the step’s summary', () => {
    const root = repository(BROKEN);
    const summary = join(root, 'summary.md');
    writeFileSync(summary, 'before\n');
    const { stdout } = run(root, ['--format', 'github'], { env: { GITHUB_STEP_SUMMARY: summary } as never });
    expect(stdout).toContain('::error file=argocd/gone.yaml,');
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n[\s\S]*What nothing deploys[\s\S]*lost/);
    run(root, ['--format', 'json'], { env: { GITHUB_STEP_SUMMARY: join(root, 'other.md') } as never });
    expect(existsSync(join(root, 'other.md'))).toBe(false);
  });

  it('shows what a branch changes first', () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`lost/${i}.yaml`, manifest(`n${i}`)]));
    const root = repository({ ...GOOD, ...files });
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], { cwd: root });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'one');
    writeFileSync(join(root, 'lost/z.yaml'), manifest('z'));
    const { stdout, status } = run(root, ['--format', 'github', '--base', 'main']);
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toContain('file=lost/z.yaml,');
  });
});

it('a baseline goes its whole way: written, shrinking, expired', () => {
  const root = repository({ ...LOST, 'elsewhere/gone.yaml': BROKEN['argocd/gone.yaml'] as string });
  const args = ['--baseline', 'known.yaml', '--fail-on', 'warning'];
  expect(run(root, [...args, '--write-baseline']).status).toBe(0);
  expect(run(root, args)).toMatchObject({ status: 0, stderr: '' });
  rmSync(join(root, 'elsewhere/gone.yaml'));
  const smaller = run(root, args);
  expect(smaller.status).toBe(0);
  expect(smaller.stderr).toContain('known.yaml is shorter by 1: these findings are gone\n');
  expect(readFileSync(join(root, 'known.yaml'), 'utf8')).not.toContain('gone.yaml');
  const file = join(root, 'known.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^( +)subject:/m, '$1expires: 2020-01-01\n$&'));
  const expired = run(root, args);
  expect(expired.status).toBe(1);
  expect(expired.stderr).toContain('expired on 2020-01-01: it counts again');
});

it('needs nothing to be installed, on the oldest Node.js that is promised', async () => {
  const { metafile } = await build({
    entryPoints: [cli],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const missing = imports.filter(({ path, external }) => !isBuiltin(path) && external);
  expect(missing.map(({ path }) => path)).toEqual([]);
});
