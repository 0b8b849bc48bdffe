import { directoryFile } from '../claims/directoryFile.ts';
import { resourceFile } from '../claims/kustomize/resourceFile.ts';
import { linesOf } from '../documents/lineIndex.ts';
import { dirname, join } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import { referencesOf } from '../manifests/configReferences.ts';
import { createdBy } from '../manifests/createdConfig.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { KUSTOMIZATION_NAMES, kustomizationFacts } from '../manifests/kustomization.ts';
import { isKustomizationFile } from '../manifests/kustomizationUses.ts';
import { writtenReplicasIn } from '../manifests/scaling.ts';

/**
 * Works out, while a file's text is at hand, what the analysis will most likely want to know of it, so that the text need not
 * be read again. A wrong guess costs a little time and changes nothing.
 */
export function readAhead(tree: Tree, file: string): void {
  if (isKustomizationFile(file)) {
    kustomizationFacts(tree, file);
    return;
  }
  const { documents, chart } = tree.derive(fileSummary, file);
  if (documents.length === 0) return;
  tree.derive(linesOf, file);
  if (chart !== undefined) return;
  referencesOf(tree, file);
  writtenReplicasIn(tree, file);
  createdBy(tree, file);
  if (isKustomized(tree, dirname(file))) tree.derive(resourceFile, file);
  else tree.derive(directoryFile, file);
}

function isKustomized(tree: Tree, directory: string): boolean {
  return KUSTOMIZATION_NAMES.some((name) => tree.kind(join(directory, name)) !== undefined);
}
