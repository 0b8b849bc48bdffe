import { createReactiveSystem, type Link, type ReactiveNode } from 'alien-signals/system';

/**
 * Values that know what they depend on. Everything reactive of this program is made here, so that one tracker sees all
 * reads: signals are set from outside, computed values run again when something they read has changed, watchers only tell
 * that something may have changed and compute nothing until they are asked.
 *
 * Long because nodes, gates and the order in which gates settle share the state of one tracker.
 */

/** Flags of nodes (`alien-signals/system` ReactiveFlags). */
const NONE = 0;
const MUTABLE = 1;
const WATCHING = 2;
const RUNNING = 4;
const DIRTY = 16;
const PENDING = 32;

let active: ReactiveNode | undefined;
/** One number for each run of a node, under which its reads are linked: a value read twice is linked once. */
let version = 0;
let lastVersion = 0;
let following = true;

const { link, unlink, propagate, checkDirty, shallowPropagate } = createReactiveSystem({
  update(node) {
    return node instanceof SignalNode ? node.update() : (node as ComputedNode<unknown>).update();
  },
  notify(node) {
    (node as Watcher).notify();
  },
  unwatched(node) {
    if (node instanceof ComputedNode) node.unwatched();
  },
});

/** Runs a function whose reads become dependencies of a node. */
function track<T>(node: ReactiveNode, run: () => T): T {
  const outer = active;
  const outerVersion = version;
  active = node;
  version = ++lastVersion;
  node.depsTail = undefined;
  try {
    return run();
  } finally {
    active = outer;
    version = outerVersion;
    node.flags &= ~RUNNING;
    const tail = node.depsTail as Link | undefined;
    let stale: Link | undefined = tail === undefined ? node.deps : tail.nextDep;
    while (stale !== undefined) stale = unlink(stale, node);
  }
}

/**
 * From now on values are computed once and follow nothing: for a process that asks about what it finds and ends. Nothing
 * may be set after it was read.
 */
export function followNothing(): void {
  following = false;
}

/** Whether values follow what they read. */
export function isFollowing(): boolean {
  return following;
}

/** Runs a function whose reads become nobody's dependencies. */
export function untracked<T>(read: () => T): T {
  const outer = active;
  active = undefined;
  try {
    return read();
  } finally {
    active = outer;
  }
}

/** A value that is set from outside. */
export class SignalNode<T> implements ReactiveNode {
  subs: Link | undefined = undefined;
  subsTail: Link | undefined = undefined;
  flags: number = MUTABLE;
  private current: T;
  private next: T;

  constructor(value: T) {
    this.current = value;
    this.next = value;
  }

  get(): T {
    if (this.flags & DIRTY && this.update() && this.subs !== undefined) shallowPropagate(this.subs);
    if (active !== undefined) link(this, active, version);
    return this.current;
  }

  /** The value, without depending on it. */
  peek(): T {
    return this.next;
  }

  set(value: T): void {
    if (value === this.next) return;
    this.next = value;
    this.flags = MUTABLE | DIRTY;
    if (this.subs !== undefined) propagate(this.subs, false);
  }

  update(): boolean {
    this.flags = MUTABLE;
    const before = this.current;
    this.current = this.next;
    return before !== this.current;
  }
}

/** A value that is computed when it is asked for, and kept for as long as nothing that it read has changed. */
export class ComputedNode<T> implements ReactiveNode {
  subs: Link | undefined = undefined;
  subsTail: Link | undefined = undefined;
  deps: Link | undefined = undefined;
  depsTail: Link | undefined = undefined;
  flags: number = NONE;
  private value: T | undefined = undefined;

  /** @param compute is given the value before; returning the same one stops the wave. */
  constructor(private readonly compute: (previous: T | undefined) => T) {}

  get(): T {
    settle();
    const { flags } = this;
    if (flags === NONE) this.update();
    else if (flags & DIRTY || (flags & PENDING && this.isStale())) {
      if (this.update() && this.subs !== undefined) shallowPropagate(this.subs);
    }
    if (active !== undefined) link(this, active, version);
    return this.value as T;
  }

