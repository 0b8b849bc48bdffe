import { type Fields, isFields } from './fields.ts';
import { type Origin, Provenance } from './provenance.ts';
import type { ResourceFacts } from './resourceFile.ts';
import { effectiveNamespace, groupVersion, idKey, type ResourceId, sameId } from './resourceId.ts';
import { type CompiledSelector, matchesSelector } from './selector.ts';

/** One object on its way through the kustomizations. It is changed in place. */
export interface Resource {
  object: Fields;
  /** False for a stand-in that has only the header and metadata. */
  readonly whole: boolean;
  /** Ids it had before names and namespaces were changed: patches of outer kustomizations may still use them. */
  readonly previous: ResourceId[];
  readonly provenance: Provenance;
  /** Made by a generator of a kustomization (not read from a file). */
  readonly generated?: boolean;
  /** Made by a chart: the namespace of kustomizations does not apply. */
  readonly fromChart?: boolean;
  deleted?: boolean;
  /** The current id and its key, once asked for; `forgetId` must follow every change of it. */
  id?: ResourceId;
  key?: string;
}

/** A resource made of what is known about an object; a whole one has a copy of all of it. */
export function makeResource(facts: ResourceFacts, origin: Origin, body: Fields | undefined): Resource {
  return {
    object: body ?? standIn(facts),
    whole: body !== undefined,
    previous: [],
    provenance: new Provenance(origin),
  };
}

function standIn(facts: ResourceFacts): Fields {
  const metadata: Fields = {};
  if (facts.name !== '') metadata['name'] = facts.name;
  if (facts.namespace !== '') metadata['namespace'] = facts.namespace;
  if (facts.labels) metadata['labels'] = { ...facts.labels };
  if (facts.annotations) metadata['annotations'] = { ...facts.annotations };
  return { apiVersion: facts.apiVersion, kind: facts.kind, metadata };
}

/** The members of `metadata`, which is made when it is missing. */
export function metadataOf(resource: Resource): Fields {
  const metadata = resource.object['metadata'];
  if (isFields(metadata)) return metadata;
  const made: Fields = {};
  resource.object['metadata'] = made;
  return made;
}

export function currentId(resource: Resource): ResourceId {
  resource.id ??= readId(resource);
  return resource.id;
}

export function forgetId(resource: Resource): void {
  resource.id = undefined;
  resource.key = undefined;
}

/** `idKey` of the current id. */
function currentKey(resource: Resource): string {
  resource.key ??= idKey(currentId(resource));
  return resource.key;
}

function readId(resource: Resource): ResourceId {
  const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
  const metadata = resource.object['metadata'];
  const [name, namespace] = isFields(metadata) ? [metadata['name'], metadata['namespace']] : [];
  return {
    ...groupVersion(text(resource.object['apiVersion'])),
    kind: text(resource.object['kind']),
    name: text(name),
    namespace: text(namespace),
  };
}

/** The id it had in its file. */
export function originalId(resource: Resource): ResourceId {
  return resource.previous[0] ?? currentId(resource);
}

export function storePreviousId(resource: Resource): void {
  const id = currentId(resource);
  resource.previous.push({ ...id, namespace: effectiveNamespace(id) });
}

/** The objects of a kustomization so far (api/resmap/reswrangler.go). */
export class ResourceSet {
  readonly list: Resource[] = [];
  /** Remote bases, charts or plugins add objects that nothing here tells of: what is missing may be among them. */
  incomplete = false;
  #index: Map<string, Resource[]> | undefined;

  /** Adds an object. @returns the object that already has its id, and then nothing is added. */
  append(resource: Resource): Resource | undefined {
    const key = currentKey(resource);
    const index = this.#byCurrentId();
    const taken = index.get(key);
    if (taken) return taken[0];
    index.set(key, [resource]);
    this.list.push(resource);
    return undefined;
  }

  /** Must follow every change to an object's id (which `forgetId` has been told) and every deletion. */
  changed(): void {
    this.#index = undefined;
    if (this.list.some((resource) => resource.deleted)) {
      const kept = this.list.filter((resource) => !resource.deleted);
      this.list.length = 0;
      for (const resource of kept) this.list.push(resource);
    }
  }

  withCurrentId(id: ResourceId): readonly Resource[] {
    return this.#byCurrentId().get(idKey(id)) ?? [];
  }

  withAnyId(id: ResourceId): Resource[] {
    return this.list.filter(
      (resource) => sameId(currentId(resource), id) || resource.previous.some((previous) => sameId(previous, id)),
    );
  }

  select(selector: CompiledSelector): Resource[] {
    return this.list.filter((resource) => matchesSelector(selector, resource));
  }

  #byCurrentId(): Map<string, Resource[]> {
    if (this.#index) return this.#index;
    const index = new Map<string, Resource[]>();
    for (const resource of this.list) {
      const key = currentKey(resource);
      const same = index.get(key);
      if (same) same.push(resource);
      else index.set(key, [resource]);
    }
    this.#index = index;
    return index;
  }
}
