import { memoOf } from '../../coverage/memo.ts';
import type { Repository } from '../../coverage/repository.ts';
import { basename, dirname } from '../../files/paths.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';

/** What makes a directory a source. */
export interface SourceDirectory {
  readonly path: string;
  readonly kind: 'kustomization' | 'chart' | 'manifests';
  readonly manifests: number;
}

/** The directories of a repository that a source may read: kustomizations, charts, and what holds manifests. */
export function listSourceDirectories(repository: Repository): readonly SourceDirectory[] {
  return known(repository, undefined, () => findSourceDirectories(repository));
}

const known = memoOf<Repository, readonly SourceDirectory[]>();

function findSourceDirectories(repository: Repository): readonly SourceDirectory[] {
  const { tree } = repository;
  const found = new Map<string, SourceDirectory>();
  for (const file of tree.files()) {
    if (repository.ignored(file)) continue;
    const path = dirname(file);
    const before = found.get(path);
    if (isKustomizationFile(file)) found.set(path, { path, kind: 'kustomization', manifests: before?.manifests ?? 0 });
    else if (basename(file) === 'Chart.yaml') found.set(path, { path, kind: 'chart', manifests: 0 });
    else {
      const { documents, chart } = tree.derive(fileSummary, file);
      if (chart !== undefined || documents.length === 0) continue;
      const manifests = (before?.manifests ?? 0) + documents.length;
      found.set(path, { path, kind: before?.kind ?? 'manifests', manifests });
    }
  }
  return [...found.values()];
}
