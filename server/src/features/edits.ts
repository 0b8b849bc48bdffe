/** Minimal textual edits of YAML: comments, quotes, indentation and line ends stay as they are. */

import { isMap, isScalar, isSeq, type Pair } from 'yaml';
import { parseYaml, type YamlDocument, type YamlPath } from '../documents/yamlFile.ts';
import type { Span } from '../problems/problem.ts';

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The line end that a text uses. */
export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The offset of the start of the line that holds an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset behind the line end of the line that holds an offset. */
export function lineAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

export function indentAt(text: string, offset: number): number {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ') end++;
  return end - start;
}

/** A string as a YAML scalar, quoted where it must be. */
export function scalarText(value: string): string {
  const safe =
    /^[A-Za-z_./$][A-Za-z0-9_./@:;=$+~-]*$/.test(value) &&
    !value.endsWith(':') &&
    !/^(?:\.\d|(?:\.inf|\.nan|true|false|null|yes|no|on|off|y|n)$)/i.test(value);
  return safe || /^[A-Za-z0-9_.-]+\/[^:#]*$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

/** Replaces a scalar, keeping its kind of quotes. */
export function replaceScalar(text: string, span: Span, value: string): TextEdit {
  const old = text.slice(span.start, span.end);
  if (old.startsWith('"')) return { span, text: JSON.stringify(value) };
  if (old.startsWith("'")) return { span, text: `'${value.replaceAll("'", "''")}'` };
  return { span, text: scalarText(value) };
}

/**
 * Adds an item to the end of a list of scalars; makes the list when there is none.
 * @param document the document with the list; @param path of the list, e.g. `['resources']`.
 */
export function appendItem(text: string, document: YamlDocument, path: YamlPath, value: string): TextEdit | undefined {
  const eol = lineEnd(text);
  const node = document.raw.getIn(path.length === 0 ? [] : [...path], true);
  if (isSeq(node) && node.range) {
    if (node.flow) {
      const close = node.range[1] - 1;
      const empty = node.items.length === 0;
      return { span: { start: close, end: close }, text: `${empty ? '' : ', '}${scalarText(value)}` };
    }
    const last = document.valueSpan([...path, node.items.length - 1]);
    const first = document.valueSpan([...path, 0]);
    if (!last || !first) return undefined;
    const line = text.slice(lineStart(text, first.start), first.start);
    const dash = /^(\s*-\s+)/.exec(line)?.[1] ?? '  - ';
    const at = lineAfter(text, Math.max(last.end - 1, last.start));
    const missing = at === text.length && !text.endsWith('\n') ? eol : '';
    return { span: { start: at, end: at }, text: `${missing}${dash}${scalarText(value)}${missing ? '' : eol}` };
  }
  const key = document.keySpan(path);
  if (key) {
    // `resources:` without a value.
    const at = lineAfter(text, key.end);
    const indent = ' '.repeat(indentAt(text, key.start) + 2);
    const missing = at === text.length && !text.endsWith('\n') ? eol : '';
    return { span: { start: at, end: at }, text: `${missing}${indent}- ${scalarText(value)}${missing ? '' : eol}` };
  }
  if (path.length !== 1) return undefined;
  const at = endOfContent(text, document);
  const missing = at > 0 && text[at - 1] !== '\n' ? eol : '';
  return { span: { start: at, end: at }, text: `${missing}${path[0]}:${eol}  - ${scalarText(value)}${eol}` };
}

/** Where a new top-level key of a document goes: behind its last line. */
function endOfContent(text: string, document: YamlDocument): number {
  const contents = document.raw.contents;
  if (isMap(contents) && contents.range) return lineAfter(text, Math.max(contents.range[1] - 1, 0));
  return text.length;
}

/**
 * Sets a value below a mapping: replaces the scalar that is there, or adds the keys that are missing, in block style (or
 * flow style inside of a flow mapping).
 * @param value text of a YAML scalar, as it is to stand.
 */
export function setValue(text: string, document: YamlDocument, path: YamlPath, value: string): TextEdit | undefined {
  const exact = document.valueSpan(path);
  if (exact) return { span: exact, text: value };
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const parent = path.slice(0, depth);
    const node = depth === 0 ? document.raw.contents : document.raw.getIn([...parent], true);
    if (!isMap(node) || !node.range) continue;
    const missing = path.slice(depth);
    if (node.flow) {
      const close = node.range[1] - 1;
      const nested = missing.reduceRight<string>(
        (inner, key, i) => (i === missing.length - 1 ? `${key}: ${value}` : `${key}: { ${inner} }`),
        '',
      );
      const before = text.slice(node.range[0], close);
      const spaced = /\s$/.test(before);
      return {
        span: { start: spaced ? close - 1 : close, end: close },
        text: `${node.items.length > 0 ? ',' : ''} ${nested} `,
      };
    }
    const first = (node.items as Pair[])
      .map(({ key }) => (isScalar(key) ? key.range : undefined))
      .find((range) => range)?.[0];
    if (first === undefined) continue;
    const eol = lineEnd(text);
    const step = 2;
    const indent = first - lineStart(text, first);
    const at = lineAfter(text, Math.max(node.range[1] - 1, first));
    const lineBreak = at === text.length && !text.endsWith('\n') ? eol : '';
    const lines = missing.map(
      (key, i) => `${' '.repeat(indent + i * step)}${key}:${i === missing.length - 1 ? ` ${value}` : ''}`,
    );
    return { span: { start: at, end: at }, text: `${lineBreak}${lines.join(eol)}${lineBreak ? '' : eol}` };
  }
  return undefined;
}

/** Applies edits to a text: for tests, and for files that are not open. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (result, { span, text: replacement }) => result.slice(0, span.start) + replacement + result.slice(span.end),
      text,
    );
}

/** The document of a text that holds an offset. */
export function documentAt(text: string, offset: number): YamlDocument | undefined {
  return parseYaml(text).documents.find(({ span }) => offset >= span.start && offset <= span.end);
}
