import type { Claim } from '../../claims/claim.ts';
import { memoOf } from '../../coverage/memo.ts';
import type { SourceRoot } from '../../coverage/model.ts';
import { dirname, isWithin, join } from '../../files/paths.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { kustomizationFacts } from '../../manifests/kustomization.ts';
import type { ManifestFacts } from '../../manifests/manifestFacts.ts';

/** A directory where what a source reads could have one manifest more. */
export interface HomeDirectory {
  /** Relative to the repository’s root; a chart’s `templates` where the source is a chart. */
  readonly directory: string;
  /** The kustomization file that has to list the manifest then. */
  readonly kustomization: string | undefined;
  /** What the manifests that live there already say they are. */
  readonly neighbours: readonly ManifestFacts[];
}

const known = memoOf<SourceRoot, readonly HomeDirectory[]>();

/**
 * The directories of a source: a chart’s templates, each kustomization that it builds, and where a directory source finds
 * manifests. None for a plugin: nobody can tell what it would do.
 */
export function homeDirectories(root: SourceRoot): readonly HomeDirectory[] {
  return known(root, undefined, () => {
    switch (root.type) {
      case 'Helm':
        return [{ directory: join(root.path, 'templates'), kustomization: undefined, neighbours: neighbours(root) }];
      case 'Kustomize':
        return kustomizations(root);
      case 'Directory':
        return plainDirectories(root);
      default:
        return [];
    }
  });
}

function kustomizations(root: SourceRoot): HomeDirectory[] {
  const { tree, id } = root.repository;
  const homes = new Map<string, HomeDirectory>();
  for (const { role, repository, file, possible } of root.claims) {
    if (role !== 'kustomization' || repository !== id || possible || tree.kind(file) !== 'file') continue;
    const facts = kustomizationFacts(tree, file);
    // A component changes what others have; a base that lists nothing yet is a home as any other.
    if (facts?.kind !== 'Kustomization' || facts.problem) continue;
    const listed = neighbours(root, ({ from }) => from?.file === file);
    homes.set(file, { directory: dirname(file), kustomization: file, neighbours: listed });
  }
  return [...homes.values()];
}

function plainDirectories(root: SourceRoot): HomeDirectory[] {
  const directories = new Set([root.path]);
  for (const { role, file, repository } of root.claims)
    if (role === 'manifest' && repository === root.repository.id && isWithin(file, root.path))
      directories.add(dirname(file));
  return [...directories].map((directory) => ({
    directory,
    kustomization: undefined,
    neighbours: neighbours(root, ({ file }) => dirname(file) === directory),
  }));
}

/** The manifests of a source, of those files that are wanted. */
export function neighbours(root: SourceRoot, wanted: (claim: Claim) => boolean = () => true): ManifestFacts[] {
  const { tree, id } = root.repository;
  return root.claims
    .filter((claim) => (claim.role === 'manifest' || claim.role === 'template') && claim.repository === id)
    .filter(wanted)
    .flatMap(({ file }) => tree.derive(fileSummary, file).documents);
}
