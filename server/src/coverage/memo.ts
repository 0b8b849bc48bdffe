import { computed } from 'alien-signals';

/** A family of derived values, one for each key, computed at most once for as long as nothing they read has changed. */
export interface Memo<Input, Value> {
  (key: string, input: Input): Value;
  /** Forgets the values of keys that are no longer in use. */
  retain(keys: ReadonlySet<string>): void;
}

/**
 * @param compute gives the value of a key's input; inputs of equal keys must be interchangeable.
 * @param equals when the new value equals the old one the old one is kept, and nothing that depends on it runs.
 */
export function memo<Input, Value>(
  compute: (input: Input) => Value,
  equals?: (a: Value, b: Value) => boolean,
): Memo<Input, Value> {
  const values = new Map<string, () => Value>();
  const get = (key: string, input: Input): Value => {
    let value = values.get(key);
    if (!value) {
      value = computed<Value>((previous) => {
        const next = compute(input);
        return previous !== undefined && equals?.(previous, next) ? previous : next;
      });
      values.set(key, value);
    }
    return value();
  };
  return Object.assign(get, {
    retain(keys: ReadonlySet<string>) {
      for (const key of values.keys()) if (!keys.has(key)) values.delete(key);
    },
  });
}
