import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Monorepo, makeMonorepo, ORIGIN } from './monorepo.ts';

/** A monorepo on the disk. */
export interface Repository extends Monorepo {
  readonly root: string;
}

/** Writes the monorepo of a size, if it does not stand there from an earlier run. */
export function writeRepository(services: number): Repository {
  const root = resolve('out/bench', `services-${services}`);
  const repository = { ...makeMonorepo(services), root };
  const complete = `${root}.complete`;
  if (existsSync(complete) && readFileSync(complete, 'utf8') === String(repository.files.size)) restore(repository);
  else {
    rmSync(root, { recursive: true, force: true });
    for (const [path, text] of repository.files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    execFileSync('git', ['-C', root, 'init', '-q', '-b', 'main']);
    execFileSync('git', ['-C', root, 'remote', 'add', 'origin', ORIGIN]);
    writeFileSync(complete, String(repository.files.size));
  }
  return repository;
}

/** Undoes what an interrupted run may have left changed. */
function restore({ root, files }: Repository): void {
  for (const [path, text] of files)
    if (readFileSync(join(root, path), 'utf8') !== text) writeFileSync(join(root, path), text);
}
