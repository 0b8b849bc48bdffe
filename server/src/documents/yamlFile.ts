import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
} from 'yaml';
import type { Derivation } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';
import { hasDeepKey } from './deepKeys.ts';
import { goYamlOptions } from './goYaml.ts';
import { plainDocument } from './plainDocument.ts';
import { parsePlain } from './plainParser.ts';

/** Keys and indices from a document's root to a value. */
export type YamlPath = readonly (string | number)[];

/** A syntax error and its place. */
export interface YamlProblem {
  readonly message: string;
  readonly span: Span;
}

/** One document of a YAML (or JSON) text, with the places of its values. */
export interface YamlDocument {
  /** From its `---` (or its first token) to the next document's. */
  readonly span: Span;
  readonly problems: readonly YamlProblem[];
  /** The value as Argo CD's YAML reader gives it (YAML 1.1 booleans, last duplicate wins); undefined for an empty or broken document. */
  value(): unknown;
  /** Its part of the file's text. */
  readonly text: string;
  /** Without anchors, tags and repeated keys, for certain: read by the plain parser. */
  readonly plain: boolean;
  /** The scalar at a path, also in a document with errors elsewhere; undefined when there is none or it is no scalar. */
  scalar(path: YamlPath): unknown;
  /** The place of the value at a path; undefined when there is none. */
  valueSpan(path: YamlPath): Span | undefined;
  /** The scalar at a path as it is written, quotes and escapes resolved; undefined when there is none or it is no scalar. */
  source(path: YamlPath): string | undefined;
  /** The place of the key that holds the value at a path; undefined for list items. */
  keySpan(path: YamlPath): Span | undefined;
  /** The `yaml` package's own document, for edits. */
  readonly raw: Document.Parsed;
}

/** A parsed text. */
export interface YamlFile {
  readonly text: string;
  /** Read by the plain parser: without problems, and cheap. Else `documents` asks the full parser when they are first read. */
  readonly plain: boolean;
  readonly documents: readonly YamlDocument[];
}

/** Aliases a document may expand to before it counts as an alias bomb. */
const MAX_ALIASES = 10_000;

/** Parses every document of a text. Never throws: what is wrong stands in each document's `problems`. */
export function parseYaml(text: string): YamlFile {
  const plain = parsePlain(text);
  let full: readonly YamlDocument[] | undefined;
  const fully = (): readonly YamlDocument[] => {
    full ??= parseFully(text);
    return full;
  };
  if (plain) {
    const documents = plain.map((found, i) => plainDocument(text, found, () => (fully()[i] as YamlDocument).raw));
    return { text, plain: true, documents };
  }
  return {
    text,
    plain: false,
    get documents() {
      return fully();
    },
  };
}

/** The same by the `yaml` package alone. */
export function parseFully(text: string): readonly YamlDocument[] {
  try {
    // Go's reader ends a line at a lone carriage return too; the package takes it for text.
    const parsed = parseAllDocuments(text.replace(/\r(?!\n)/g, '\n'), goYamlOptions);
    const raws = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
    return raws.map((raw, i) => {
      const [start] = raw.range;
      const end = raws[i + 1]?.range[0] ?? text.length;
      return hasDeepKey(raw) ? unreadable(text, { start, end }, 'invalid map key') : yamlDocument(text, raw, [], end);
    });
  } catch (error) {
    // Nested so deeply that the parser's stack ends: one document with one problem.
    return [unreadable(text, { start: 0, end: text.length }, (error as Error).message)];
  }
}

function unreadable(text: string, { start, end }: Span, why: string): YamlDocument {
  const raw = parseDocument('', goYamlOptions) as Document.Parsed;
  raw.range = [start, end, end];
  const message = `The text can’t be parsed: ${why}`;
  return yamlDocument(text, raw, [{ message, span: { start, end: start } }], end);
}

