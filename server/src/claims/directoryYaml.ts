import { isMap, isPair, isSeq, visit } from 'yaml';
import { parseYaml, yamlFile } from '../documents/yamlFile.ts';
import type { Tree } from '../files/tree.ts';
import { readYaml } from '../gotemplate/yaml/readYaml.ts';
import type { Span } from '../problems/problem.ts';
import { findJsonEnd } from './directoryJson.ts';

/** What a decoder made of a text: values in order, up to the first error. */
export interface DecodedStream {
  readonly values: readonly { readonly value: unknown; readonly span: Span }[];
  readonly error?: { readonly message: string; readonly span: Span };
}

/**
 * Decodes a text as Kubernetes' `YAMLOrJSONDecoder` does (`k8s.io/apimachinery/pkg/util/yaml/decoder.go`): JSON values one
 * after the other while the text begins with `{`, else YAML documents divided by lines that begin with `---`. Empty
 * documents are left out.
 */
export function decodeYamlOrJson(text: string): DecodedStream {
  const values: { value: unknown; span: Span }[] = [];
  let offset = 0;
  while (text.charAt(skipSpace(text, offset)) === '{') {
    const start = skipSpace(text, offset);
    const end = findJsonEnd(text, start);
    const value = end === undefined ? undefined : parseJson(text.slice(start, end));
    if (end === undefined || value === undefined) break;
    values.push({ value, span: { start, end } });
    offset = end;
  }
  if (skipSpace(text, offset) >= text.length) return { values };
  const { parts, error } = splitDocuments(text, offset);
  for (const { start, end } of parts) {
    const decoded = decodeDocument(text.slice(start, end));
    if ('error' in decoded) {
      const { message, span } = decoded.error;
      return { values, error: { message, span: { start: start + span.start, end: start + span.end } } };
    }
    if (decoded.value === null || decoded.value === undefined) continue;
    values.push({ value: decoded.value, span: { start: start + decoded.span.start, end: start + decoded.span.end } });
  }
  return error ? { values, error } : { values };
}

/** Numbers that JSON has not: the decoder refuses them. */
const NOT_FINITE = /\.(?:nan|inf)\b/i;

/** What the decoder makes of a file that the plain parser reads; undefined for others. */
export function plainStream(tree: Tree, path: string, text: string): DecodedStream['values'] | undefined {
  if (NOT_FINITE.test(text)) return undefined;
  const file = tree.derive(yamlFile, path);
  if (!file?.plain) return undefined;
  return file.documents.flatMap((document) => {
    const value = document.value();
    return value === null ? [] : [{ value, span: document.valueSpan([]) ?? document.span }];
  });
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * The parts between lines that begin with `---`, up to one that goes on with anything but a comment: that is an error before
 * the part in front of it is decoded (`decoder.go` YAMLReader.Read).
 */
function splitDocuments(
  text: string,
  from: number,
): { readonly parts: readonly Part[]; readonly error?: DecodedStream['error'] } {
  const parts: Part[] = [];
  const separator = /^---(.*)$/gm;
  separator.lastIndex = from;
  let start = from;
  for (let found = separator.exec(text); found; found = separator.exec(text)) {
    const rest = (found[1] ?? '').trim();
    const end = found.index + found[0].length;
    if (rest !== '' && !rest.startsWith('#'))
      return {
        parts,
        error: { message: `invalid Yaml document separator: ${rest}`, span: { start: found.index, end } },
      };
    parts.push({ start, end: found.index });
    start = end;
  }
  parts.push({ start, end: text.length });
  return { parts };
}

function decodeDocument(
  text: string,
):
  | { readonly value: unknown; readonly span: Span }
  | { readonly error: { readonly message: string; readonly span: Span } } {
  if (/^\s*$/.test(text)) return { value: null, span: { start: 0, end: 0 } };
  const document = parseYaml(text).documents[0];
  if (!document) {
    const directive = text.search(/^%/m);
    if (directive < 0) return { value: null, span: { start: 0, end: 0 } };
    return broken(text, 'did not find expected <document start>', { start: directive, end: directive + 1 });
  }
  const value = document.value();
  const problem = document.problems[0];
  if (problem) return broken(text, problem.message, problem.span);
  let invalidKey: { message: string; span: Span } | undefined;
  let unsupported: { message: string; span: Span } | undefined;
  visit(document.raw, {
    Pair(_, pair) {
      if (!isPair(pair) || !(isMap(pair.key) || isSeq(pair.key))) return undefined;
      const [start, end] = pair.key.range ?? [0, 0];
      invalidKey = { message: 'invalid map key', span: { start, end } };
      return visit.BREAK;
    },
    Scalar(_, { value: number, range }) {
      if (unsupported || typeof number !== 'number' || Number.isFinite(number)) return;
      const text = Number.isNaN(number) ? 'NaN' : number < 0 ? '-Inf' : '+Inf';
      unsupported = {
        message: `json: unsupported value: ${text}`,
        span: { start: range?.[0] ?? 0, end: range?.[1] ?? 0 },
      };
    },
  });
  if (invalidKey) return broken(text, invalidKey.message, invalidKey.span);
  if (unsupported) return { error: unsupported };
  const [start, end] = document.raw.contents?.range ?? [0, 0];
  return { value, span: { start, end } };
}

/** An error in go-yaml's words, its line counted from the document's start; in ours where that one reads the text. */
function broken(text: string, message: string, span: Span): { readonly error: { message: string; span: Span } } {
  return { error: { message: readYaml(text).error?.message ?? message, span } };
}
