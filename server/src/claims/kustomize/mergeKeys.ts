import { isFields } from './fields.ts';

/**
 * Lists that Kubernetes merges by a key instead of replacing them (`x-kubernetes-patch-merge-key` of its schema), by
 * field name: no field of this name in a built-in kind has another key.
 */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  ports: ['containerPort', 'port'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  webhooks: ['name'],
};

/** The key by which the items of a list are one and the same; undefined when the list is replaced as a whole. */
export function mergeKey(field: string, items: readonly unknown[]): string | undefined {
  if (!Object.hasOwn(MERGE_KEYS, field)) return undefined;
  return MERGE_KEYS[field]?.find((key) =>
    items.every((item) => isFields(item) && (Object.hasOwn(item, key) || Object.hasOwn(item, '$patch'))),
  );
}
