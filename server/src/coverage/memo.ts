import { ComputedFamily } from '../files/families.ts';
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
  const family = new ComputedFamily<string, Input, Value>((input, previous) => choose(previous, compute(input), keep));
  const get = (key: string, input: Input): Value => family.get(key, input);
  return Object.assign(get, { retain: (keys: ReadonlySet<string>) => family.retain(keys) });
}

/** The same for the paths of each of some repositories: nothing is put together to find a value. */
export function memoAt<Owner extends object, Value>(
  compute: (owner: Owner, path: string) => Value,
  keep?: (before: Value, next: Value) => boolean | Value,
): (owner: Owner, path: string) => Value {
  const owners = new WeakMap<Owner, ComputedFamily<string, string, Value>>();
  return (owner, path) => {
    let family = owners.get(owner);
    if (!family) {
      family = new ComputedFamily((file, previous) => choose(previous, compute(owner, file), keep));
      owners.set(owner, family);
    }
    return family.get(path, path);
  };
}

function choose<Value>(
  previous: Value | undefined,
  next: Value,
  keep: ((before: Value, next: Value) => boolean | Value) | undefined,
): Value {
  if (previous === undefined || !keep) return next;
  const kept = keep(previous, next);
  return kept === true ? previous : kept === false ? next : kept;
}

/** The same for values that belong to an object (and a second one, if any) for as long as that lives. */
export function memoOf<Key extends object, Value>(): (
  key: Key,
  second: object | undefined,
  compute: (previous: Value | undefined) => Value,
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
