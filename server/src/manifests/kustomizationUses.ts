import { dirname, join, normalise } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { KUSTOMIZATION_NAMES, kustomizationFacts } from './kustomization.ts';
import type { KustomizationReference, ReferenceKind } from './kustomizationReferences.ts';

/** What a kustomization takes other files of the repository for, whether anything builds it or not. */
export interface KustomizationUses {
  /** Files it uses as patches or as configuration of generators, transformers and so on: no manifests by themselves. */
  readonly configuration: readonly UsedPath[];
  /** Files it takes objects from. */
  readonly resources: readonly UsedPath[];
  /** Directories (kustomizations) it builds upon, components included. */
  readonly directories: readonly UsedPath[];
}

export interface UsedPath {
  /** The real path: symlinks followed. */
  readonly path: string;
  readonly reference: KustomizationReference;
}

const RESOURCES = new Set<ReferenceKind>(['resource', 'base', 'component']);
const CONFIGURATION = new Set<ReferenceKind>([
  'crd',
  'configuration',
  'openapi',
  'generator',
  'transformer',
  'validator',
  'patch',
  'patchStrategicMerge',
  'patchJson6902',
  'replacement',
]);

/** Sorts what a kustomization file names and what exists; remote and inline entries are left out. */
export function kustomizationUses(tree: Tree, file: string): KustomizationUses {
  const configuration: UsedPath[] = [];
  const resources: UsedPath[] = [];
  const directories: UsedPath[] = [];
  for (const reference of kustomizationFacts(tree, file)?.references ?? []) {
    const asResource = RESOURCES.has(reference.kind);
    if (reference.inline || (!asResource && !CONFIGURATION.has(reference.kind))) continue;
    const path = normalise(join(dirname(file), reference.text));
    const real = path === undefined || reference.text.startsWith('/') ? undefined : resolvePath(tree, path);
    if (!real || 'problem' in real) continue;
    const used = { path: real.path, reference };
    if (real.kind === 'directory') directories.push(used);
    else if (real.kind === 'file') (asResource ? resources : configuration).push(used);
  }
  return { configuration, resources, directories };
}

/**
 * The kustomization files that no other kustomization builds upon, in the order given: where builds begin.
 * @param files all kustomization files of the tree. Kustomizations that only refer to each other in a circle are left out.
 */
export function topLevelKustomizations(tree: Tree, files: readonly string[]): string[] {
  const used = new Set<string>();
  for (const file of files) {
    const own = dirname(file);
    for (const { path } of kustomizationUses(tree, file).directories) if (path !== own) used.add(path);
  }
  return files.filter((file) => !used.has(dirname(file)) && kustomizationFacts(tree, file)?.kind !== 'Component');
}

/** Whether a file has one of the names that make a kustomization. */
export function isKustomizationFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (KUSTOMIZATION_NAMES as readonly string[]).includes(name);
}
