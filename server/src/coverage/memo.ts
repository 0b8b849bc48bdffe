import { ComputedNode } from '../files/signals.ts';

/** A family of derived values, one for each key, computed at most once for as long as nothing they read has changed. */
export interface Memo<Input, Value> {
  (key: string, input: Input): Value;
  /** Forgets the values of keys that are no longer in use. */
  retain(keys: ReadonlySet<string>): void;
}

/**
 * @param compute gives the value of a key's input; inputs of equal keys must be interchangeable.
 * @param keep chooses between the old value and a new one, or says whether they are equal; when the old one is kept, nothing
 * that depends on it runs.
 */
export function memo<Input, Value>(
  compute: (input: Input) => Value,
  keep?: (before: Value, next: Value) => boolean | Value,
): Memo<Input, Value> {
  const values = new Map<string, ComputedNode<Value>>();
  const get = (key: string, input: Input): Value => {
    let value = values.get(key);
    if (!value) {
      value = keeping(() => compute(input), keep);
      values.set(key, value);
    }
    return value.get();
  };
  return Object.assign(get, {
    retain(keys: ReadonlySet<string>) {
      for (const key of values.keys()) if (!keys.has(key)) values.delete(key);
    },
  });
}

/** The same for the paths of each of some repositories: nothing is put together to find a value. */
export function memoAt<Owner extends object, Value>(
  compute: (owner: Owner, path: string) => Value,
  keep?: (before: Value, next: Value) => boolean | Value,
): (owner: Owner, path: string) => Value {
  const owners = new WeakMap<Owner, Map<string, ComputedNode<Value>>>();
  return (owner, path) => {
    let values = owners.get(owner);
    if (!values) {
      values = new Map();
      owners.set(owner, values);
    }
    let value = values.get(path);
    if (!value) {
      value = keeping(() => compute(owner, path), keep);
      values.set(path, value);
    }
    return value.get();
  };
}

function keeping<Value>(
  compute: () => Value,
  keep: ((before: Value, next: Value) => boolean | Value) | undefined,
): ComputedNode<Value> {
  return new ComputedNode<Value>((previous) => {
    const next = compute();
    if (previous === undefined || !keep) return next;
    const kept = keep(previous, next);
    return kept === true ? previous : kept === false ? next : kept;
  });
}

/** The same for values that belong to an object (and a second one, if any) for as long as that lives. */
export function memoOf<Key extends object, Value>(): (
  key: Key,
  second: object | undefined,
  compute: () => Value,
) => Value {
  const values = new WeakMap<object, WeakMap<object, ComputedNode<Value>>>();
  return (key, second, compute) => {
    let inner = values.get(key);
    if (!inner) {
      inner = new WeakMap();
      values.set(key, inner);
    }
    let value = inner.get(second ?? ALONE);
    if (!value) {
      value = new ComputedNode(compute);
      inner.set(second ?? ALONE, value);
    }
    return value.get();
  };
}

/** Stands for the second object where there is none. */
const ALONE = {};
