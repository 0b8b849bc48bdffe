import { yamlFile } from '../documents/yamlFile.ts';
import { sameList } from '../files/sameList.ts';
import { gate, gatedEntries } from '../files/signals.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import { hasUnknown, matchesPattern, UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import { apiGroup } from './classify.ts';
import type { ConfigKind, ConfigReference } from './configReferences.ts';
import { fileSummary } from './fileSummary.ts';
import { kustomizationFacts } from './kustomization.ts';
import { patchesOf } from './kustomizationPatches.ts';
import { isKustomizationFile } from './kustomizationUses.ts';
import type { ManifestFacts } from './manifestFacts.ts';
import { OPERATOR_OUTPUTS } from './operatorOutputs.ts';
import { sameJson } from './sameJson.ts';

/** Something that a file brings into being under a name. */
export interface CreatedConfig {
  readonly kind: ConfigKind;
  /** Null when the name is templated; unknown stretches where only a part is known. */
  readonly name: string | null;
  readonly namespace: string | null;
}

const OWN = new Set<string>(['ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim']);

/** OpenShift makes the Secrets that Services' annotations name. */
const SERVING_CERTIFICATE = /serving-cert-secret-name["']?:[ \t]*["']?([\w.-]+)/g;
/** The same in a patch, as a merge or as an operation. */
const SERVING_PATCH = /serving-cert-secret-name["']?(?::|\s+value:)[ \t]*["']?([\w.-]+)/g;
/** Reflector and kubernetes-replicator copy what carries these annotations into other namespaces. */
const COPIED = /reflection-(?:auto-enabled|allowed)["']?:[ \t]*["']?true|replicator\.v1\.mittwald\.de\/replicate-to/;

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
  return Object.hasOwn(OPERATOR_OUTPUTS, `${apiGroup(apiVersion)}|${kind}`);
}

const createdConfig: Derivation<readonly CreatedConfig[]> = {
  name: 'createdConfig',
  compute(tree, path) {
    if (isKustomizationFile(path)) return generated(tree, path);
    const text = tree.text(path) ?? '';
    const copied = COPIED.test(text);
    const found: CreatedConfig[] = [];
    for (const facts of tree.derive(fileSummary, path).documents) {
      const { apiVersion, kind, name } = facts;
      const namespace = copied ? null : facts.namespace;
      if (apiVersion === 'v1' && OWN.has(kind)) found.push({ kind: kind as ConfigKind, name, namespace });
      if (apiVersion === 'v1' && kind === 'Service')
        for (const [, secret] of text.slice(facts.span.start, facts.span.end).matchAll(SERVING_CERTIFICATE))
          found.push({ kind: 'Secret', name: secret as string, namespace });
      const maker = `${apiGroup(apiVersion)}|${kind}`;
      if (!Object.hasOwn(OPERATOR_OUTPUTS, maker)) continue;
      for (const output of OPERATOR_OUTPUTS[maker] ?? [])
        for (const made of outputNames(output.name, name, () => documentValue(tree, path, facts)))
          found.push({ kind: output.kind, name: made, namespace: output.everywhere ? null : namespace });
    }
    return found;
  },
  equals: sameJson,
};

function documentValue(tree: Tree, path: string, { span }: ManifestFacts): unknown {
  return tree
    .derive(yamlFile, path)
    ?.documents.find((candidate) => candidate.span.start <= span.start && span.start <= candidate.span.end)
    ?.value();
}

/** Names of outputs of one resource, at most. */
const MAX_OUTPUTS = 1_000;

/** The names that a template of an output stands for; none when a value that it needs is not written. */
function outputNames(template: string, name: string | null, value: () => unknown): string[] {
  let names = [''];
  for (const part of template.split(/(\{[^}]*\}|\*)/)) {
    const values =
      part === '*'
        ? [UNKNOWN_TEXT]
        : part.startsWith('{')
          ? firstWritten(part.slice(1, -1).split('|'), name, value)
          : [part];
    names = names.flatMap((start) => values.map((text) => start + text)).slice(0, MAX_OUTPUTS);
  }
  return names;
}

function firstWritten(paths: readonly string[], name: string | null, value: () => unknown): string[] {
  for (const path of paths) {
    const found = path === 'name' ? [name ?? UNKNOWN_TEXT] : valuesAt(value(), path.split('.'));
    if (found.length > 0) return found;
  }
  return [];
}

/** The texts at a path; `[]` behind a key goes into every item of its list. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const each = key.endsWith('[]');
  const field = each ? key.slice(0, -2) : key;
  if (!Object.hasOwn(value, field)) return [];
  const inner = (value as Record<string, unknown>)[field];
  if (!each) return valuesAt(inner, rest);
  return Array.isArray(inner) ? inner.flatMap((item) => valuesAt(item, rest)) : [];
}

/**
 * kustomize's generators. The hash that it appends is appended to the references too; a prefix or suffix is told both with
 * and without, for a reference may stand in the same build or in another one.
 */
function generated(tree: Tree, path: string): CreatedConfig[] {
  const content = kustomizationFacts(tree, path)?.content;
  const namespace = content?.namespace ?? null;
  const affixed = (name: string): string => `${content?.namePrefix ?? ''}${name}${content?.nameSuffix ?? ''}`;
  const of = (
    kind: ConfigKind,
    entries: readonly ({ name?: string; namespace?: string } | null)[] | undefined,
  ): CreatedConfig[] =>
    (entries ?? []).flatMap((entry) => {
      // An entry that is being typed is null.
      if (!entry) return [];
      const names = entry.name === undefined ? [null] : [...new Set([entry.name, affixed(entry.name)])];
      return names.map((name) => ({ kind, name, namespace: namespace ?? entry.namespace ?? null }));
    });
  const certificates = patchesOf(tree, path)
    .filter(({ target }) => target?.kind === 'Service')
    .flatMap((patch) => [...(patch.text() ?? '').matchAll(SERVING_PATCH)])
    .map(([, name]): CreatedConfig => ({ kind: 'Secret', name: name as string, namespace: null }));
  return [...of('ConfigMap', content?.configMapGenerator), ...of('Secret', content?.secretGenerator), ...certificates];
}

/** Tells whether something creates what a manifest needs: same kind and name; a namespace that is not written may be any. */
export type CreatedIndex = (reference: Pick<ConfigReference, 'kind' | 'name' | 'namespace'>) => boolean;

interface CreatedPattern {
  readonly kind: ConfigKind;
  readonly name: string;
  readonly namespaces: readonly (string | null)[];
}

/**
 * Looks created objects up by name; those whose names are known in part are compared one by one.
 * @param created reactive. Whoever looks one up depends on what bears its name, and on names that are known in part.
 */
export function indexCreated(created: () => readonly CreatedConfig[]): CreatedIndex {
  const exact = gatedEntries(
    () => byName(created().filter(({ name }) => name !== null && !hasUnknown(name))),
    (a, b) => sameList(a, b),
  );
  const patterns = gate<readonly CreatedPattern[]>((previous) => {
    const partly = created().filter(({ name }) => name !== null && name !== UNKNOWN_TEXT && hasUnknown(name));
    const found = [...byName(partly)].map(([key, namespaces]): CreatedPattern => {
      const slash = key.indexOf('/');
      return {
        kind: key.slice(0, slash) as ConfigKind,
        name: key.slice(slash + 1),
        namespaces: [...new Set(namespaces)],
      };
    });
    return previous && sameJson(previous, found) ? previous : found;
  });
  return ({ kind, name, namespace }) => {
    const fits = (other: string | null): boolean => other === null || namespace === null || other === namespace;
    return (
      exact(`${kind}/${name}`)?.some(fits) ||
      patterns().some(
        (pattern) => pattern.kind === kind && matchesPattern(pattern.name, name) && pattern.namespaces.some(fits),
      )
    );
  };
}

/** The namespaces of what bears a name, by `Kind/name`. */
function byName(created: readonly CreatedConfig[]): Map<string, (string | null)[]> {
  const found = new Map<string, (string | null)[]>();
  for (const { kind, name, namespace } of created) {
    const key = `${kind}/${name}`;
    const list = found.get(key);
    if (list) list.push(namespace);
    else found.set(key, [namespace]);
  }
  return found;
}
