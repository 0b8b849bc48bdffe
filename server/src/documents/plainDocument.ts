import type { Document } from 'yaml';
import type { Span } from '../problems/problem.ts';
import { BLOCK, LIST, MAP, type PlainDocument, type PlainNode } from './plainNode.ts';
import { blockValue } from './plainScalars.ts';
import type { YamlDocument, YamlPath } from './yamlFile.ts';

/** A document that the plain parser read. @param rawOf parses the text in full, for those who edit it. */
export function plainDocument(text: string, document: PlainDocument, rawOf: () => Document.Parsed): YamlDocument {
  const { root } = document;
  let computed = false;
  let value: unknown;
  return {
    get raw() {
      return rawOf();
    },
    plain: true,
    get text() {
      return text.slice(document.start, document.end);
    },
    span: { start: document.start, end: document.end },
    problems: [],
    value() {
      if (!computed) value = readValue(text, root);
      computed = true;
      return value;
    },
    scalar(path) {
      const node = nodeAt(root, path);
      return node && isScalar(node) ? readValue(text, node) : undefined;
    },
    source(path) {
      const node = nodeAt(root, path);
      if (!node || !isScalar(node)) return undefined;
      const found = readValue(text, node);
      return typeof found === 'string' ? found : text.slice(node.start, node.end);
    },
    valueSpan(path) {
      return spanOf(nodeAt(root, path));
    },
    keySpan(path) {
      const parent = path.length > 0 ? nodeAt(root, path.slice(0, -1)) : undefined;
      const i = parent?.kind === MAP ? parent.keys.indexOf(String(path.at(-1))) : -1;
      if (!parent || i < 0) return undefined;
      return { start: parent.keyPlaces[2 * i] as number, end: parent.keyPlaces[2 * i + 1] as number };
    },
  };
}

function isScalar(node: PlainNode): boolean {
  return node.kind !== MAP && node.kind !== LIST;
}

function spanOf(node: PlainNode | undefined): Span | undefined {
  return node && { start: node.start, end: node.end };
}

function nodeAt(root: PlainNode, path: YamlPath): PlainNode | undefined {
  let node: PlainNode | undefined = root;
  for (const key of path) {
    if (node?.kind === MAP) node = node.items[node.keys.indexOf(String(key))];
    else if (node?.kind === LIST && typeof key === 'number') node = node.items[key];
    else return undefined;
  }
  return node;
}

function readValue(text: string, node: PlainNode): unknown {
  if (node.kind === MAP) {
    const made: Record<string, unknown> = {};
    for (let i = 0; i < node.keys.length; i++)
      made[node.keys[i] as string] = readValue(text, node.items[i] as PlainNode);
    return made;
  }
  if (node.kind === LIST) return node.items.map((item) => readValue(text, item));
  return node.kind === BLOCK ? blockValue(text.slice(node.start, node.end)) : node.value;
}