  private isStale(): boolean {
    if (this.deps !== undefined && checkDirty(this.deps, this)) return true;
    this.flags &= ~PENDING;
    return false;
  }

  update(): boolean {
    this.flags = MUTABLE | RUNNING;
    const before = this.value;
    if (following) this.value = track(this, () => this.compute(before));
    else {
      this.value = this.compute(before);
      this.flags = MUTABLE;
    }
    return before !== this.value;
  }

  /** Nobody depends on it any more: it lets go of what it read, and computes anew when it is asked again. */
  unwatched(): void {
    if (this.deps === undefined) return;
    this.flags = MUTABLE | DIRTY;
    release(this);
  }
}

/**
 * Tells once that something it read may have changed. It computes nothing until `check` is called, so that many changes
 * cost one check, at a moment that somebody chooses.
 */
export class Watcher implements ReactiveNode {
  deps: Link | undefined = undefined;
  depsTail: Link | undefined = undefined;
  flags: number = WATCHING | DIRTY;

  /** @param read reads what is watched. @param notify is called when something may have changed since the last check. */
  constructor(
    private readonly read: () => void,
    readonly notify: () => void,
  ) {}

  /** Reads again if something has really changed. */
  check(): void {
    settle();
    const { flags } = this;
    this.flags = WATCHING;
    if (!(flags & DIRTY) && !(flags & PENDING && this.deps !== undefined && this.isStale())) return;
    this.flags = WATCHING | RUNNING;
    track(this, this.read);
  }

  private isStale(): boolean {
    // The check marks the node itself where one dependency is brought up to date by way of another, and must not tell.
    this.flags = WATCHING | RUNNING | PENDING;
    const stale = checkDirty(this.deps as Link, this);
    this.flags = WATCHING;
    return stale;
  }

  /** Watches no longer. */
  dispose(): void {
    this.flags = NONE;
    release(this);
  }
}

function release(node: ReactiveNode): void {
  for (let found = node.depsTail; found !== undefined; ) {
    const previous: Link | undefined = found.prevDep;
    unlink(found, node);
    found = previous;
  }
}

/** A gate behind which something may have changed. */
interface Gate {
  readonly watcher: Watcher;
  /** Gates that others read behind themselves come before those. */
  rank: number;
  /** Opened in a step of its own, where somebody takes steps. */
  readonly slow: boolean;
}

const waiting = new Set<Gate>();
let ranks = 0;
let settling = false;
let holding = false;

/**
 * Looks behind the gates before anything is read, so that all see the same. A gate that opens may make others wait.
 * @param slow whether to open one slow gate too; all of them where nothing is said.
 */
function settle(slow: 'none' | 'one' | 'all' = holding ? 'none' : 'all'): void {
  if (waiting.size === 0 || settling || active !== undefined) return;
  settling = true;
  try {
    for (let next = nextGate(slow); next !== undefined; next = nextGate(slow)) {
      waiting.delete(next);
      next.watcher.check();
      if (next.slow && slow === 'one') return;
    }
  } finally {
    settling = false;
  }
}

function nextGate(slow: 'none' | 'one' | 'all'): Gate | undefined {
  let first: Gate | undefined;
  for (const gate of waiting)
    if ((!gate.slow || slow !== 'none') && (first === undefined || gate.rank < first.rank)) first = gate;
  return first;
}

/** Opens what can be opened at once and one slow gate. @returns whether no gate waits any more. */
export function settleStep(): boolean {
  settle('one');
  return waiting.size === 0;
}

/** Answers from what was behind the slow gates when they were opened last: a question that can’t wait for them. */
export function asLastSettled<T>(read: () => T): T {
  const outer = holding;
  holding = true;
  try {
    return read();
  } finally {
    holding = outer;
  }
}

/** Computes now, and again when something that was read has changed, as soon as anything is read. */
function follow(compute: () => void, slow: boolean): void {
  if (!following) {
    compute();
    return;
  }
  const watcher = new Watcher(compute, () => waiting.add(own));
  const own: Gate = { watcher, rank: 0, slow };
  watcher.check();
  own.rank = ++ranks;
}

/**
 * A value that many depend on and that comes out the same after nearly every change of what it reads: those who depend on it
 * are not even visited then. Unlike other values it is kept up to date whether somebody asks or not.
 * @param compute is given the value before; returning the same one keeps the gate shut.
 */
