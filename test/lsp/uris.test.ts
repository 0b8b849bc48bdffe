import { describe, expect, it } from 'vitest';
import { pathOfUri, uriOfPath } from '../../server/src/lsp/convert.ts';

describe('places and URIs', () => {
  it.each([
    ['/work/platform/app.yaml', 'file:///work/platform/app.yaml'],
    ['/work/a b/100%/c#d?.yaml', 'file:///work/a%20b/100%25/c%23d%3F.yaml'],
    ['/work/밥/app.yaml', 'file:///work/%EB%B0%A5/app.yaml'],
    ['C:/work/app.yaml', 'file:///C:/work/app.yaml'],
    ['//server/share/app.yaml', 'file://server/share/app.yaml'],
    ['vscode-vfs://github/acme/platform/a b.yaml', 'vscode-vfs://github/acme/platform/a%20b.yaml'],
    ['vscode-vfs://github+7b/acme/platform', 'vscode-vfs://github%2B7b/acme/platform'],
    ['memfs:/work/app.yaml', 'memfs:/work/app.yaml'],
    ['vscode-test-web://mount/app.yaml', 'vscode-test-web://mount/app.yaml'],
  ])('%s ↔ %s', (path, uri) => {
    expect(uriOfPath(path)).toBe(uri);
    expect(pathOfUri(uri)).toBe(path);
  });

  it('reads the drive letters that editors escape, and authorities that they don’t', () => {
    expect(pathOfUri('file:///c%3A/work/app.yaml')).toBe('c:/work/app.yaml');
    expect(pathOfUri('file://localhost/work/app.yaml')).toBe('/work/app.yaml');
    expect(pathOfUri('vscode-vfs://github+7b/acme/platform')).toBe('vscode-vfs://github+7b/acme/platform');
  });

  it('gives a root without the slash that directories are joined with', () => {
    expect(uriOfPath('vscode-test-web://mount')).toBe('vscode-test-web://mount/');
  });

  it.each(['untitled:Untitled-1', 'file:///a%2Fb', 'file:///a%zz', 'git:/a/b.yaml?%7B%7D', 'no uri', ''])(
    '%s is no place',
    (uri) => expect(pathOfUri(uri)).toBeUndefined(),
  );

  it('brings every character of a name back', () => {
    for (let code = 1; code < 0x180; code++)
      for (const directory of ['/work', 'C:/work', 'vscode-vfs://github/acme/platform']) {
        const path = `${directory}/a${String.fromCharCode(code)}b`;
        expect(uriOfPath(path), path).toMatch(/^[\w!$%&'()*+,.:;=@~/-]+$/);
        expect(pathOfUri(uriOfPath(path)), path).toBe(path);
      }
  });
});
