import { type YamlDocument, type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';
import { apiGroup } from './classify.ts';
import { fileSummary } from './fileSummary.ts';
import type { ManifestFacts } from './manifestFacts.ts';
import { sameJson } from './sameJson.ts';

export type ConfigKind = 'ConfigMap' | 'Secret' | 'ServiceAccount' | 'PersistentVolumeClaim';

/** Something a manifest needs by name. */
export interface ConfigReference {
  readonly kind: ConfigKind;
  readonly name: string;
  /** The namespace of the manifest that needs it; null when it names none. */
  readonly namespace: string | null;
  /** The place of the name. */
  readonly span: Span;
  readonly document: number;
}

/** Kinds whose fields are known; other resources may use the same words for other things. */
const GROUPS = new Set(['', 'apps', 'batch', 'networking.k8s.io', 'extensions', 'argoproj.io']);
const KINDS = new Set([
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'Job',
  'CronJob',
  'Ingress',
  'ServiceAccount',
]);
/** Words without which a text can't hold a reference: most files are done with by this. */
const WORTH_PARSING = /configMap|secret|claimName|serviceAccountName|imagePullSecrets/i;
const MAX_DEPTH = 40;

/** What the workloads of a file need by name; templated files and optional references need nothing. */
export function referencesOf(tree: Tree, path: string): readonly ConfigReference[] {
  const { chart, documents } = tree.derive(fileSummary, path);
  return chart === undefined && documents.some(isWorkload) ? tree.derive(configReferences, path) : NONE;
}

function isWorkload({ apiVersion, kind }: ManifestFacts): boolean {
  return KINDS.has(kind) && GROUPS.has(apiGroup(apiVersion));
}

const configReferences: Derivation<readonly ConfigReference[]> = {
  name: 'configReferences',
  compute(tree, path) {
    const summary = tree.derive(fileSummary, path);
    const wanted = summary.documents.filter(isWorkload);
    const text = wanted.length > 0 && summary.chart === undefined ? tree.text(path) : undefined;
    if (text === undefined || !WORTH_PARSING.test(text)) return NONE;
    const found: ConfigReference[] = [];
    for (const [i, document] of (tree.derive(yamlFile, path)?.documents ?? []).entries()) {
      const facts = wanted.find(({ span }) => document.span.start <= span.start && span.start <= document.span.end);
      if (!facts) continue;
      const value = document.value();
      const { namespace, index = i } = facts;
      collect(value, [], { document, facts: { namespace, index }, found, certified: isCertified(value) }, 0);
    }
    return found;
  },
  equals: sameJson,
};

const NONE: readonly ConfigReference[] = [];

interface Walk {
  readonly document: YamlDocument;
  readonly facts: { readonly namespace: string | null; readonly index: number };
  readonly found: ConfigReference[];
  /** A controller makes the certificates that an Ingress names. */
  readonly certified: boolean;
}

/** Annotations by which cert-manager and its kin make an Ingress's certificates (cert-manager: pkg/apis/certmanager/v1/types.go). */
const CERTIFYING = /^(?:[\w.-]*cert-manager\.io|certmanager\.k8s\.io)\/|^kubernetes\.io\/tls-acme$/;

function isCertified(value: unknown): boolean {
  const metadata = field(value, 'metadata');
  const annotations = field(metadata, 'annotations');
  return (
    typeof annotations === 'object' &&
    annotations !== null &&
    Object.keys(annotations).some((key) => CERTIFYING.test(key))
  );
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** Field that holds the name, by the key of the object around it. */
const OBJECTS: Readonly<Record<string, readonly [ConfigKind, string]>> = {
  configMapRef: ['ConfigMap', 'name'],
  configMapKeyRef: ['ConfigMap', 'name'],
  configMap: ['ConfigMap', 'name'],
  secretRef: ['Secret', 'name'],
  secretKeyRef: ['Secret', 'name'],
  persistentVolumeClaim: ['PersistentVolumeClaim', 'claimName'],
};

function collect(value: unknown, path: YamlPath, walk: Walk, depth: number): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) collect(item, [...path, i], walk, depth + 1);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    const object = Object.hasOwn(OBJECTS, key) ? OBJECTS[key] : undefined;
    if (object) add(inner, at, object[0], object[1], walk);
    else if (key === 'secret') {
      // A volume names it `secretName`, a projected source `name`.
      add(inner, at, 'Secret', 'secretName', walk);
      add(inner, at, 'Secret', 'name', walk);
    } else if (key === 'imagePullSecrets' && Array.isArray(inner))
      for (const [i, item] of inner.entries()) add(item, [...at, i], 'Secret', 'name', walk);
    else if (key === 'nodePublishSecretRef') add(inner, at, 'Secret', 'name', walk);
    else if (key === 'tls' && Array.isArray(inner) && !walk.certified)
      for (const [i, item] of inner.entries()) add(item, [...at, i], 'Secret', 'secretName', walk);
    else if (key === 'serviceAccountName' && typeof inner === 'string' && inner !== 'default')
      put(inner, at, 'ServiceAccount', walk);
    collect(inner, at, walk, depth + 1);
  }
}

function add(holder: unknown, path: YamlPath, kind: ConfigKind, field: string, walk: Walk): void {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, field)) return;
  const { [field]: name, optional } = holder as Record<string, unknown>;
  if (typeof name === 'string' && name !== '' && optional !== true) put(name, [...path, field], kind, walk);
}

function put(name: string, path: YamlPath, kind: ConfigKind, { document, facts, found }: Walk): void {
  const span = document.valueSpan(path);
  if (span && !/[{}$<]/.test(name)) found.push({ kind, name, namespace: facts.namespace, span, document: facts.index });
}
