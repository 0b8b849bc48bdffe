import { decodeGo, type GoType } from '../applications/goTypes.ts';
import { isObject, type JsonObject, objectOf } from '../applications/json.ts';
import { decodeJson } from '../gotemplate/yaml/json/decode.ts';

/** The offset behind the JSON object or array that begins at `start`; undefined when it doesn't end. */
export function findJsonEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth <= 0) return i + 1;
  }
  return undefined;
}

/**
 * Decodes a `.json` file as a directory source does (`reposerver/repository/repository.go` getObjsFromYAMLOrJSON): exactly
 * one object. One that is no Kubernetes object is let through where it decodes as an OCI image manifest, which nearly any
 * does; so is `null`, as an empty object.
 * @returns the object, or the error in Go's words.
 */
export function decodeJsonFile(text: string): { readonly value: JsonObject } | { readonly error: string } {
  const start = text.search(/[^ \t\r\n]/);
  if (start < 0) return { error: 'EOF' };
  const end = findJsonEnd(text, start) ?? text.length;
  const json = text.slice(start, end);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    const decoded = decodeJson(json);
    return { error: 'error' in decoded ? decoded.error : 'invalid JSON' };
  }
  const wrong = whyNoKubernetesObject(value);
  if (wrong !== undefined && !isImageManifest(json)) return { error: wrong };
  // Go's `decoder.More` takes a closing bracket for the end.
  if (/^[ \t\r\n]*[^ \t\r\n\]}]/.test(text.slice(end)))
    return { error: 'Found multiple objects. Only single objects are allowed in JSON files.' };
  return { value: hasInfinity(value) ? {} : objectOf(value) };
}

/** Whether an object has the kind that Kubernetes asks for (`unstructured.go` GroupVersionKind): beside a version of more than two parts none counts. */
export function hasKind(object: JsonObject): boolean {
  const { kind, apiVersion } = object;
  if (typeof kind !== 'string' || kind === '') return false;
  return typeof apiVersion !== 'string' || apiVersion.split('/').length <= 2;
}

function whyNoKubernetesObject(value: unknown): string | undefined {
  if (value !== null && !isObject(value)) {
    const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
  }
  if (hasInfinity(value)) return 'json: cannot unmarshal number into Go value of type float64';
  return value !== null && hasKind(value) ? undefined : "Object 'Kind' is missing";
}

/** Whether a value holds a number that no float64 can. It may be nested as deep as a file is long. */
function hasInfinity(value: unknown): boolean {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'number' && !Number.isFinite(next)) return true;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) pending.push(part);
  }
  return false;
}

/** Whether a JSON text decodes into an image manifest (`github.com/opencontainers/image-spec` specs-go/v1 Manifest). */
function isImageManifest(json: string): boolean {
  // Go takes no fraction or exponent for an integer, whatever its value; to JSON.parse they look the same.
  const text = json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || isInt64(token) ? token : '0.5',
  );
  const value: unknown = JSON.parse(text);
  return decodeGo(value, IMAGE_MANIFEST).error === undefined;
}

function isInt64(token: string): boolean {
  if (!/^-?\d{1,19}$/.test(token)) return false;
  const number = BigInt(token);
  return BigInt.asIntN(64, number) === number;
}

const TEXTS: GoType = { list: 'string' };
const ANNOTATIONS: GoType = { map: 'string' };

const DESCRIPTOR: GoType = {
  struct: 'Descriptor',
  fields: {
    mediaType: 'string',
    digest: 'string',
    size: 'int64',
    urls: TEXTS,
    annotations: ANNOTATIONS,
    data: 'bytes',
    platform: {
      struct: 'Platform',
      fields: {
        architecture: 'string',
        os: 'string',
        'os.version': 'string',
        'os.features': TEXTS,
        variant: 'string',
      },
    },
    artifactType: 'string',
  },
};

const IMAGE_MANIFEST: GoType = {
  struct: 'Manifest',
  fields: {
    schemaVersion: 'int64',
    mediaType: 'string',
    artifactType: 'string',
    config: DESCRIPTOR,
    layers: { list: DESCRIPTOR },
    subject: DESCRIPTOR,
    annotations: ANNOTATIONS,
  },
};
