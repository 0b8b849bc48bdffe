import type { Repository } from '../../coverage/repository.ts';
import { basename, dirname, isWithin, join, normalise, relative } from '../../files/paths.ts';
import { manifestCount } from '../../l10n/counts.ts';
import { t } from '../../l10n/t.ts';
import { chartOfTemplate } from '../../manifests/fileSummary.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { ownerPath, repositoryOf, valueIn } from '../place/pathText.ts';
import type { Place, PlacedObject } from '../place/places.ts';
import { listSourceDirectories } from './directories.ts';
import type { Candidate } from './item.ts';

/** Paths that a source or a Git generator may name; undefined for a scalar that names none. */
export function sourceCandidates(
  context: FeatureContext,
  at: FileAt,
  object: PlacedObject,
  place: Place,
): Candidate[] | undefined {
  const repository = (): Repository | undefined => repositoryOf(context, at, object, place);
  switch (place.meaning) {
    case 'path':
      return pathsOf(repository());
    case 'gitDirectory':
      return directoryPatterns(repository());
    case 'gitFile':
      return filePatterns(repository());
    case 'valueFile':
    case 'fileParameter':
      return valueFiles(context, at, object, place, repository());
    default:
      return undefined;
  }
}

/** Kustomizations and charts first, then directories of manifests. */
function pathsOf(repository: Repository | undefined): Candidate[] {
  if (!repository) return [];
  return listSourceDirectories(repository).map(({ path, kind, manifests }): Candidate => {
    const detail = kind === 'manifests' ? manifestCount(manifests) : kind === 'chart' ? t`chart` : t`kustomization`;
    return { label: path === '' ? '.' : path, detail, kind: 'directory', rank: kind === 'manifests' ? 1 : 0 };
  });
}

/** `apps/*` for each directory that holds several source directories. */
function directoryPatterns(repository: Repository | undefined): Candidate[] {
  if (!repository) return [];
  const children = new Map<string, number>();
  for (const { path } of listSourceDirectories(repository)) {
    if (path === '') continue;
    const parent = dirname(path);
    children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  return [...children]
    .filter(([parent, count]) => parent !== '' && count > 1)
    .map(
      ([parent, count]): Candidate => ({
        label: join(parent, '*'),
        detail: t`${count} directories`,
        kind: 'directory',
        rank: -count,
      }),
    );
}

/** A pattern with `*` for the directory, for each name that several sibling directories have. */
function filePatterns(repository: Repository | undefined): Candidate[] {
  if (!repository) return [];
  const groups = new Map<string, number>();
  for (const file of repository.tree.files()) {
    if (!/\.(?:json|ya?ml)$/.test(file) || isKustomizationFile(file) || basename(file) === 'Chart.yaml') continue;
    const directory = dirname(file);
    if (directory === '' || chartOfTemplate(repository.tree, file) !== undefined) continue;
    const pattern = join(dirname(directory), '*', basename(file));
    groups.set(pattern, (groups.get(pattern) ?? 0) + 1);
  }
  return [...groups]
    .filter(([, count]) => count > 1)
    .map(
      ([label, count]): Candidate => ({
        label,
        detail: t`${count} files`,
        kind: 'file',
        rank: label.endsWith('.json') ? -count : 1_000 - count,
      }),
    );
}

/** Values files beside the chart first, then those of the repository, then those of refs. */
function valueFiles(
  context: FeatureContext,
  at: FileAt,
  object: PlacedObject,
  place: Place,
  repository: Repository | undefined,
): Candidate[] {
  const found: Candidate[] = [];
  const base = normalise(valueIn(object, [...ownerPath(place.path), 'path']) ?? '');
  if (repository && base !== undefined)
    for (const file of valuesIn(repository)) {
      const inside = isWithin(file, base);
      found.push({
        label: relative(base, file),
        kind: 'file',
        rank: inside ? 0 : 2,
        detail: inside ? t`in the chart` : file,
      });
    }
  for (const ref of object.places.filter(({ meaning, value }) => meaning === 'ref' && value !== '')) {
    const owner = repositoryOf(context, at, object, ref);
    if (owner)
      for (const file of valuesIn(owner))
        found.push({ label: `$${ref.value}/${file}`, kind: 'file', rank: place.value.startsWith('$') ? -1 : 3 });
  }
  return found;
}

/** Files that look like values: YAML that is no manifest’s template, with “value” in its path, or beside a chart. */
function valuesIn(repository: Repository): string[] {
  const { tree } = repository;
  return tree
    .files()
    .filter(
      (file) =>
        /\.ya?ml$/.test(file) &&
        basename(file) !== 'Chart.yaml' &&
        chartOfTemplate(tree, file) === undefined &&
        (/value/i.test(file) || tree.kind(join(dirname(file), 'Chart.yaml')) === 'file'),
    );
}
