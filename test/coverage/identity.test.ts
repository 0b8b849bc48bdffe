import { expect, test } from 'vitest';
import { identifyRepository, isPlaceholderUrl, type NamedRepository } from '../../server/src/coverage/identity.ts';

const repository = (id: string, remotes: string[], paths: string[], aliases: string[] = []): NamedRepository => ({
  id,
  remotes,
  aliases,
  folder: id.slice(1),
  has: (path) => paths.includes(path),
});
const HERE = repository('/here', ['git@github.com:acme/platform.git'], ['apps/a', 'apps/b', 'charts']);

test.each([
  ['https://github.com/acme/platform', [], 'remote'],
  ['https://user@GitHub.com:443/Acme/Platform.git/', [], 'remote'],
  ['https://gitlab.example.test/other/platform.git', ['apps/a'], 'same-name'],
  ['https://gitlab.example.test/other/platform.git', ['absent'], undefined],
  ['https://github.com/your-org/whatever.git', ['absent'], 'placeholder'],
  ['https://github.com/argoproj/argocd-example-apps.git', ['guestbook'], undefined],
  ['https://github.com/eco/renamed.git', ['apps/a', 'apps/b', 'absent'], 'paths'],
  ['https://github.com/eco/renamed.git', ['apps/a', 'absent', 'gone'], undefined],
  ['https://github.com/eco/renamed.git', ['apps/a'], 'paths'],
  ['https://github.com/eco/renamed.git', ['.'], undefined],
])('%s with %j is taken for this repository by %s', (url, paths, how) => {
  expect(identifyRepository(url, paths, '/here', [HERE])?.how).toBe(how);
});

test('an alias names the repository, and a placeholder goes to another one that has its name', () => {
  const other = repository('/other', ['https://github.com/acme/deploy.git'], ['envs/dev']);
  const aliased = repository('/here', [], [], ['https://mirror.test/x']);
  expect(identifyRepository('https://mirror.test/x.git', [], '/here', [aliased])?.how).toBe('alias');
  expect(
    identifyRepository('https://github.com/your-org/deploy.git', ['envs/dev'], '/here', [HERE, other]),
  ).toMatchObject({
    repository: '/other',
    how: 'same-name',
  });
});

test('a repository without remotes goes by its folder’s name', () => {
  expect(identifyRepository('https://x.test/o/here.git', [], '/here', [repository('/here', [], [])])?.how).toBe(
    'same-name',
  );
});

test.each([
  ['https://github.com/YOUR_ORG/x', true],
  ['https://github.com/<owner>/x', true],
  ['${REPO_URL}', true],
  ['https://git.example.com/a/b', true],
  ['https://github.com/example/x', true],
  ['https://github.com/argoproj/argocd-example-apps', false],
  ['https://github.com/my-company-real/x', false],
  ['GITOPS_REPO_URL', true],
])('%s holds a placeholder: %s', (url, expected) => {
  expect(isPlaceholderUrl(url)).toBe(expected);
});
