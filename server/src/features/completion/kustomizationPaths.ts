import { basename, dirname, isWithin, join, relative } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { kustomizationFacts } from '../../manifests/kustomization.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import type { FileAt } from '../context.ts';
import { type Place, placedObjects } from '../place/places.ts';
import type { Candidate } from './item.ts';

/** Paths that a kustomization may name: files beside it that it does not list yet first, then directories, then the rest. */
export function kustomizationCandidates(at: FileAt, place: Place): Candidate[] {
  const listed = new Set(
    at.repository.tree
      .derive(placedObjects, at.file)
      .flatMap(({ places }) =>
        places.filter((other) => other !== place).map(({ value }) => value.replace(/^\.\//, '').replace(/\/$/, '')),
      ),
  );
  const unlisted = (candidates: readonly Candidate[]): Candidate[] =>
    candidates.map((candidate) =>
      listed.has(candidate.label) ? { ...candidate, rank: candidate.rank + 100, detail: t`listed already` } : candidate,
    );
  switch (place.meaning) {
    case 'resource':
    case 'base':
      return unlisted([...manifestsBeside(at), ...kustomizations(at, 'Kustomization')]);
    case 'component':
      return unlisted(kustomizations(at, 'Component'));
    case 'generatorFile':
    case 'generatorEnv':
      return unlisted(filesBeside(at, (file) => !isKustomizationFile(file)));
    default:
      return unlisted(filesBeside(at, (file) => /\.(?:ya?ml|json)$/.test(file) && !isKustomizationFile(file)));
  }
}

/** Manifests in the kustomization’s directory and below, as far as no other kustomization has them. */
function manifestsBeside(at: FileAt): Candidate[] {
  return filesBeside(
    at,
    (file) => at.repository.tree.derive(fileSummary, file).documents.length > 0 && !isKustomizationFile(file),
  );
}

function filesBeside(at: FileAt, fits: (file: string) => boolean): Candidate[] {
  const own = dirname(at.file);
  const { tree } = at.repository;
  const found: Candidate[] = [];
  const visit = (directory: string, depth: number): void => {
    for (const { name, kind } of tree.list(directory)) {
      const path = join(directory, name);
      if (kind === 'file' && path !== at.file && fits(path))
        found.push({ label: relative(own, path), kind: 'file', rank: depth });
      // Another kustomization lists what is below it.
      const other = kind === 'directory' && tree.list(path).some((entry) => isKustomizationFile(entry.name));
      if (kind === 'directory' && depth < MAX_DEPTH && !other && !name.startsWith('.')) visit(path, depth + 1);
    }
  };
  visit(own, 0);
  return found;
}

/** How far below a kustomization its files are looked for. */
const MAX_DEPTH = 3;

function kustomizations(at: FileAt, kind: 'Kustomization' | 'Component'): Candidate[] {
  const own = dirname(at.file);
  const { tree } = at.repository;
  return tree
    .files()
    .filter((file) => isKustomizationFile(file) && dirname(file) !== own && !at.repository.ignored(file))
    .filter((file) => kustomizationFacts(tree, file)?.kind === kind && !isWithin(own, dirname(file)))
    .map((file): Candidate => {
      const label = relative(own, dirname(file));
      const below = !label.startsWith('..');
      const base = /^(?:base|bases|common|components)$/.test(basename(dirname(file)));
      return { label, kind: 'directory', rank: below ? 4 : base ? 5 : 6, detail: dirname(file) };
    });
}
