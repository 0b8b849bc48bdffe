import { type TypedList, typedList, type Value } from '../values.ts';

const nils = new WeakSet<object>();

/** A nil slice: empty in every way, but `null` in JSON and YAML. */
export function nilList(goType: string): TypedList {
  const list = typedList(goType, []);
  nils.add(list);
  return list;
}

export function isNilList(value: Value): boolean {
  return typeof value === 'object' && value !== null && nils.has(value);
}
