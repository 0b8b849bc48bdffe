import { TemplateError } from '../functionTypes.ts';
import { fromBytes } from '../goString.ts';
import {
  Complex,
  type GoList,
  GoObject,
  Int,
  isGoFunction,
  kindOf,
  NO_VALUE,
  TypedList,
  Unknown,
  type Value,
} from '../values.ts';
import { printValue } from './print.ts';

/** A value as text (sprig strval): strings and bytes as they are, what has String() by it, the rest as `%v`. */
export function strval(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Unknown) return value.text;
  if (value instanceof GoObject) return value.text() ?? printValue(value);
  if (value instanceof TypedList && value.goType === '[]uint8')
    return fromBytes(Uint8Array.from(value, (byte) => (byte as Int).toNumber()));
  return printValue(value);
}

/** sprig's `empty`: nil, zero, false, "", and maps and lists without entries. Structs are never empty. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === NO_VALUE) return true;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === 0;
  if (typeof value === 'string') return value === '';
  if (value instanceof Int) return value.value === 0n;
  if (value instanceof Map) return value.size === 0;
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof Complex) return value.real === 0 && value.imaginary === 0;
  return false;
}

/** What reflect.TypeOf(nil).Kind() does to a template. */
export const nilPointer = 'runtime error: invalid memory address or nil pointer dereference';

/**
 * The items of a list argument.
 * @throws TemplateError with `problem` and the kind, as sprig says it for other values.
 */
export function listItems(value: Value, problem: string): GoList {
  if (Array.isArray(value)) return value;
  if (value === null || value === NO_VALUE) throw new TemplateError(nilPointer);
  throw new TemplateError(`${problem} ${kindOf(value)}`);
}

/** The texts of a list without its nils; of anything else its own text (sprig strslice). */
export function stringItems(value: Value): string[] {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(strval);
  return value === null || value === NO_VALUE ? [] : [strval(value)];
}

/** Whether a value is, or holds somewhere inside, one that cannot be known. */
export function holdsUnknown(value: Value, seen = new Set<Value>()): boolean {
  if (value instanceof Unknown) return true;
  if (value === null || typeof value !== 'object' || isGoFunction(value) || seen.has(value)) return false;
  seen.add(value);
  const items = Array.isArray(value) ? value : value instanceof Map ? value.values() : [];
  for (const item of items) if (holdsUnknown(item, seen)) return true;
  return false;
}
