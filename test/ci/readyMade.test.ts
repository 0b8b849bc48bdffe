import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { help } from '../../server/src/cli/arguments.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';

// What is ready-made for CI is run as CI runs it: its commands, taken from its YAML, in a checkout of their own. Only `npm ci`
// is spared: the packages that it would install are linked.
const PARTS = ['server', 'client', 'scripts', 'l10n', 'package.json', 'README.md', 'LICENSE', 'THIRD_PARTY_NOTICES.md'];
let directory: string;
let home: string;
let counter = 0;
const environment: Record<string, string> = { LANG: 'C', HOME: '/nonexistent' };

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'argocd-coverage-ci-'));
  home = join(directory, 'home');
  mkdirSync(home);
  for (const part of PARTS) cpSync(part, join(home, part), { recursive: true });
  git(home, 'init', '-q', '-b', 'main');
  git(home, 'add', '.');
  git(home, 'commit', '-qm', 'the program');
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  const link = `#!/bin/sh\nif [ "$1" = ci ]; then exec ln -s "${resolve('node_modules')}" node_modules; fi\nPATH="\${PATH#*:}" exec npm "$@"\n`;
  writeFileSync(join(bin, 'npm'), link);
  chmodSync(join(bin, 'npm'), 0o755);
  environment['PATH'] = `${bin}:${process.env['PATH']}`;
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.test'];
  expect(spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' })).toMatchObject({ status: 0 });
}

function checkout(files: Record<string, string>): string {
  const root = join(directory, `checkout${++counter}`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'one');
  return root;
}

const GOOD = {
  '.argocd-coverage.yaml': `remotes: ['${REMOTE}']\n`,
  'argocd/app.yaml': application('app', 'path: app'),
  'app/one.yaml': manifest('one'),
};
const BROKEN = { ...GOOD, 'argocd/gone.yaml': application('gone', 'path: nowhere') };

function bash(script: string, cwd: string, env: Record<string, string> = {}) {
  const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { ...environment, ...env },
    encoding: 'utf8',
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

describe('action.yml', () => {
  const action = parse(readFileSync('action.yml', 'utf8'));

  /** Runs the steps as a runner does, with its expressions put in. */
  function runAction(root: string, inputs: Record<string, string> = {}) {
    const fill = (text: string): string =>
      text
        .replaceAll('${{ github.action_path }}', home)
        .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? action.inputs[name].default);
    let last = { status: 0 as number | null, stdout: '', stderr: '' };
    for (const step of action.runs.steps) {
      expect(step.shell).toBe('bash');
      expect(step.run).not.toContain('${{');
      const env = Object.fromEntries(Object.entries<string>(step.env ?? {}).map(([key, value]) => [key, fill(value)]));
      const summary = { GITHUB_STEP_SUMMARY: join(directory, `summary${counter}.md`) };
      last = bash(step.run, step['working-directory'] ? fill(step['working-directory']) : root, { ...env, ...summary });
      if (last.status !== 0) break;
    }
    return { ...last, summary: join(directory, `summary${counter}.md`) };
  }

  it('annotates, sums up and fails', () => {
    const { status, stdout, summary } = runAction(checkout(BROKEN));
    expect(status).toBe(1);
    expect(stdout).toContain('::error file=argocd/gone.yaml,line=');
    expect(readFileSync(summary, 'utf8')).toContain('path-not-found');
    expect(runAction(checkout(GOOD))).toMatchObject({ status: 0, stderr: '' });
  });

  it('passes its inputs on, and they are nothing but words', () => {
    const root = checkout(BROKEN);
    const inputs = {
      'sarif-file': 'out file.sarif',
      'fail-on': 'never',
      base: 'main',
      directory: '.\n',
      'fail-under': '1',
    };
    expect(runAction(root, inputs)).toMatchObject({ status: 0 });
    expect(JSON.parse(readFileSync(join(root, 'out file.sarif'), 'utf8')).version).toBe('2.1.0');
    const hostile = runAction(root, { baseline: '$(touch pwned); "`touch pwned`' });
    expect(hostile.status).toBe(2);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
  });
});

describe('templates/gitlab.yml', () => {
  it('leaves both reports and fails', () => {
    const job = parse(readFileSync('templates/gitlab.yml', 'utf8'))['argocd-coverage'];
    const root = checkout(BROKEN);
    const variables = {
      ...job.variables,
      ARGOCD_COVERAGE_REPOSITORY: `file://${home}`,
      ARGOCD_COVERAGE_HOME: join(directory, 'gitlab-home'),
    };
    const { status, stderr } = bash([...job.before_script, ...job.script].join('\n'), root, variables);
    expect(status).toBe(1);
    expect(stderr).not.toContain('argocd-coverage: ');
    const { codequality, junit } = job.artifacts.reports;
    const issues: { check_name: string }[] = JSON.parse(readFileSync(join(root, codequality), 'utf8'));
    expect(issues.map(({ check_name }) => check_name)).toContain('path-not-found');
    expect(readFileSync(join(root, junit), 'utf8')).toContain('<failure type="path-not-found"');
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('runs what `npm pack` packs', () => {
    const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    const copy = join(directory, 'pre-commit');
    cpSync(home, copy, {
      recursive: true,
      filter: (name) => !name.endsWith('node_modules') && !name.endsWith('/dist'),
    });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    expect(bash('npm pack --silent && tar xzf *.tgz', copy)).toMatchObject({ status: 0 });
    expect(bash('cd package && find . -name "*.ts" -o -name "*.map"', copy).stdout).toBe('');
    const program = join(copy, 'package', bin[hook.entry]);
    expect(bash(`node "${program}"`, checkout(BROKEN)).status).toBe(1);
    expect(bash(`node "${program}"`, checkout(GOOD)).status).toBe(0);
    const files = new RegExp(hook.files);
    expect(['a/b.yaml', 'kustomization.yml', 'charts/a/.helmignore'].every((file) => files.test(file))).toBe(true);
    expect(files.test('main.go')).toBe(false);
  });
});

it('README.md shows only options and inputs that exist', () => {
  const readme = readFileSync('README.md', 'utf8');
  const chapter = readme.split('\n### In CI\n')[1]?.split('\n## ')[0] ?? '';
  const { inputs } = parse(readFileSync('action.yml', 'utf8'));
  const example = parse(/```yaml\n(# \.github\/workflows[^`]*)```/.exec(chapter)?.[1] ?? '');
  const steps = Object.values<{ steps: { uses?: string; with?: object }[] }>(example.jobs).flatMap((job) => job.steps);
  const own = steps.find(({ uses }) => uses?.startsWith('argocd-coverage/argocd-coverage@'));
  expect(Object.keys(own?.with ?? {}).filter((name) => !(name in inputs))).toEqual([]);
  expect([...chapter.matchAll(/--[a-z]+(?:-[a-z]+)*/g)].map(String).filter((name) => !help().includes(name))).toEqual(
    [],
  );
});
