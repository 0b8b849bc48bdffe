import { parseYaml } from '../../documents/yamlFile.ts';
import type { Fields } from './fields.ts';
import { kustomizeValue } from './kustomizeValue.ts';
import { type ResourceFacts, readResources } from './resourceFile.ts';

/** An object written inside a string, or taken out of a file. */
export interface InlineObject {
  readonly facts: ResourceFacts;
  readonly value: Fields;
}

/** The objects of a text that holds manifests; empty when kustomize would not take it for such. */
export function inlineObjects(text: string): InlineObject[] {
  return readObjects(text).objects;
}

/** The objects of a text, or why it holds none that kustomize accepts. */
export function readObjects(
  text: string,
  documents = parseYaml(text).documents,
): { readonly objects: InlineObject[]; readonly problem?: string } {
  const { objects, problem } = readResources(text, documents);
  if (problem) return { objects: [], problem: problem.message };
  const found = objects.flatMap((facts) => {
    const document = documents[facts.document];
    const value = document && kustomizeValue(document, facts.path);
    return value ? [{ facts, value }] : [];
  });
  return { objects: found };
}
