/** A map of a parsed document. Its keys come from files: look them up with `Object.hasOwn`, never with `in`. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key; undefined when the map has none of its own. */
export function member(map: unknown, key: string): unknown {
  return isFields(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Sets a key so that `__proto__` is a key like any other. */
export function setMember(map: Fields, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  else map[key] = value;
}

/** A deep copy of a plain value. */
export function copyValue<T>(value: T): T {
  return structuredClone(value);
}