export function gate<T>(compute: (previous: T | undefined) => T, slow = false): () => T {
  let value: SignalNode<T> | undefined;
  return () => {
    settle();
    if (value === undefined) {
      let next: T | undefined;
      follow(() => {
        next = compute(value?.peek());
        value?.set(next);
      }, slow);
      value = new SignalNode(next as T);
    }
    return value.get();
  };
}

/** What is asked, and which answers may differ from those before; all of them where nothing is said. */
export interface Answers<K, V> {
  readonly ask: (key: K) => V;
  readonly changed?: Iterable<K> | undefined;
}

/**
 * Many answers of one value, each behind a gate of its own: whoever asks for one depends on that one alone.
 * @param compute what is asked. @param same whether an answer may stay as it was.
 */
export function gatedAnswers<K, V>(
  compute: () => (key: K) => V,
  same: (a: V, b: V) => boolean = Object.is,
  slow = false,
): (key: K) => V {
  return gatedChanges(() => ({ ask: compute() }), same, slow);
}

/** The same for a value that tells which of its answers may have changed: the others are not looked at. */
export function gatedChanges<K, V>(
  compute: () => Answers<K, V>,
  same: (a: V, b: V) => boolean = Object.is,
  slow = false,
): (key: K) => V {
  const asked = new Map<K, SignalNode<V>>();
  let ask: ((key: K) => V) | undefined;
  function renew(key: K, answer: SignalNode<V>): void {
    if (answer.subs === undefined) {
      asked.delete(key);
      return;
    }
    const next = (ask as (key: K) => V)(key);
    if (!same(answer.peek(), next)) answer.set(next);
  }
  return (key) => {
    settle();
    if (ask === undefined)
      follow(() => {
        const next = compute();
        ask = next.ask;
        if (next.changed === undefined) {
          for (const [known, answer] of asked) renew(known, answer);
          return;
        }
        for (const changed of next.changed) {
          const answer = asked.get(changed);
          if (answer !== undefined) renew(changed, answer);
        }
      }, slow);
    let answer = asked.get(key);
    if (answer === undefined) {
      const first = (ask as unknown as (key: K) => V)(key);
      if (active === undefined || !following) return first;
      answer = new SignalNode(first);
      asked.set(key, answer);
    }
    return answer.get();
  };
}

/** The same for the entries of a map. */
export function gatedEntries<K, V>(
  compute: () => ReadonlyMap<K, V>,
  same: (a: V, b: V) => boolean = Object.is,
  slow = false,
): (key: K) => V | undefined {
  return gatedAnswers<K, V | undefined>(
    () => {
      const map = compute();
      return (key) => map.get(key);
    },
    sameEntry(same),
    slow,
  );
}

/** Compares what may be missing: alike are two that are missing, and two that are there and alike. */
export function sameEntry<V>(same: (a: V, b: V) => boolean): (a: V | undefined, b: V | undefined) => boolean {
  return (a, b) => a === b || (a !== undefined && b !== undefined && same(a, b));
}

/** The same for whether a set holds a member. */
export function gatedMembers<K>(compute: () => ReadonlySet<K>): (key: K) => boolean {
  return gatedAnswers(() => {
    const set = compute();
    return (key) => set.has(key);
  });
}

/** A signal as a function: without an argument it reads, with one it sets. */
export interface Signal<T> {
  (): T;
  (value: T): void;
}

export function signal<T>(value: T): Signal<T> {
  const node = new SignalNode(value);
  return ((...next: [] | [T]) => (next.length === 0 ? node.get() : node.set(next[0]))) as Signal<T>;
}

/** A computed value as a function. */
export function computed<T>(compute: (previous: T | undefined) => T): () => T {
  const node = new ComputedNode(compute);
  return () => node.get();
}

/** The same that keeps the value before where the new one is equal. */
export function computedEqual<T>(compute: () => T, equals: (a: T, b: T) => boolean): () => T {
  return computed<T>((previous) => {
    const next = compute();
    return previous !== undefined && equals(previous, next) ? previous : next;
  });
}
