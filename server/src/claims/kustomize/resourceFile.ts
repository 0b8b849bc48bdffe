import { isMap, isScalar, isSeq } from 'yaml';
import { parseYaml, type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import type { Derivation } from '../../files/tree.ts';
import { sameJson } from '../../manifests/sameJson.ts';
import type { Span } from '../../problems/problem.ts';

/** What kustomize needs to know of an object to put it in its place. */
export interface ResourceFacts {
  readonly document: number;
  /** The object inside its document: not empty for items of a list. */
  readonly path: YamlPath;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The objects of a file, or why kustomize can't take it. */
export interface ResourceFile {
  readonly objects: readonly ResourceFacts[];
  readonly problem?: { readonly message: string; readonly span?: Span };
}

/** Reads the objects of a resource file; small and compared by structure, so that most edits of a manifest end here. */
export const resourceFile: Derivation<ResourceFile> = {
  name: 'kustomizeResourceFile',
  compute(tree, path) {
    const file = tree.derive(yamlFile, path);
    return file ? readResources(file.text, file.documents) : { objects: [], problem: { message: 'can’t be read' } };
  },
  equals: sameJson,
};

/**
 * Reads objects as kustomize does (RNodesFromBytes in api/resource/factory.go): every document is an object with kind
 * and name, lists are taken apart, empty documents don't count.
 */
export function readResources(text: string, documents = parseYaml(text).documents): ResourceFile {
  const objects: ResourceFacts[] = [];
  const refuse = (message: string, span?: Span): ResourceFile => ({ objects, problem: { message, span } });
  const separator = /^---[ \t]*[^\s#].*$/m.exec(text);
  if (separator && separator.index > 0)
    return refuse(`invalid document separator: ${separator[0].trim()}`, {
      start: separator.index,
      end: separator.index + separator[0].length,
    });
  for (const [index, document] of documents.entries()) {
    const syntax = document.problems[0];
    if (syntax) return refuse(`MalformedYAMLError: yaml: ${syntax.message}`, syntax.span);
    const value = document.value();
    if (document.problems[0]) return refuse(document.problems[0].message, document.problems[0].span);
    if (value === null || value === undefined) continue;
    const twice = document.plain ? undefined : repeatedKey(document.raw.contents);
    if (twice) return refuse(`mapping key "${twice.key}" already defined`, twice.span);
    const problem = readObject(document, value, index, [], objects);
    if (problem) return refuse(problem, document.valueSpan([]));
  }
  return { objects: objects.slice() };
}

const MAX_LIST_DEPTH = 10;

/** Adds the object, or a list's items; gives the problem. */
function readObject(
  document: YamlDocument,
  value: unknown,
  index: number,
  path: YamlPath,
  objects: ResourceFacts[],
): string | undefined {
  if (!isFields(value)) return 'missing Resource metadata';
  if (Object.keys(value).length === 0) return undefined;
  const metadata = isFields(value['metadata']) ? value['metadata'] : {};
  const text = (...keys: string[]): string => scalarText(document, [...path, ...keys]);
  const apiVersion = text('apiVersion');
  const kind = text('kind');
  const name = text('metadata', 'name');
  const labels = stringMap(document, [...path, 'metadata', 'labels'], metadata['labels']);
  const annotations = stringMap(document, [...path, 'metadata', 'annotations'], metadata['annotations']);
  if (kind.endsWith('List') && Object.hasOwn(value, 'items')) {
    const items = value['items'];
    if (items === null) return undefined;
    if (!Array.isArray(items)) return `expected array in ${kind}/items`;
    if (path.length > MAX_LIST_DEPTH * 2) return undefined;
    for (const [i, item] of items.entries()) {
      const problem = readObject(document, item, index, [...path, 'items', i], objects);
      if (problem) return problem;
    }
    return undefined;
  }
  if (kind === '') {
    const nothing = apiVersion === '' && name === '' && !labels && !annotations && text('metadata', 'namespace') === '';
    return nothing ? 'missing Resource metadata' : 'missing kind in object';
  }
  if (name === '' && !kind.endsWith('List')) return 'missing metadata.name in object';
  objects.push({
    document: index,
    path,
    apiVersion,
    kind,
    name,
    namespace: text('metadata', 'namespace'),
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
  });
  return undefined;
}

/** A scalar as it is written, which is how kustomize compares names; empty when there is none. */
function scalarText(document: YamlDocument, path: YamlPath): string {
  const value = document.scalar(path);
  return value === undefined || value === null ? '' : (document.source(path) ?? String(value));
}

/** The values of labels or annotations as they are written. */
function stringMap(document: YamlDocument, path: YamlPath, value: unknown): Record<string, string> | undefined {
  if (!isFields(value)) return undefined;
  const out: Record<string, string> = Object.create(null);
  for (const key of Object.keys(value)) {
    const item = value[key];
    out[key] = typeof item === 'string' ? item : scalarText(document, [...path, key]);
  }
  return out;
}

/** The first key that a map of the document has twice: kustomize can't write such an object. */
function repeatedKey(root: unknown): { key: string; span?: Span } | undefined {
  const pending = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isSeq(node)) pending.push(...node.items);
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      if (isScalar(key)) {
        const name = String(key.value);
        if (seen.has(name) && name !== '<<')
          return { key: name, span: key.range ? { start: key.range[0], end: key.range[1] } : undefined };
        seen.add(name);
      }
      pending.push(value);
    }
  }
  return undefined;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
