import { CORE_KINDS, NON_CLUSTER_GROUPS, NON_CLUSTER_PAIRS } from './nonCluster.ts';

/** The API group of an apiVersion: `apps` of `apps/v1`, `''` of `v1`. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Whether an object of this apiVersion and kind lives in a cluster, as opposed to configuring a tool. */
export function isClusterResource(apiVersion: string, kind: string): boolean {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return apiVersion === 'v1' && CORE_KINDS.has(kind);
  const group = apiVersion.slice(0, slash);
  if (group.startsWith('skaffold') || group.startsWith('ENC[')) return false;
  return !NON_CLUSTER_GROUPS.has(group) && !NON_CLUSTER_PAIRS.has(`${group}|${kind}`);
}

/** `Application`, `ApplicationSet` and `AppProject` of Argo CD; other groups have kinds of the same name. */
export function isArgoObject(apiVersion: string, kind: string): boolean {
  return (
    apiVersion.startsWith('argoproj.io/') &&
    (kind === 'Application' || kind === 'ApplicationSet' || kind === 'AppProject')
  );
}
