import { describe, expect, it } from 'vitest';
import { type CodeOwnersDialect, readCodeOwners } from '../../server/src/globs/codeOwners.ts';

/** Owners of a path by a file of one rule: `@o` or none. */
const owns = (dialect: CodeOwnersDialect, pattern: string, path: string): boolean =>
  readCodeOwners(`${pattern} @o\n`, dialect)(path)?.length === 1;

// What GitHub documents of its CODEOWNERS.
describe.each([
  ['*', ['a', 'a/b/c.yaml', '.hidden'], []],
  ['*.js', ['a.js', 'deep/er/b.js'], ['a.jsx']],
  ['/build/logs/', ['build/logs/a', 'build/logs/b/c'], ['x/build/logs/a', 'build/logs']],
  ['docs/*', ['docs/a.md'], ['docs/sub/a.md', 'x/docs/a.md']],
  ['apps/', ['apps/a', 'x/apps/b/c'], ['apps', 'xapps/a']],
  ['/docs/', ['docs/a', 'docs/b/c'], ['x/docs/a']],
  ['/scripts/', ['scripts/a'], ['x/scripts/a']],
  ['**/logs', ['logs/a', 'build/logs/a', 'deeply/nested/logs/b', 'logs'], ['blogs/a']],
  ['/apps/github', ['apps/github', 'apps/github/x'], ['apps/githubx', 'x/apps/github']],
  ['/a/**/z.yaml', ['a/z.yaml', 'a/b/c/z.yaml'], ['b/z.yaml']],
  ['/abc/**', ['abc/z.yaml', 'abc/b/c'], ['abcd']],
  ['{a,b}.yaml', ['{a,b}.yaml'], ['a.yaml']],
  ['my\\ file', ['my file'], ['my']],
  ['!a', [], ['a', '!a']],
  ['[ab].yaml', [], ['a.yaml', '[ab].yaml']],
  ['/배포/', ['배포/a.yaml'], ['x']],
])('at GitHub %s', (pattern, yes, no) => {
  it.each(yes)('owns %s', (path) => expect(owns('github', pattern, path)).toBe(true));
  it.each(no)('leaves %s', (path) => expect(owns('github', pattern, path)).toBe(false));
});

// What GitLab documents: Ruby's `File.fnmatch` with FNM_DOTMATCH and FNM_PATHNAME.
describe.each([
  ['*', ['a', 'a/b/c.yaml', '.hidden'], []],
  ['*.rb', ['a.rb', 'a/b.rb'], []],
  ['README.md', ['README.md', 'x/README.md'], ['README.md/x']],
  ['/docs/', ['docs/a', 'docs/b/c'], ['x/docs/a']],
  ['/docs/*', ['docs/a', 'docs/.a'], ['docs/b/c']],
  ['/docs/**/*.md', ['docs/a.md', 'docs/b/c.md'], ['docs/a.txt']],
  ['/docs/**', ['docs/a'], ['docs/b/c']],
  ['lib/', ['lib/a', 'x/lib/b/c'], ['lib']],
  ['\\#file', ['#file'], ['file']],
  ['path\\ with\\ spaces/', ['path with spaces/a'], ['path/a']],
  ['[ab].yaml', ['a.yaml', 'b.yaml'], ['c.yaml']],
])('at GitLab %s', (pattern, yes, no) => {
  it.each(yes)('owns %s', (path) => expect(owns('gitlab', pattern, path)).toBe(true));
  it.each(no)('leaves %s', (path) => expect(owns('gitlab', pattern, path)).toBe(false));
});

describe('the last rule that matches', () => {
  const text = '# all\n* @all mail@example.test\n\n/k8s/ @platform # ours\n/k8s/free/\n*.md @docs @docs\n';

  it.each([
    ['a.yaml', ['@all', 'mail@example.test']],
    ['k8s/a.yaml', ['@platform']],
    ['k8s/free/a.yaml', []],
    ['k8s/free/a.md', ['@docs']],
  ])('decides on %s', (path, owners) => {
    expect(readCodeOwners(text, 'github')(path)).toEqual(owners);
  });

  it('decides in each section of its own at GitLab', () => {
    const sections =
      '* @all\n[Docs] @docs\n*.md\n/k8s/ @k8s-docs\n^[Optional][2] @opt\n/k8s/*.yaml\n[DOCS] @late\n/late.md\n';
    const owners = readCodeOwners(sections, 'gitlab');
    expect(owners('a.md')).toEqual(['@all', '@docs']);
    expect(owners('k8s/a.md')).toEqual(['@all', '@k8s-docs']);
    expect(owners('k8s/a.yaml')).toEqual(['@all', '@k8s-docs', '@opt']);
    expect(owners('late.md')).toEqual(['@all', '@late']);
  });
});

it('hostile files cost little, and say when they cost too much', () => {
  const started = Date.now();
  const rules = Array.from({ length: 5_000 }, () => `${'*a'.repeat(16)}b @o`).join('\n');
  const owners = readCodeOwners(rules, 'github');
  expect(Array.from({ length: 10 }, () => owners(`${'a'.repeat(500)}bc`)).at(-1)).toBeUndefined();
  expect(readCodeOwners(`${'{'.repeat(10_000)} @o`, 'gitlab')('a')).toEqual([]);
  expect(readCodeOwners(`${'**/'.repeat(5_000)}x @o`, 'gitlab')('a/'.repeat(1_000))).toEqual([]);
  expect(Date.now() - started).toBeLessThan(60_000);
});
