import type { Span } from '../problems/problem.ts';
import { type ManifestFacts, textEnd } from './manifestFacts.ts';
import { suppressionOf } from './suppression.ts';

/** A scalar that can only be a string, whatever YAML's version: no quotes, no number, no boolean, no null. */
const PLAIN = /^[A-Za-z][A-Za-z0-9._/-]*$/;
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const KEY = /^[A-Za-z0-9_./-]+$/;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/;

interface Scalar {
  readonly text: string;
  readonly span: Span;
}

interface Draft {
  start: number;
  content: number;
  readonly keys: Set<string>;
  suppressed: readonly string[] | undefined;
  apiVersion?: Scalar;
  kind?: Scalar;
  name?: Scalar;
  namespace?: Scalar;
}

const draft = (start: number): Draft => ({ start, content: -1, keys: new Set(), suppressed: undefined });

/**
 * Reads in one pass over the lines what each document of a plain block-style text is. It answers only what a full parse
 * would answer too; whatever it can't be certain of (flow style, anchors, odd keys, tabs, directives…) makes it give up.
 * @returns the documents with apiVersion and kind, or undefined when the full parser must look.
 */
export function skimManifests(text: string): ManifestFacts[] | undefined {
  const found: ManifestFacts[] = [];
  let index = 0;
  let current = draft(0);
  /** Indentation of metadata's children while inside it: 0 before the first child, -1 outside. */
  let inner = -1;
  /** The last line held a whole scalar of interest: a deeper line would continue it. */
  let complete = -1;
  const length = text.length;

  const finish = (end: number): boolean => {
    if (current.apiVersion && current.kind) {
      if (current.kind.text === 'List') return false;
      found.push({
        index,
        span: { start: current.content, end },
        textEnd: textEnd(text, { start: current.content, end }),
        apiVersion: current.apiVersion.text,
        kind: current.kind.text,
        name: current.name?.text ?? null,
        namespace: current.namespace?.text ?? null,
        apiVersionSpan: current.apiVersion.span,
        kindSpan: current.kind.span,
        nameSpan: current.name?.span,
        suppressed: current.suppressed,
      });
    }
    return true;
  };

  for (let at = 0; at < length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = length;
    const start = at;
    at = end + 1;
    let first = start;
    while (first < end && text.charCodeAt(first) === 32) first++;
    const code = first < end ? text.charCodeAt(first) : 10;
    if (code === 10 || code === 13) {
      if (code === 13 && first + 1 < end) return undefined;
      continue;
    }
    if (code === 9) return undefined;
    if (code === 35) {
      if (current.content < 0) current.suppressed ??= suppressionOf(text.slice(first, end));
      continue;
    }
    const indent = first - start;
    if (complete >= 0 && indent > complete) return undefined;
    if (indent > 0) {
      if (current.content < 0) return undefined;
      if (inner < 0) {
        complete = -1;
        continue;
      }
      if (inner === 0) inner = indent;
      if (indent < inner) return undefined;
      if (indent > inner) {
        complete = -1;
        continue;
      }
    }
    complete = -1;
    if (indent === 0 && code === 45) {
      // A document's boundary, or an item of a list that is not indented.
      if (text.startsWith('---', first)) {
        const rest = text.slice(first + 3, end).trim();
        if (rest !== '' && !(rest.startsWith('#') && /\s/.test(text[first + 3] as string))) return undefined;
        if (current.content >= 0 || index > 0 || current.keys.size > 0) {
          if (!finish(start)) return undefined;
          index++;
          current = draft(at);
        } else current.start = current.start === 0 ? 0 : at;
        inner = -1;
        continue;
      }
      const next = text.charCodeAt(first + 1);
      if (next !== 32 && next !== 10 && next !== 13) return undefined;
      if (current.content < 0) return undefined;
      inner = -1;
      continue;
    }
    if (indent > 0 && code === 45) return undefined;
    const colon = text.indexOf(':', first);
    if (colon < 0 || colon > end) return undefined;
    const key = text.slice(first, colon);
    const after = text.charCodeAt(colon + 1);
    if (!KEY.test(key) || !(colon + 1 >= end || after === 32 || after === 13)) return undefined;
    if (indent === 0) {
      if (current.content < 0) current.content = first;
      if (current.keys.has(key) || key === '<<') return undefined;
      current.keys.add(key);
      inner = -1;
    }
    const wanted =
      indent === 0
        ? key === 'apiVersion' || key === 'kind'
          ? key
          : undefined
        : key === 'name' || key === 'namespace'
          ? key
          : undefined;
    if (indent === 0 && key === 'metadata') {
      if (valueAfter(text, colon + 1, end).text !== '') return undefined;
      inner = 0;
      continue;
    }
    if (wanted === undefined) continue;
    const scalar = readScalar(valueAfter(text, colon + 1, end));
    if (!scalar || current[wanted]) return undefined;
    current[wanted] = scalar;
    complete = indent;
  }
  return finish(length) ? found : undefined;
}

/** The value behind a colon: trimmed, without a comment. */
function valueAfter(text: string, from: number, end: number): Scalar {
  let start = from;
  while (start < end && text.charCodeAt(start) === 32) start++;
  let raw = text.slice(start, end);
  const comment = raw.startsWith('#') ? 0 : raw.search(/[ \t]#/);
  if (comment >= 0) raw = raw.slice(0, comment);
  raw = raw.trimEnd();
  return { text: raw, span: { start, end: start + raw.length } };
}

/** A string for certain, or undefined. */
function readScalar(value: Scalar): Scalar | undefined {
  if (PLAIN.test(value.text)) return WORDS.has(value.text.toLowerCase()) ? undefined : value;
  const quoted = QUOTED.exec(value.text);
  const content = quoted?.[1] ?? quoted?.[2];
  return content === undefined || content === '' ? undefined : { text: content, span: value.span };
}
