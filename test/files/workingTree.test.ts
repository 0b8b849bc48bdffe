import { expect, test } from 'vitest';
import { memoryFileSystem } from '../../server/src/files/memoryFileSystem.ts';
import { Watcher } from '../../server/src/files/signals.ts';
import type { Derivation } from '../../server/src/files/tree.ts';
import { workingTree } from '../../server/src/files/workingTree.ts';

const length: Derivation<number> = { name: 'length', compute: (tree, path) => tree.text(path)?.length ?? -1 };

/** Runs at once, and again at a check after something that it read has changed. */
function watch(run: () => void): Watcher {
  const watcher = new Watcher(run, () => undefined);
  watcher.check();
  return watcher;
}

function setUp(files: Record<string, string>) {
  return { files, tree: workingTree(memoryFileSystem(files), '/r') };
}

test('an edit runs only what read the file, and stops where the value stays equal', () => {
  const { files, tree } = setUp({ '/r/a': 'one', '/r/b': 'two' });
  const seen: string[] = [];
  const watchers = ['a', 'b'].map((path) => watch(() => void seen.push(`${path} ${tree.derive(length, path)}`)));
  files['/r/a'] = 'eno';
  tree.apply([{ path: 'a' }]);
  for (const watcher of watchers) watcher.check();
  files['/r/b'] = 'three';
  tree.apply([{ path: 'b' }]);
  for (const watcher of watchers) watcher.check();
  expect(seen).toEqual(['a 3', 'b 3', 'b 5']);
  expect(tree.runs.get('length')).toBe(4);
});

test('directories are dependencies: a new file changes a listing, and an absence that was asked for', () => {
  const { files, tree } = setUp({ '/r/d/a': 'x' });
  const lists: string[] = [];
  const kinds: string[] = [];
  const names = () => tree.list('d').map((entry) => entry.name);
  const watchers = [
    watch(() => void lists.push(names().join())),
    watch(() => void kinds.push(String(tree.kind('d/sub/b')))),
  ];
  files['/r/d/sub/b'] = 'y';
  tree.apply([{ path: 'd/sub/b' }]);
  for (const watcher of watchers) watcher.check();
  delete files['/r/d/sub/b'];
  tree.apply([{ path: 'd/sub' }]);
  for (const watcher of watchers) watcher.check();
  expect(lists).toEqual(['a', 'a,sub', 'a']);
  expect(kinds).toEqual(['undefined', 'file', 'undefined']);
});

test('an unsaved buffer lies over the disk, also where no file is yet', () => {
  const { tree } = setUp({ '/r/a': 'disk' });
  tree.overlay('a', 'buffer');
  tree.overlay('new/b', 'made');
  expect([tree.text('a'), tree.text('new/b'), tree.kind('new')]).toEqual(['buffer', 'made', 'directory']);
  tree.overlay('a', undefined);
  tree.overlay('new/b', undefined);
  expect([tree.text('a'), tree.kind('new/b')]).toEqual(['disk', undefined]);
});

test('what Git ignores is not there; nested repositories are others', () => {
  const { tree } = setUp({
    '/r/.gitignore': 'out/\n*.tmp\n!keep.tmp\n',
    '/r/out/x': '',
    '/r/a.tmp': '',
    '/r/keep.tmp': '',
    '/r/sub/.gitignore': '/local\n',
    '/r/sub/local': '',
    '/r/sub/deep/local': '',
    '/r/other/.git/HEAD': '',
    '/r/other/x': '',
    '/r/example/.argocd-coverage.yaml': 'root: true # its own\n',
    '/r/example/x': '',
  });
  expect(tree.files()).toEqual(['.gitignore', 'keep.tmp', 'sub/.gitignore', 'sub/deep/local']);
  expect(tree.nested).toEqual(['/r/example', '/r/other']);
});

test('a directory that vanishes takes its files along; a rescan finds what no event told', () => {
  const { files, tree } = setUp({ '/r/d/e/x': '', '/r/y': '' });
  delete files['/r/d/e/x'];
  tree.apply([{ path: 'd' }]);
  expect([tree.kind('d/e/x'), tree.files()]).toEqual([undefined, ['y']]);
  files['/r/z'] = '';
  tree.rescan();
  expect(tree.files()).toEqual(['y', 'z']);
});

test('a new directory is there though all that is new in it, directories too, is ignored', () => {
  const { files, tree } = setUp({ '/r/.gitignore': 'plain/deep\n' });
  const kinds: unknown[] = [];
  const watcher = watch(() => void kinds.push(tree.kind('plain')));
  files['/r/plain/deep/a'] = 'x';
  tree.apply([{ path: 'plain/deep/a' }]);
  watcher.check();
  expect(kinds).toEqual([undefined, 'directory']);
  expect(tree.kind('plain/deep')).toBeUndefined();
});
