import { fixtureFiles } from '../harness/fixture.ts';
import { application, manifest, REMOTE } from '../harness/workspace.ts';
import { Disk } from '../longlife/disk.ts';
import { bytesOf, type Case, type Target } from './target.ts';

/** The repository of the hostile file, and one beside it. */
export const ROOTS = { '/r': REMOTE, '/other': 'https://example.test/acme/other.git' } as const;

/** Manifests that nobody touches. */
export const INNOCENT = ['/r/innocent/good.yaml', '/other/innocent/good.yaml'] as const;

/** A disk that holds a target's world with one hostile file in it, and innocent manifests that are deployed. */
export function worldOf(target: Target, hostile: Case): Disk {
  const disk = new Disk();
  for (const [root, remote] of Object.entries(ROOTS)) {
    disk.write(`${root}/.git/HEAD`, 'ref: refs/heads/main\n');
    disk.write(`${root}/.git/config`, `[remote "origin"]\n\turl = ${remote}\n`);
    disk.write(`${root}/innocent/good.yaml`, manifest('good'));
    disk.write(`${root}/innocent-app/app.yaml`, application('innocent', 'path: innocent').replace(REMOTE, remote));
  }
  for (const [file, text] of Object.entries(fixtureFiles(target.world))) disk.write(`/r/${file}`, text);
  disk.write(`/r/${hostile.file}`, bytesOf(hostile));
  return disk;
}
