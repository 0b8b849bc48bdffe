import type { ReportManifest } from '../model.ts';

/** A manifest on both sides; a missing one: it is only on the other. */
export interface ManifestPair {
  readonly before?: ReportManifest;
  readonly after?: ReportManifest;
}

/** The key of a file in a workspace. */
export function fileKey({ repository, file }: { readonly repository?: string; readonly file: string }): string {
  return JSON.stringify([repository ?? '', file]);
}

/**
 * Pairs the manifests of two sides: those of one file by what they are, those of a file that moved, and those that are the
 * only one of their kind, namespace and name on both sides.
 * @param moves old file by new one, as `fileKey` writes them.
 */
export function matchManifests(
  before: readonly ReportManifest[],
  after: readonly ReportManifest[],
  moves: ReadonlyMap<string, string>,
): ManifestPair[] {
  const pairs: ManifestPair[] = [];
  const old = keyed(before, fileKey);
  let fresh = [...keyed(after, fileKey)];
  const pairBy = (keyOf: (key: string, manifest: ReportManifest) => string | undefined): void => {
    fresh = fresh.filter(([key, manifest]) => {
      const wanted = keyOf(key, manifest);
      const found = wanted === undefined ? undefined : old.get(wanted);
      if (!found || wanted === undefined) return true;
      old.delete(wanted);
      pairs.push({ before: found, after: manifest });
      return false;
    });
  };
  pairBy((key) => key);
  const moved = keyed(
    fresh.map(([, manifest]) => manifest),
    (manifest) => moves.get(fileKey(manifest)) ?? '',
  );
  const movedKeys = new Map([...moved].map(([key, manifest]) => [manifest, key]));
  pairBy((_, manifest) => movedKeys.get(manifest));
  const only = onlyOnes([...old]);
  const onlyFresh = new Set(onlyOnes(fresh).values());
  pairBy((key, manifest) => (onlyFresh.has(key) ? only.get(objectKey(manifest) ?? '') : undefined));
  for (const [, manifest] of fresh) pairs.push({ after: manifest });
  for (const manifest of old.values()) pairs.push({ before: manifest });
  return pairs;
}

/** Manifests by file and what they are; the second of the same kind and name is another one. */
function keyed(
  manifests: readonly ReportManifest[],
  fileOf: (manifest: ReportManifest) => string,
): Map<string, ReportManifest> {
  const found = new Map<string, ReportManifest>();
  for (const manifest of manifests) {
    const { kind, namespace, name } = manifest;
    const key = JSON.stringify([fileOf(manifest), kind, namespace, name]);
    let n = 0;
    while (found.has(`${key}${n}`)) n++;
    found.set(`${key}${n}`, manifest);
  }
  return found;
}

/** What makes two manifests the same object; undefined where the name is templated. */
export function objectKey({ apiVersion, kind, namespace, name }: ReportManifest): string | undefined {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return name === null ? undefined : JSON.stringify([group, kind, namespace, name]);
}

/** Keys by object, of objects that stand once. */
function onlyOnes(manifests: readonly (readonly [string, ReportManifest])[]): Map<string, string> {
  const found = new Map<string, string | undefined>();
  for (const [key, manifest] of manifests) {
    const object = objectKey(manifest);
    if (object !== undefined) found.set(object, found.has(object) ? undefined : key);
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}
