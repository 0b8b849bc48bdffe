import { directoryFile } from '../../claims/directoryFile.ts';
import { sourceTypeOf } from '../../claims/sourceTypes.ts';
import type { App, SourceRoot } from '../../coverage/model.ts';
import type { Repository } from '../../coverage/repository.ts';
import { basename, join } from '../../files/paths.ts';
import { isClusterResource } from '../../manifests/classify.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import type { ManifestFacts } from '../../manifests/manifestFacts.ts';
import { type HomeDirectory, neighbours } from './homeDirectories.ts';

/** Whether a file is nothing but manifests that can be deployed from elsewhere as they are: no template, no broken YAML. */
export function isMovable(repository: Repository, file: string): boolean {
  const { documents, chart } = repository.tree.derive(fileSummary, file);
  return (
    chart === undefined &&
    documents.length > 0 &&
    documents.every(({ apiVersion, kind }) => isClusterResource(apiVersion, kind)) &&
    repository.tree.derive(directoryFile, file).error === undefined
  );
}

/**
 * Whether a file that moved to a home would be deployed from there, and the Application still be made: its source reads a
 * file of that name, and has no object that is the same one.
 */
export function takesManifest(app: App, root: SourceRoot, home: HomeDirectory, file: string): boolean {
  const { repository } = root;
  const { tree } = repository;
  const target = join(home.directory, basename(file));
  const parent = tree.kind(home.directory);
  if (tree.kind(target) !== undefined || repository.ignored(target)) return false;
  if (parent !== 'directory' && !(parent === undefined && root.type === 'Helm') && home.directory !== '') return false;
  const { documents } = tree.derive(fileSummary, file);
  return readsName(root, file, target) && !holdsOneOf(app, root, documents);
}

function readsName(root: SourceRoot, file: string, target: string): boolean {
  const { tree } = root.repository;
  if (root.type === 'Kustomize') return tree.derive(fileSummary, file).documents.every(({ name }) => name !== null);
  if (!root.request || !root.type) return false;
  // Helm emits no partials, and reads no file whose name begins with a dot; JSON is left where it is.
  if (root.type === 'Helm' && !/^[^_.].*\.ya?ml$/.test(basename(target))) return false;
  if (root.type === 'Directory' && tree.derive(directoryFile, file).marker) return false;
  return sourceTypeOf(root.type)?.explainMiss?.(root.request, target) === undefined;
}

/** kustomize refuses two objects of one identity, after it has given all of them one namespace; elsewhere the last one wins. */
function holdsOneOf(app: App, root: SourceRoot, documents: readonly ManifestFacts[]): boolean {
  const namespaceOf = ({ namespace }: ManifestFacts): string =>
    root.type === 'Kustomize' ? '' : (namespace ?? app.destination.namespace ?? '');
  const identityOf = (facts: ManifestFacts): string =>
    `${facts.apiVersion.replace(/\/?[^/]*$/, '')} ${facts.kind} ${namespaceOf(facts)} ${facts.name}`;
  const own = new Set(documents.map(identityOf));
  return own.size < documents.length || neighbours(root).some((facts) => own.has(identityOf(facts)));
}
