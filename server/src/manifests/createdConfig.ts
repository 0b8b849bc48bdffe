import { yamlFile } from '../documents/yamlFile.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import { apiGroup } from './classify.ts';
import type { ConfigKind } from './configReferences.ts';
import { fileSummary } from './fileSummary.ts';
import { kustomizationFacts } from './kustomization.ts';
import { isKustomizationFile } from './kustomizationUses.ts';
import type { ManifestFacts } from './manifestFacts.ts';
import { sameJson } from './sameJson.ts';

/** Something that a file brings into being under a name. */
export interface CreatedConfig {
  readonly kind: ConfigKind;
  /** Null when the name is templated: it may be any. */
  readonly name: string | null;
  readonly namespace: string | null;
}

const OWN = new Set<string>(['ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim']);
/** Operators that make a Secret: where its name stands, if not in metadata. */
const SECRET_MAKERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'external-secrets.io|ExternalSecret': [['spec', 'target', 'name']],
  'kubernetes-client.io|ExternalSecret': [],
  'bitnami.com|SealedSecret': [['spec', 'template', 'metadata', 'name']],
  'cert-manager.io|Certificate': [['spec', 'secretName']],
  'onepassword.com|OnePasswordItem': [],
  'isindir.github.com|SopsSecret': [],
  'secrets.hashicorp.com|VaultStaticSecret': [['spec', 'destination', 'name']],
  'secrets.hashicorp.com|VaultDynamicSecret': [['spec', 'destination', 'name']],
  'secrets.infisical.com|InfisicalSecret': [['spec', 'managedSecretReference', 'secretName']],
};

/** OpenShift makes the Secret that a Service's annotation names. */
const SERVING_CERTIFICATE = /serving-cert-secret-name["']?:[ \t]*["']?([\w.-]+)/;
/** CloudNativePG makes these beside each Cluster. */
const DATABASE = 'postgresql.cnpg.io|Cluster';
const DATABASE_SECRETS = ['-app', '-superuser', '-ca', '-server', '-replication'];

/** The ConfigMaps, Secrets, ServiceAccounts and claims that a file creates, by itself or through an operator. */
export function createdBy(tree: Tree, path: string): readonly CreatedConfig[] {
  return isKustomizationFile(path) || tree.derive(fileSummary, path).documents.some(mayCreate)
    ? tree.derive(createdConfig, path)
    : NOTHING;
}

const NOTHING: readonly CreatedConfig[] = [];

/** Whether an object may create configuration, by its kind. */
function mayCreate({ apiVersion, kind }: ManifestFacts): boolean {
  if (apiVersion === 'v1') return OWN.has(kind) || kind === 'Service';
  const maker = `${apiGroup(apiVersion)}|${kind}`;
  return maker === DATABASE || Object.hasOwn(SECRET_MAKERS, maker);
}

const createdConfig: Derivation<readonly CreatedConfig[]> = {
  name: 'createdConfig',
  compute(tree, path) {
    if (isKustomizationFile(path)) return generated(tree, path);
    const found: CreatedConfig[] = [];
    for (const { apiVersion, kind, name, namespace, span } of tree.derive(fileSummary, path).documents) {
      if (apiVersion === 'v1' && OWN.has(kind)) found.push({ kind: kind as ConfigKind, name, namespace });
      if (apiVersion === 'v1' && kind === 'Service') {
        const secret = SERVING_CERTIFICATE.exec(tree.text(path) ?? '')?.[1];
        if (secret !== undefined) found.push({ kind: 'Secret', name: secret, namespace });
      }
      const maker = `${apiGroup(apiVersion)}|${kind}`;
      if (maker === DATABASE && name !== null)
        for (const suffix of DATABASE_SECRETS) found.push({ kind: 'Secret', name: name + suffix, namespace });
      if (!Object.hasOwn(SECRET_MAKERS, maker)) continue;
      const document = tree
        .derive(yamlFile, path)
        ?.documents.find((candidate) => candidate.span.start <= span.start && span.start <= candidate.span.end);
      const written = SECRET_MAKERS[maker]
        ?.map((at) => document?.scalar(at))
        .find((value) => typeof value === 'string');
      found.push({ kind: 'Secret', name: typeof written === 'string' ? written : name, namespace });
    }
    return found;
  },
  equals: sameJson,
};

/** kustomize's generators; the hash that it appends is appended to the references too. */
function generated(tree: Tree, path: string): CreatedConfig[] {
  const content = kustomizationFacts(tree, path)?.content;
  const namespace = content?.namespace ?? null;
  const of = (
    kind: ConfigKind,
    entries: readonly { name?: string; namespace?: string }[] | undefined,
  ): CreatedConfig[] =>
    (entries ?? []).map((entry) => ({ kind, name: entry.name ?? null, namespace: entry.namespace ?? namespace }));
  return [...of('ConfigMap', content?.configMapGenerator), ...of('Secret', content?.secretGenerator)];
}
