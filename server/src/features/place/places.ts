import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { basename } from '../../files/paths.ts';
import type { Derivation } from '../../files/tree.ts';
import { isArgoObject } from '../../manifests/classify.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import type { Span } from '../../problems/problem.ts';
import { type Meaning, meaningOf, type PlaceKind } from './meanings.ts';

/** A scalar that means something, or the empty place where it would stand. */
export interface Place {
  readonly kind: PlaceKind;
  readonly meaning: Meaning;
  /** Where it stands in its object: items of a List count from the item. */
  readonly path: YamlPath;
  /** The same from the root of the document. */
  readonly documentPath: YamlPath;
  /** Which document of the file it is in. */
  readonly document: number;
  /** `''` where nothing is written yet. */
  readonly value: string;
  /** The scalar with its quotes. */
  readonly span: Span;
}

/** One object of a file that has places. */
export interface PlacedObject {
  readonly kind: PlaceKind;
  readonly document: number;
  /** From the root of the document to the object. */
  readonly at: YamlPath;
  readonly span: Span;
  readonly places: readonly Place[];
}

/** Nested deeper than this nothing has a meaning. */
const MAX_DEPTH = 16;

/**
 * What stands where in a file's Applications, ApplicationSets, AppProjects, kustomizations and Chart.yaml, in the order of
 * the text. A half-typed text has places as far as it can be read. Computed when somebody asks.
 */
export const placedObjects: Derivation<readonly PlacedObject[]> = {
  name: 'placedObjects',
  compute(tree, path) {
    const file = tree.derive(yamlFile, path);
    return (file?.documents ?? []).flatMap((document, i) => objectsOf(document, i, path, file?.text ?? ''));
  },
};

function objectsOf(document: YamlDocument, index: number, file: string, text: string): PlacedObject[] {
  const read = (at: YamlPath): PlacedObject[] => {
    const kind = kindOf(document, at, file, index);
    const span = document.valueSpan(at) ?? document.span;
    return kind ? [{ kind, document: index, at, span, places: placesOf(document, kind, index, at, text) }] : [];
  };
  const own = read([]);
  if (own.length > 0 || !String(document.scalar(['kind'])).endsWith('List')) return own;
  const items = document.raw.get('items', true);
  return isSeq(items) ? items.items.flatMap((_, i) => read(['items', i])) : [];
}

function kindOf(document: YamlDocument, at: YamlPath, file: string, index: number): PlaceKind | undefined {
  const kind = String(document.scalar([...at, 'kind']));
  if (isArgoObject(String(document.scalar([...at, 'apiVersion'])), kind)) return kind as PlaceKind;
  if (at.length > 0 || index > 0) return undefined;
  if (isKustomizationFile(file)) return 'Kustomization';
  return basename(file) === 'Chart.yaml' ? 'Chart' : undefined;
}

function placesOf(document: YamlDocument, kind: PlaceKind, index: number, at: YamlPath, text: string): Place[] {
  const found: Place[] = [];
  const visit = (node: Node | null | undefined, path: YamlPath): void => {
    if (!node || path.length > MAX_DEPTH) return;
    if (isMap(node)) {
      for (const { key, value } of node.items)
        if (isScalar(key)) visit(value as Node | null, [...path, String(key.value)]);
    } else if (isSeq(node) && node.items.length === 0 && node.range && text[node.range[0]] === '[') {
      // `[]`: where the first item would stand.
      const inner = [...path, 0];
      const meaning = meaningOf(kind, inner);
      const start = node.range[0] + 1;
      const span = { start, end: lineSpaceEnd(text, start) };
      if (meaning !== undefined)
        found.push({ kind, meaning, path: inner, documentPath: [...at, ...inner], document: index, value: '', span });
    } else if (isSeq(node)) for (const [i, item] of node.items.entries()) visit(item as Node | null, [...path, i]);
    else if (isScalar(node) && node.range) {
      const meaning = meaningOf(kind, path);
      if (meaning === undefined) return;
      const value = node.value === null ? '' : typeof node.value === 'string' ? node.value : (node.source ?? '');
      const span = { start: node.range[0], end: value === '' ? lineSpaceEnd(text, node.range[1]) : node.range[1] };
      found.push({ kind, meaning, path, documentPath: [...at, ...path], document: index, value, span });
    }
  };
  const root = at.length === 0 ? document.raw.contents : document.raw.getIn([...at], true);
  if (!isAlias(root)) visit(root as Node | null, []);
  return found;
}

/** Where the blanks behind an offset end, on its line. */
function lineSpaceEnd(text: string, offset: number): number {
  let end = offset;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

/** The place that an offset touches. */
export function placeAt(objects: readonly PlacedObject[], offset: number): Place | undefined {
  for (const { places } of objects)
    for (const place of places) if (place.span.start <= offset && offset <= place.span.end) return place;
  return undefined;
}
