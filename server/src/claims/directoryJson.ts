import { isObject } from '../applications/json.ts';

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
 * one object; one that is no Kubernetes object counts as an OCI image manifest where it decodes as one, and gives an empty
 * object.
 */
export function decodeJsonFile(
  text: string,
): { readonly value: Readonly<Record<string, unknown>> } | { readonly error: string } {
  const start = text.search(/\S/);
  if (start < 0) return { error: 'EOF' };
  const end = findJsonEnd(text, start) ?? text.length;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start, end));
  } catch (error) {
    return { error: (error as Error).message };
  }
  if (!isObject(value)) return { error: 'the file holds no JSON object' };
  const kind = value['kind'];
  const isKubernetes = typeof kind === 'string' && kind !== '';
  const wrong = isKubernetes
    ? undefined
    : IMAGE_MANIFEST.find(([field, fits]) => {
        const part = value[field];
        return part !== undefined && part !== null && !fits(part);
      });
  if (wrong) return { error: `${wrong[0]} has another type than in an OCI image manifest` };
  if (text.slice(end).trim() !== '')
    return { error: 'Found multiple objects. Only single objects are allowed in JSON files.' };
  return { value: isKubernetes ? value : {} };
}

/** Fields that an OCI image manifest decodes, and whether a value fits. */
const IMAGE_MANIFEST: readonly (readonly [field: string, fits: (value: unknown) => boolean])[] = [
  ['schemaVersion', (value) => Number.isInteger(value)],
  ['mediaType', isString],
  ['artifactType', isString],
  ['config', isObject],
  ['layers', (value) => Array.isArray(value) && value.every((layer) => layer === null || isObject(layer))],
  ['subject', isObject],
  ['annotations', (value) => isObject(value) && Object.values(value).every((text) => text === null || isString(text))],
];

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
