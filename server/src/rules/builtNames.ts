import { objectOf } from '../applications/json.ts';
import type { Repository } from '../coverage/repository.ts';
import { parseYaml } from '../documents/yamlFile.ts';
import type { ConfigKind, ConfigReference } from '../manifests/configReferences.ts';
import { kustomizationFacts, kustomizationIn } from '../manifests/kustomization.ts';
import { type KustomizationPatch, patchesOf } from '../manifests/kustomizationPatches.ts';
import type { ManifestFacts } from '../manifests/manifestFacts.ts';

/** Kustomizations above one file that are looked at. */
const MAX_TAKERS = 200;

/** The directories of the kustomizations that build with a file, near ones first. */
export function takersOf(repository: Repository, file: string): ReadonlySet<string> {
  const seen = new Set(repository.takersOf(file));
  for (const directory of seen)
    if (seen.size < MAX_TAKERS) for (const taker of repository.takersOf(directory)) seen.add(taker);
  return seen;
}

/** What a patch that changes the name of such a thing must mention. */
const MENTIONS: Readonly<Record<ConfigKind, RegExp>> = {
  ConfigMap: /configMap|\bsources\b/,
  Secret: /secretKeyRef|secretRef|secretName|imagePullSecrets|nodePublishSecretRef|\bsecret["']?:|\bsources\b/,
  ServiceAccount: /serviceAccount/,
  PersistentVolumeClaim: /claimName|persistentVolumeClaim/,
};

/** Whether a kustomization above a manifest patches what it needs: the name that stands in the file is not the last word. */
export function isPatchedAbove(
  repository: Repository,
  takers: ReadonlySet<string>,
  manifest: ManifestFacts,
  { kind }: ConfigReference,
): boolean {
  const { tree } = repository;
  for (const directory of takers) {
    const found = kustomizationIn(tree, directory);
    if ('problem' in found) continue;
    for (const patch of patchesOf(tree, found.file))
      if (mayFit(patch, manifest) && changes(patch.text() ?? '', kind)) return true;
  }
  return false;
}

const IN_CONTAINERS = /\/(?:env|envFrom|volumes|sources|containers|initContainers|spec|template)(?:\/\d+)?$/;

/** Fields that hold such names somewhere within. */
const AROUND: Readonly<Record<ConfigKind, RegExp>> = {
  ConfigMap: IN_CONTAINERS,
  Secret: IN_CONTAINERS,
  ServiceAccount: /\/(?:spec|template)$/,
  PersistentVolumeClaim: /\/(?:volumes|spec|template)(?:\/\d+)?$/,
};

/** Whether a patch changes what is there: an operation that only adds to a list leaves the list as it is. */
function changes(text: string, kind: ConfigKind): boolean {
  const operations = parseYaml(text).documents[0]?.value();
  if (!Array.isArray(operations)) return MENTIONS[kind].test(text);
  return operations.some((operation) => {
    const { op, path } = objectOf(operation);
    return MENTIONS[kind].test(String(path)) || (op !== 'add' && AROUND[kind].test(String(path)));
  });
}

/**
 * Whether a patch may be meant for an object: its target, or its text where it has none, does not name another kind or name.
 * A name may have got prefixes and suffixes on the way to the patch.
 */
function mayFit({ target, text }: KustomizationPatch, { kind, name }: ManifestFacts): boolean {
  if (target)
    return mayMean(target.kind, (word) => word === kind) && mayMean(target.name, (word) => word.includes(name ?? ''));
  return parseYaml(text() ?? '').documents.some((document) => {
    const patch = objectOf(document.value());
    return patch['kind'] === kind && String(objectOf(patch['metadata'])['name']).includes(name ?? '');
  });
}

/** Whether a target's pattern may match; only a plain word is looked at, other patterns are taken to. */
function mayMean(pattern: unknown, matches: (word: string) => boolean): boolean {
  return typeof pattern !== 'string' || pattern === '' || /[^\w-]/.test(pattern) || matches(pattern);
}

/**
 * The names that an object may have before the kustomizations above put their prefixes and suffixes around it: a base may
 * write the name that its overlay gives.
 */
export function namesBeforeAffixes(
  repository: Repository,
  takers: ReadonlySet<string>,
  name: string,
): readonly string[] {
  const names = new Set<string>();
  for (const directory of takers) {
    const found = kustomizationIn(repository.tree, directory);
    if ('problem' in found) continue;
    const { namePrefix, nameSuffix } = kustomizationFacts(repository.tree, found.file)?.content ?? {};
    const [prefix, suffix] = [namePrefix ?? '', nameSuffix ?? ''];
    if (prefix + suffix !== '' && name.startsWith(prefix) && name.endsWith(suffix))
      names.add(name.slice(prefix.length, name.length - suffix.length));
  }
  return [...names];
}
