import { isClusterScoped } from './clusterScoped.ts';

/** What makes an object one object to kustomize (kyaml/resid/resid.go). */
export interface ResourceId {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** Splits an apiVersion; what has no slash is the version of the core group. */
export function groupVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The namespace that counts when ids are compared: none and `default` are the same. */
export function effectiveNamespace(id: ResourceId): string {
  if (isClusterScoped(id.group === '' ? id.version : `${id.group}/${id.version}`, id.kind))
    return '_non_namespaceable_';
  return id.namespace === '' ? 'default' : id.namespace;
}

/** Equal for ids that kustomize takes as equal. */
export function idKey(id: ResourceId): string {
  return [id.group, id.version, id.kind, id.name, effectiveNamespace(id)].join('\n');
}

/** Whether kustomize takes two ids as equal; the same as comparing their keys, without making these. */
export function sameId(a: ResourceId, b: ResourceId): boolean {
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.group === b.group &&
    a.version === b.version &&
    effectiveNamespace(a) === effectiveNamespace(b)
  );
}

/** An id in kustomize's spelling: `Deployment.v1.apps/api.[noNs]`. */
export function idText(id: ResourceId): string {
  const gvk = `${id.kind || '[noKind]'}.${id.version || '[noVer]'}.${id.group || '[noGrp]'}`;
  return `${gvk}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`;
}
