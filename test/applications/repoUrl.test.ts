import { expect, test } from 'vitest';
import { normaliseGitUrl, repositoryKey } from '../../server/src/applications/repoUrl.ts';

test.each([
  'https://github.com/Acme/Platform.git',
  'https://github.com/acme/platform/',
  'https://token@github.com:443/acme/platform',
  'http://github.com:80/acme/platform.git/',
  'git@github.com:acme/platform.git',
  'git@github.com:/acme/platform',
  'git@github.com/acme/platform',
  'ssh://git@github.com:22/acme/platform.git',
  'ssh://git@github.com/acme/platform',
  'git://github.com/acme/platform',
  'github.com/acme/platform',
  '  https://github.com/acme/platform?ref=main#readme ',
])('%s is the repository', (url) => {
  expect(repositoryKey(url)).toBe('github.com/acme/platform');
});

test.each([
  'https://github.com/acme/platform-two',
  'https://gitlab.com/acme/platform',
  'https://github.com:8443/acme/platform',
  'git@github.com:22/acme/platform',
  'https://github.com/acme/platform/sub',
])('%s is another one', (url) => {
  expect(repositoryKey(url)).not.toBe('github.com/acme/platform');
});

test('nothing names no repository', () => {
  expect(repositoryKey('  ')).toBeUndefined();
});

test('a hostile URL takes linear time', () => {
  expect(normaliseGitUrl('ssh://' + 'a@'.repeat(50_000) + '/')).toBeTypeOf('string');
  expect(repositoryKey('x:'.repeat(50_000))).toBeTypeOf('string');
});
