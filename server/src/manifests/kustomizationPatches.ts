import { dirname, join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { kustomizationFacts } from './kustomization.ts';
import type { PatchEntry } from './kustomizationTypes.ts';

/** One patch of a kustomization. */
export interface KustomizationPatch {
  /** What it says it is for; undefined where its text tells. */
  readonly target: PatchEntry['target'];
  /** Its text, from the kustomization or from the file it names; undefined where there is none. */
  text(): string | undefined;
}

/** The patches of a kustomization file, in all the ways to write them. */
export function patchesOf(tree: Tree, file: string): readonly KustomizationPatch[] {
  const content = kustomizationFacts(tree, file)?.content;
  if (!content) return [];
  const at = (path: string): string | undefined => {
    const real = resolvePath(tree, join(dirname(file), path));
    return 'path' in real && real.kind === 'file' ? tree.text(real.path) : undefined;
  };
  const entries = [...(content.patches ?? []), ...(content.patchesJson6902 ?? [])];
  return [
    // An entry that is being typed is null.
    ...entries.flatMap((entry: PatchEntry | null): KustomizationPatch[] =>
      entry ? [{ target: entry.target, text: () => entry.patch ?? (entry.path ? at(entry.path) : undefined) }] : [],
    ),
    ...(content.patchesStrategicMerge ?? []).flatMap((entry: string | null): KustomizationPatch[] =>
      entry ? [{ target: undefined, text: () => (entry.includes('\n') ? entry : at(entry)) }] : [],
    ),
  ];
}
