import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where archives of repositories may stand beside the project. */
export const ARCHIVES = resolve('../shared/corpus');

/** Unpacks the repositories beside the project. @returns the directory that holds them; undefined when there are none. */
export function unpackArchives(): string | undefined {
  if (!existsSync(join(ARCHIVES, 'unpack.mjs'))) return undefined;
  const target = mkdtempSync(join(tmpdir(), 'argocd-coverage-corpus-'));
  execFileSync(process.execPath, [join(ARCHIVES, 'unpack.mjs'), target], { stdio: 'ignore' });
  return target;
}
