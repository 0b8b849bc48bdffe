import { isObject, objectOf } from '../../applications/json.ts';
import { shown } from '../../gotemplate/unknown.ts';
import type { FieldChange } from './model.ts';

/** Fields that are told for one Application, and characters of a value, at most. */
const MAX_FIELDS = 12;
const MAX_VALUE = 80;

/** The fields of an Application's `spec` and its finalizers in which two sides differ, as paths with their values. */
export function fieldChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): FieldChange[] {
  const found: FieldChange[] = [];
  compare('spec', before['spec'], after['spec'], found);
  compare('metadata.finalizers', finalizers(before), finalizers(after), found);
  return found.slice(0, MAX_FIELDS);
}

/** The finalizers of an object. */
export function finalizers({ metadata }: Readonly<Record<string, unknown>>): unknown {
  return objectOf(metadata)['finalizers'];
}

function compare(path: string, before: unknown, after: unknown, found: FieldChange[]): void {
  if (found.length >= MAX_FIELDS) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(`${path}.${key}`, before[key], after[key], found);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i++)
      compare(`${path}[${i}]`, before[i], after[i], found);
  } else {
    const was = written(before);
    const is = written(after);
    if (was === is) return;
    found.push({
      field: path,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    });
  }
}

function written(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const words = shown(typeof value === 'string' ? value : JSON.stringify(value));
  return words.length > MAX_VALUE ? `${words.slice(0, MAX_VALUE)}…` : words;
}
