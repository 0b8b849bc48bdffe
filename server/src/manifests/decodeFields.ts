import type { YamlPath } from '../documents/yamlFile.ts';
import type { FieldType } from './kustomizationFields.ts';

/** A value that doesn't fit its type, with the keys (as written) that lead to it. */
export interface DecodeProblem {
  readonly message: string;
  readonly path: YamlPath;
}

export interface Decoded {
  /** The value under the names of the type's fields; null where nothing usable stands. */
  readonly value: unknown;
  /** The first one is what kustomize stops at. */
  readonly problems: readonly DecodeProblem[];
}

const MAX_DEPTH = 100;

/**
 * Checks a plain value against a type the way Go's encoding/json decodes with unknown fields disallowed: field names
 * match in any case, null means absent, nothing is converted.
 * @returns the value with the names the type gives; what doesn't fit is left out and told.
 */
export function decodeFields(value: unknown, type: FieldType): Decoded {
  const problems: DecodeProblem[] = [];
  return { value: decode(value, type, [], problems, true), problems };
}

function decode(value: unknown, type: FieldType, path: YamlPath, problems: DecodeProblem[], root = false): unknown {
  if (value === null || value === undefined) return null;
  if (path.length > MAX_DEPTH) return null;
  if (type === 'any') return value;
  const mismatch = (wanted: string): null => {
    const names = path.filter((key) => typeof key === 'string');
    const place = root ? 'Go value' : `Go struct field Kustomization.${names.join('.')}`;
    problems.push({ message: `json: cannot unmarshal ${jsonKind(value)} into ${place} of type ${wanted}`, path });
    return null;
  };
  if (type === 'string') return typeof value === 'string' ? value : mismatch('string');
  if (type === 'bool') return typeof value === 'boolean' ? value : mismatch('bool');
  if (type === 'int') return isInteger(value) ? Number(value) : mismatch('int');
  if ('list' in type) {
    if (!Array.isArray(value)) return mismatch(type.list === 'string' ? '[]string' : 'list');
    const absent = type.list === 'string' ? '' : null;
    return value.map((item, i) => decode(item, type.list, [...path, i], problems) ?? absent);
  }
  if (!isPlainObject(value)) return mismatch(root ? 'types.Kustomization' : 'struct');
  if ('map' in type) {
    const out: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(value)) out[key] = decode(value[key], type.map, [...path, key], problems);
    return out;
  }
  const out: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) {
    const field = fieldName(type.fields, key);
    if (field === undefined) problems.push({ message: `json: unknown field "${key}"`, path: [...path, key] });
    else {
      const decoded = decode(value[key], type.fields[field] as FieldType, [...path, key], problems);
      if (decoded !== null || !(field in out)) out[field] = decoded;
    }
  }
  return out;
}

function fieldName(fields: Readonly<Record<string, FieldType>>, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const folded = key.toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === folded);
}

function isInteger(value: unknown): boolean {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
