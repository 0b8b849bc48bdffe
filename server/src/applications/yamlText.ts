import { toPlain } from '../gotemplate/values.ts';
import { encodeJson } from '../gotemplate/yaml/json/encode.ts';
import { readYaml, unmarshalYaml } from '../gotemplate/yaml/readYaml.ts';
import { isObject, type JsonObject } from './json.ts';

/** What a text holds, or why Go can't read it. */
export type Read<T> = { readonly value: T } | { readonly error: string };

const OBJECTS = '[]map[string]interface {}';

/** One object, as yaml.Unmarshal reads it into a `map[string]any`; nothing is an empty one. */
export function readObject(text: string): Read<JsonObject> {
  const { value, error } = unmarshalYaml(text, 'map');
  return error === undefined ? { value: toPlain(value) as JsonObject } : { error };
}

/** A list of objects (`[]map[string]any`); an item that is null is an empty one. */
export function readObjects(text: string): Read<readonly JsonObject[]> {
  const { value, error } = unmarshalYaml(text, 'slice', OBJECTS);
  if (error !== undefined) return { error };
  const items = toPlain(value) as unknown[];
  const wrong = items.find((item) => item !== null && !isObject(item));
  if (wrong === undefined) return { value: items.map((item) => (isObject(item) ? item : {})) };
  const kind = Array.isArray(wrong) ? 'array' : typeof wrong === 'boolean' ? 'bool' : typeof wrong;
  const reason = `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
  return { error: `error unmarshaling JSON: while decoding JSON: ${reason}` };
}

/** A text that may be JSON already, as JSON (`applicationset/utils/utils.go` ConvertYAMLToJSON), with what it says. */
export function readJsonText(text: string): Read<unknown> & { readonly json: string } {
  const plain = parseJson(text);
  if (plain !== undefined) return { value: plain, json: text };
  const { value, error } = readYaml(text, { exactIntegers: true });
  if (error) return { error: error.message, json: text };
  const json = encodeJson(value, { html: true, indent: '' });
  return typeof json === 'string'
    ? { value: toPlain(value), json }
    : { error: 'error' in json ? json.error : 'the text is too long', json: text };
}

/** undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
