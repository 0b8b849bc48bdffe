import { ComputedNode, isFollowing, SignalNode } from './signals.ts';

/**
 * Computed values by key, each worked out when it is first asked for. In a process that follows nothing (`followNothing`) they
 * are plain entries of a map.
 */
export class ComputedFamily<Key, Input, Value> {
  private readonly nodes = new Map<Key, ComputedNode<Value>>();
  private readonly values = new Map<Key, Value>();

  /** @param compute is given a key's input and the value before; returning the same one stops the wave. */
  constructor(private readonly compute: (input: Input, previous: Value | undefined) => Value) {}

  /** @param input what the value is made of; inputs of equal keys must be interchangeable. */
  get(key: Key, input: Input): Value {
    if (!isFollowing()) return this.once(key, input);
    let node = this.nodes.get(key);
    if (!node) {
      node = new ComputedNode<Value>((previous) => this.compute(input, previous));
      this.nodes.set(key, node);
    }
    return node.get();
  }

  private once(key: Key, input: Input): Value {
    const known = this.values.get(key);
    if (known !== undefined || this.values.has(key)) return known as Value;
    const value = this.compute(input, undefined);
    this.values.set(key, value);
    return value;
  }

  /** Forgets the value of a key. */
  delete(key: Key): void {
    this.nodes.delete(key);
    this.values.delete(key);
  }

  /** Forgets the values of keys that are no longer in use. */
  retain(keys: ReadonlySet<Key>): void {
    for (const map of [this.nodes, this.values]) for (const key of map.keys()) if (!keys.has(key)) map.delete(key);
  }
}

/** Tells, by path, those who looked at something that it has changed. */
export class ChangeFamily {
  private readonly counters = new Map<string, SignalNode<number>>();

  /** Whoever computes a value now depends on the path. */
  watch(path: string): void {
    if (!isFollowing()) return;
    let counter = this.counters.get(path);
    if (!counter) {
      counter = new SignalNode(0);
      this.counters.set(path, counter);
    }
    counter.get();
  }

  changed(path: string): void {
    const counter = this.counters.get(path);
    counter?.set(counter.peek() + 1);
  }

  allChanged(): void {
    for (const path of this.counters.keys()) this.changed(path);
  }
}