/** A file's parsed text; undefined when the file can't be read. */
export const yamlFile: Derivation<YamlFile | undefined> = {
  name: 'yamlFile',
  ofText: 'drop',
  compute(tree, path) {
    const text = tree.text(path);
    return text === undefined ? undefined : parseYaml(text);
  },
};

function yamlDocument(text: string, raw: Document.Parsed, found: readonly YamlProblem[], end: number): YamlDocument {
  let computed = false;
  let value: unknown;
  const problems: YamlProblem[] = [
    ...found,
    ...raw.errors.map((error) => ({
      message: error.message.split(' at line ')[0] ?? error.message,
      span: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) },
    })),
  ];
  return {
    raw,
    plain: false,
    get text() {
      return text.slice(raw.range[0], end);
    },
    span: { start: raw.range[0], end },
    problems,
    value() {
      if (computed) return value;
      computed = true;
      if (problems.length > 0 || raw.contents === null) return value;
      try {
        const made: unknown = raw.toJS({ maxAliasCount: MAX_ALIASES });
        if (!isBounded(made, 0, [])) throw new Error('The document contains itself, or is nested too deeply');
        value = made;
      } catch (error) {
        problems.push({ message: (error as Error).message, span: { start: raw.range[0], end: raw.range[0] } });
      }
      return value;
    },
    scalar(path) {
      const node = nodeAt(raw, path);
      const target = isAlias(node) ? node.resolve(raw) : node;
      return isScalar(target) ? target.value : undefined;
    },
    source(path) {
      const node = nodeAt(raw, path);
      return isScalar(node) ? (node.source ?? String(node.value ?? '')) : undefined;
    },
    valueSpan(path) {
      return nodeSpan(nodeAt(raw, path));
    },
    keySpan(path) {
      const pair = pairAt(raw, path);
      return pair && isNode(pair.key) ? nodeSpan(pair.key) : undefined;
    },
  };
}

/** Deeper than any manifest; an anchor that holds its own alias is endless. */
const MAX_DEPTH = 500;

function isBounded(value: unknown, depth: number, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > MAX_DEPTH || above.includes(value)) return false;
  const inner = [...above, value];
  return Object.values(value).every(
    (item) => typeof item !== 'object' || item === null || isBounded(item, depth + 1, inner),
  );
}

function nodeSpan(node: Node | null | undefined): Span | undefined {
  return node?.range ? { start: node.range[0], end: endOf(node) } : undefined;
}

/** The end of a node's last token: the package puts a block collection's behind the comments and lines that follow it. */
function endOf(node: Node): number {
  let last: Node = node;
  while ((isMap(last) || isSeq(last)) && last.flow !== true) {
    const item: unknown = last.items.at(-1);
    const inner = isPair(item) ? (isNode(item.value) ? item.value : item.key) : item;
    if (!isNode(inner) || !inner.range) break;
    last = inner;
  }
  return last.range?.[1] ?? 0;
}

/** The node at a path, aliases followed. */
function nodeAt(raw: Document.Parsed, path: YamlPath): Node | undefined {
  let node: Node | null | undefined = raw.contents;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(raw);
    if (isMap(node)) {
      const value: unknown = findPair(node.items, key)?.value;
      node = isNode(value) ? value : undefined;
    } else if (isSeq(node) && typeof key === 'number') {
      const item: unknown = node.items[key];
      node = isNode(item) ? item : undefined;
    } else return undefined;
  }
  return node ?? undefined;
}

function pairAt(raw: Document.Parsed, path: YamlPath): Pair | undefined {
  if (path.length === 0) return undefined;
  const parent = nodeAt(raw, path.slice(0, -1));
  return isMap(parent) ? findPair(parent.items, path[path.length - 1] as string) : undefined;
}

/** The last pair with the key wins, as in Argo CD's reader. */
function findPair(items: readonly Pair[], key: string | number): Pair | undefined {
  for (let i = items.length - 1; i >= 0; i--) {
    const pair = items[i];
    if (isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key)) return pair;
  }
  return undefined;
}
