import type { Repository } from '../../coverage/repository.ts';
import { basename } from '../../files/paths.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { type PathText, pathTexts } from './pathText.ts';
import { type Place, type PlacedObject, placedObjects } from './places.ts';

/** A scalar that names a path, with the file it stands in. */
export interface Naming {
  readonly at: FileAt;
  readonly object: PlacedObject;
  readonly place: Place;
  readonly paths: readonly PathText[];
}

/**
 * Every scalar of the workspace that names a path which `fits`, in the order of repositories and files.
 * @param worth whether a text is worth a look: most are not, and looking costs.
 */
export function namings(
  context: FeatureContext,
  worth: (at: FileAt) => boolean,
  fits: (path: PathText, naming: Omit<Naming, 'paths'>) => boolean,
): Naming[] {
  const found: Naming[] = [];
  for (const repository of context.workspace.repositories())
    for (const file of placedFiles(repository)) {
      const text = repository.tree.text(file);
      if (text === undefined) continue;
      const at = { repository, file, text };
      if (!worth(at)) continue;
      for (const object of repository.tree.derive(placedObjects, file))
        for (const place of object.places) {
          const paths = pathTexts(context, at, object, place).filter((path) => fits(path, { at, object, place }));
          if (paths.length > 0) found.push({ at, object, place, paths });
        }
    }
  return found;
}

/** The files of a repository that may hold places. */
function placedFiles(repository: Repository): string[] {
  const argo = repository.argoFiles();
  return repository.tree
    .files()
    .filter((file) => argo.has(file) || isKustomizationFile(file) || basename(file) === 'Chart.yaml');
}
