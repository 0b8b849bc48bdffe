import type { YamlPath } from '../documents/yamlFile.ts';
import { yamlFile } from '../documents/yamlFile.ts';
import type { Tree } from '../files/tree.ts';
import { apiGroup } from '../manifests/classify.ts';
import type { Location, Problem, Span } from '../problems/problem.ts';
import { isFields, member, setMember } from './kustomize/fields.ts';
import { locate } from './kustomize/provenance.ts';
import type { Resource } from './kustomize/resource.ts';
import { runBuild } from './kustomize/runBuild.ts';
import type { Inflate, KustomizeNote } from './kustomize/session.ts';

/** One object that a kustomization makes. */
export interface BuiltObject {
  /** Plain JSON. Objects that were not asked for have only apiVersion, kind and metadata. */
  readonly object: Readonly<Record<string, unknown>>;
  /** False for such a stand-in. */
  readonly whole: boolean;
  /** Where its document is: the file, the document's number in it, and its place. Generated objects: the entry that makes them. */
  readonly file: string;
  readonly document: number;
  readonly span: Span | undefined;
  /** Made by configMapGenerator or secretGenerator; the name is without the hash. */
  readonly generated: boolean;
  /** The place that last set the value at a path: a patch's, a field's of a kustomization, else the document's. Undefined when the Application's source set it. */
  origin(path: YamlPath): Location | undefined;
}

export interface BuildKustomizationOptions {
  /** Kinds that are wanted whole; default Argo CD's own. */
  readonly filter?: (apiVersion: string, kind: string) => boolean;
  /** `kustomize.buildOptions`; undefined when nothing tells. */
  readonly buildOptions?: string;
  /** `spec.source.kustomize`. */
  readonly sourceKustomize?: unknown;
  /** Makes the objects of a chart that is in the repository. */
  readonly inflate?: Inflate;
}

export interface BuiltKustomization {
  readonly objects: readonly BuiltObject[];
  readonly problems: readonly Problem[];
  readonly notes: readonly KustomizeNote[];
}

/**
 * Builds the kustomization in a directory as `kustomize build` would, for the objects of wanted kinds: through bases and
 * components, patches, prefixes, namespaces, labels, annotations and replacements (api/krusty/kustomizer.go).
 * Mistakes come back as problems beside what could be built all the same.
 */
export function buildKustomization(
  tree: Tree,
  path: string,
  options: BuildKustomizationOptions = {},
): BuiltKustomization {
  const filter = options.filter ?? ((apiVersion) => apiGroup(apiVersion) === 'argoproj.io');
  const { set, problems, notes } = runBuild(tree, path, {
    buildOptions: options.buildOptions,
    sourceKustomize: options.sourceKustomize,
    inflate: options.inflate,
    wanted: ({ group, version, kind }) => filter(group === '' ? version : `${group}/${version}`, kind),
  });
  for (const resource of set.list) writeAnnotations(resource);
  const built = set.list.filter((resource) => !isLocal(resource));
  return { objects: built.map((resource) => builtObject(tree, resource)), problems, notes };
}

/** Objects marked as local configuration are dropped from what is deployed (DropLocalNodes in api/resource/factory.go). */
function isLocal(resource: Resource): boolean {
  const mark = member(member(resource.object['metadata'], 'annotations'), 'config.kubernetes.io/local-config');
  return mark !== undefined && String(mark) !== 'false';
}

/** Annotations become text when kustomize writes an object. */
function writeAnnotations(resource: Resource): void {
  const annotations = member(resource.object['metadata'], 'annotations');
  if (!isFields(annotations)) return;
  for (const key of Object.keys(annotations))
    if (typeof annotations[key] === 'number' || typeof annotations[key] === 'boolean')
      setMember(annotations, key, String(annotations[key]));
}

function builtObject(tree: Tree, resource: Resource): BuiltObject {
  const { root } = resource.provenance;
  const file = root.file ?? '';
  return {
    object: resource.object,
    whole: resource.whole,
    file,
    document: root.document,
    get span() {
      return tree.derive(yamlFile, file)?.documents[root.document]?.valueSpan(root.path);
    },
    generated: resource.generated === true,
    origin: (path) => locate(tree, resource.provenance.at(resource.object, path)),
  };
}
