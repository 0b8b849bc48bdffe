import type { Value } from '../values.ts';
import { findForbiddenCharacter } from './characters.ts';
import { Decoder, JsonConversionError, toJsonValue } from './decodeNode.ts';
import type { YamlValue } from './goSyntax.ts';
import type { YamlNode } from './nodes.ts';
import { DocumentParser } from './parser.ts';
import { YamlSyntaxError } from './tokens.ts';

/** Why a text could not be read, in Go's words; `offset` is where to show it (0 when there is no place). */
export interface YamlError {
  readonly message: string;
  readonly offset: number;
}

export interface YamlReading {
  /** null for an empty text and where there is an error. */
  readonly value: Value;
  /** The nodes with their positions; undefined for an empty text and where the text is no YAML. */
  readonly node: YamlNode | undefined;
  readonly error?: YamlError;
  /** What sigs.k8s.io/yaml's strict functions say instead (keys that are there twice). */
  readonly strictError?: YamlError;
}

export interface YamlOptions {
  /** Keeps integers as int64/uint64 (as YAMLToJSON does); without it numbers are float64 (as Unmarshal does). */
  readonly exactIntegers?: boolean;
}

/** go-yaml reads its input in blocks of this size, and finds forbidden characters only in the blocks it has read. */
const readAhead = 512;

/**
 * Reads the nodes of the first document of a text as go-yaml does.
 * @returns the node, or the error with go-yaml's text (`yaml: line 2: …`).
 */
export function parseYaml(text: string): { readonly node: YamlNode | undefined; readonly error?: YamlError } {
  const forbidden = findForbiddenCharacter(text);
  const parser = new DocumentParser(text);
  let node: YamlNode | undefined;
  let error: YamlError | undefined;
  try {
    node = parser.parse();
  } catch (thrown) {
    error = yamlError(thrown);
  }
  if (forbidden >= 0 && forbidden < Math.ceil((parser.reached + 1) / readAhead) * readAhead)
    return { node: undefined, error: { message: 'yaml: control characters are not allowed', offset: forbidden } };
  return error ? { node: undefined, error } : { node };
}

/**
 * Reads the first document of a text as sigs.k8s.io/yaml v1.6.0 does (YAML 1.1 by go-yaml v2, then JSON).
 * Never throws: errors come back with Go's text.
 */
export function readYaml(text: string, options: YamlOptions = {}): YamlReading {
  const { node, error } = parseYaml(text);
  if (error) return { value: null, node, error };
  if (!node) return { value: null, node };
  return { node, ...decodeYaml(node, options) };
}

/** The value of a node that `parseYaml` gave. */
export function decodeYaml(
  node: YamlNode,
  options: YamlOptions = {},
): Pick<YamlReading, 'value' | 'error' | 'strictError'> {
  const decoder = new Decoder();
  try {
    const decoded: YamlValue = decoder.decode(node);
    const duplicates = decoder.duplicates.map((duplicate) => `\n  ${duplicate.message}`).join('');
    const offset = decoder.duplicates[0]?.offset ?? 0;
    const strict = duplicates && { strictError: { message: `yaml: unmarshal errors:${duplicates}`, offset } };
    return { value: toJsonValue(decoded, options.exactIntegers ?? false), ...(strict || {}) };
  } catch (thrown) {
    return { value: null, error: yamlError(thrown) };
  }
}

/** A text as Helm's and Argo CD's functions read it: yaml.Unmarshal into a Go map or slice. */
export function unmarshalYaml(
  text: string,
  into: 'map' | 'slice',
  goType = into === 'map' ? 'map[string]interface {}' : '[]interface {}',
): { readonly value: Value; readonly error?: string } {
  const { value, error } = readYaml(text);
  if (error) return { value: null, error: `error converting YAML to JSON: ${error.message}` };
  const found = jsonKind(value);
  if (found === 'null') return { value: into === 'map' ? new Map() : [] };
  if (found === (into === 'map' ? 'object' : 'array')) return { value };
  const reason = `json: cannot unmarshal ${found} into Go value of type ${goType}`;
  return { value: null, error: `error unmarshaling JSON: while decoding JSON: ${reason}` };
}

/** How encoding/json names a value's kind in its errors. */
export function jsonKind(value: Value): 'null' | 'bool' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'array';
  return value instanceof Map ? 'object' : 'number';
}

function yamlError(thrown: unknown): YamlError {
  if (thrown instanceof YamlSyntaxError) return { message: `yaml: ${thrown.message}`, offset: thrown.offset };
  if (thrown instanceof JsonConversionError) return { message: thrown.message, offset: 0 };
  throw thrown;
}
