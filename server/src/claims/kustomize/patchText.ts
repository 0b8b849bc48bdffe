import { parseYaml } from '../../documents/yamlFile.ts';
import type { Derivation } from '../../files/tree.ts';
import { kustomizationFacts } from '../../manifests/kustomization.ts';
import { sameJson } from '../../manifests/sameJson.ts';
import { type InlineObject, readObjects } from './inlineObjects.ts';
import { asJsonPatch, type Operation } from './jsonPatch.ts';

/** What a patch's text is: objects to merge, or else operations; kustomize tries both. Never changed once read. */
export interface PatchText {
  readonly empty: boolean;
  readonly objects: readonly InlineObject[];
  /** Why it holds no objects to merge. */
  readonly problem?: string;
  /** Undefined when it is no list of operations. */
  readonly operations?: readonly Operation[];
}

export function readPatch(text: string): PatchText {
  const { documents } = parseYaml(text);
  const { objects, problem } = readObjects(text, documents);
  if (problem === undefined) return { empty: text === '', objects };
  const [first] = documents;
  const operations = first && first.problems.length === 0 ? asJsonPatch(first.value()) : undefined;
  return { empty: text === '', objects, problem, operations };
}

/** A patch in a file of its own; read once for all the kustomizations that use it. */
export const patchFile: Derivation<PatchText | undefined> = {
  name: 'kustomizePatchFile',
  compute(tree, path) {
    const text = tree.text(path);
    return text === undefined ? undefined : readPatch(text);
  },
  equals: sameJson,
};

/** The patches written inside a kustomization file, by their text. */
export const inlinePatches: Derivation<ReadonlyMap<string, PatchText>> = {
  name: 'kustomizeInlinePatches',
  compute(tree, path) {
    const content = kustomizationFacts(tree, path)?.content;
    const entries = [...(content?.patches ?? []), ...(content?.patchesJson6902 ?? [])];
    const texts = entries.flatMap((entry) => (entry?.patch ? [entry.patch.trim()] : []));
    return new Map(texts.map((text) => [text, readPatch(text)]));
  },
};
