import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryFileSystem } from '../../server/src/files/memoryFileSystem.ts';
import { workingTree } from '../../server/src/files/workingTree.ts';

const PATHS = [
  ...['a/b/x', 'a/b/y', 'a/c/b/x', 'a/c/c/b/d/x', 'p/a/b/x', 'p/a/q/b/q/x', 'x', 'a/x', 'a/b/x.d/z', 'a/[/b/x'],
  ...['q/a/b/keep/x', 'q/a/b/drop/x'],
];

test.each([
  ['a/**/b/**/x'],
  ['/a/**/b/**/x'],
  ['**/a/**/b/**/x'],
  ['a/**/b/**/x*/'],
  ['a/**/b/**/x*'],
  ['a/**/b/**/d/**'],
  ['a/**/?/**/[xy]'],
  ['a/**/b/**/x  '],
  ['x', '!a/**/b/**/x'],
  ['!a/**/b/**/x', 'x'],
  ['x', '!**/a/**/b/**/x', 'p/a/b/x'],
  ['# a/**/b/**/x'],
])('rules with many `**` ignore what Git ignores: %j %j %j', (...rules) => {
  const text = `${rules.join('\n')}\n`;
  const files = { '/r/.gitignore': text, ...Object.fromEntries(PATHS.map((path) => [`/r/${path}`, ''])) };
  const ours = workingTree(memoryFileSystem(files), '/r')
    .files()
    .filter((path) => path !== '.gitignore');
  expect(ours).toEqual(gitSays(text));
});

test.each(['true', 'false'])('cases are told apart unless core.ignoreCase is set: %s', (ignoreCase) => {
  const files = {
    '/r/.git/config': `[core]\n\tignorecase = ${ignoreCase}\n`,
    '/r/.gitignore': 'Build/\n/Any/**/x/**/Y\n',
    '/r/Build/a': '',
    '/r/any/x/y': '',
    '/r/build/a': '',
  };
  const kept = workingTree(memoryFileSystem(files), '/r').files();
  expect(kept).toEqual(ignoreCase === 'true' ? ['.gitignore'] : ['.gitignore', 'any/x/y', 'build/a']);
});

/** The untracked files of a work tree as Git lists them. */
function gitSays(rules: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'argocd-coverage-ignore-'));
  try {
    execFileSync('git', ['init', '-q', root]);
    for (const path of PATHS) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    writeFileSync(join(root, '.gitignore'), rules);
    const output = execFileSync('git', ['-C', root, 'ls-files', '-z', '-o', '--exclude-standard']).toString();
    return output
      .split('\0')
      .filter((path) => path !== '' && path !== '.gitignore')
      .sort();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test('rules longer than any path are passed over, others count', () => {
  for (const long of ['*a', 'a/', '?', '[a-z]'].map((part) => part.repeat(300_000))) {
    const files = { '/r/.gitignore': `${long}\nx\n`, '/r/x': '', '/r/y': '' };
    expect(workingTree(memoryFileSystem(files), '/r').files()).toEqual(['.gitignore', 'y']);
  }
});
