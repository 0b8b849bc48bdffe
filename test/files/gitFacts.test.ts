import { expect, test } from 'vitest';
import { gitRemotes, parseGitConfig } from '../../server/src/files/gitConfig.ts';
import { readGitFacts } from '../../server/src/files/gitFacts.ts';
import { memoryFileSystem } from '../../server/src/files/memoryFileSystem.ts';

test('every remote counts, with insteadOf applied and as written', () => {
  const entries = parseGitConfig(`
[url "https://github.com/"]
\tinsteadOf = gh:
[remote "origin"]
\turl = gh:acme/platform ; a comment
\tpushurl = "git@github.com:acme/platform.git"
[remote "fork"]
\turl = https://example.test/fork.git # another
[branch "topic"]
\tmerge = refs/heads/develop
`);
  const remotes = gitRemotes(entries);
  expect(remotes.urls).toEqual([
    'https://github.com/acme/platform',
    'gh:acme/platform',
    'git@github.com:acme/platform.git',
    'https://example.test/fork.git',
  ]);
  expect(remotes.upstream('topic')).toBe('develop');
  expect(remotes.upstream('main')).toBeUndefined();
});

test('a section header may carry its first key, and nonsense lines are passed over', () => {
  expect(parseGitConfig('[remote "a"] url = x\n=\n[broken\nurl = y')).toEqual([
    { section: 'remote', subsection: 'a', key: 'url', value: 'x' },
    { section: 'remote', subsection: 'a', key: 'url', value: 'y' },
  ]);
});

const config = '[remote "origin"]\nurl = https://example.test/r.git\n';

test('a plain clone', () => {
  const fs = memoryFileSystem({
    '/r/.git/HEAD': 'ref: refs/heads/topic/x\n',
    '/r/.git/config': `${config}[branch "topic/x"]\nmerge = refs/heads/develop\n`,
    '/r/.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/main\n',
  });
  expect(readGitFacts(fs, '/r')).toMatchObject({
    remotes: ['https://example.test/r.git'],
    branch: 'topic/x',
    alsoBranches: ['develop', 'main'],
  });
});

test('a worktree finds the shared configuration through its .git file', () => {
  const fs = memoryFileSystem({
    '/w/.git': 'gitdir: ../r/.git/worktrees/w\n',
    '/r/.git/worktrees/w/HEAD': 'ref: refs/heads/side\n',
    '/r/.git/worktrees/w/commondir': '../..\n',
    '/r/.git/config': config,
  });
  expect(readGitFacts(fs, '/w')).toMatchObject({ remotes: ['https://example.test/r.git'], branch: 'side' });
});

test('a detached HEAD has no branch, and no Git has nothing', () => {
  expect(readGitFacts(memoryFileSystem({ '/r/.git/HEAD': '0123abcd\n' }), '/r').branch).toBeUndefined();
  expect(readGitFacts(memoryFileSystem({ '/r/x': '' }), '/r')).toMatchObject({ remotes: [], branch: undefined });
});
