import { computed, endBatch, setActiveSub, signal, startBatch } from 'alien-signals';
import { type FileSystem, MAX_TEXT_BYTES } from './fileSystem.ts';
import { basename, compareBytes, dirname, join } from './paths.ts';
import { CONFIG_FILE, scanRepository } from './scan.ts';
import { decodeText, looksBinary } from './text.ts';
import type { Derivation, Entry, EntryKind, Tree } from './tree.ts';

type Signal<T> = { (): T; (value: T): void };

/** A file or directory that appeared, changed or vanished; a path relative to the repository. */
export interface TreeChange {
  readonly path: string;
}

/**
 * A repository's work tree as a reactive `Tree`: whatever is read inside a computed value is a dependency of it, and
 * `apply` makes exactly those run again whose files or directories changed. Unsaved buffers lie over the disk.
 */
export interface WorkingTree extends Tree {
  readonly root: string;
  /** Every file (and symlink), in byte order. A dependency on the set of files, not on their content. */
  files(): readonly string[];
  /** Changes when the set of files changes. */
  apply(changes: readonly TreeChange[]): void;
  /** Lays a text over a file (an open buffer); undefined takes it away. */
  overlay(path: string, text: string | undefined): void;
  /** Reads everything anew, keeping the values of what did not change. */
  rescan(): void;
  readonly nested: readonly string[];
  readonly unreadable: readonly string[];
  /** How often each derivation ran, by its name: the tests' proof of incrementality. */
  readonly runs: Map<string, number>;
}

/** Texts kept in memory after they were read. */
const TEXT_CACHE_CHARACTERS = 8 * 1024 * 1024;

/** @param root absolute path of the repository's root, `/`-separated. */
export function workingTree(fs: FileSystem, root: string): WorkingTree {
  let scan = scanRepository(fs, root);
  const kinds = new Map<string, EntryKind>();
  const lists = new Map<string, readonly Entry[]>();
  const overlays = new Map<string, string>();
  const kindSignals = new Map<string, Signal<EntryKind | undefined>>();
  const listSignals = new Map<string, Signal<number>>();
  const textSignals = new Map<string, Signal<number>>();
  const filesSignal = signal(0);
  let fileList: readonly string[] | undefined;
  const derived = new Map<Derivation<unknown>, Map<string, () => unknown>>();
  const runs = new Map<string, number>();
  const texts = new Map<string, string>();
  let cached = 0;

  function load(): void {
    kinds.clear();
    lists.clear();
    kinds.set('', 'directory');
    for (const [directory, entries] of scan.directories) {
      if (directory !== '') kinds.set(directory, 'directory');
      lists.set(
        directory,
        [...entries].sort((a, b) => compareBytes(a.name, b.name)),
      );
      for (const entry of entries) kinds.set(join(directory, entry.name), entry.kind);
    }
    for (const path of overlays.keys()) addPath(path, 'file');
  }

  function addPath(path: string, kind: EntryKind): void {
    if (kinds.has(path)) return;
    const parent = dirname(path);
    if (parent !== path && !kinds.has(parent)) addPath(parent, 'directory');
    kinds.set(path, kind);
    if (kind === 'directory') lists.set(path, []);
    const entries = (lists.get(parent) ?? []).filter((entry) => entry.name !== basename(path));
    lists.set(
      parent,
      [...entries, { name: basename(path), kind }].sort((a, b) => compareBytes(a.name, b.name)),
    );
  }

  function readText(path: string): string | undefined {
    const laid = overlays.get(path);
    if (laid !== undefined) return laid;
    if (kinds.get(path) !== 'file') return undefined;
    const known = texts.get(path);
    if (known !== undefined) return known;
    const bytes = fs.read(join(root, path), MAX_TEXT_BYTES);
    if (!bytes) return undefined;
    const text = decodeText(bytes);
    if (looksBinary(text)) return undefined;
    if (cached + text.length > TEXT_CACHE_CHARACTERS) {
      texts.clear();
      cached = 0;
    }
    texts.set(path, text);
    cached += text.length;
    return text;
  }

  const bump = (counter: Signal<number> | undefined): void => counter?.(untracked(() => counter()) + 1);
  const touchText = (path: string): void => {
    cached -= texts.get(path)?.length ?? 0;
    texts.delete(path);
    bump(textSignals.get(path));
  };

  /** Compares what stands at a path with what we knew, and tells those who asked. */
  function refresh(path: string): void {
    const parent = dirname(path);
    const before = kinds.get(path);
    const after = overlays.has(path) ? 'file' : visibleKind(path);
    if (before !== after) {
      if (before === 'directory') forget(path);
      kinds.delete(path);
      lists.set(
        parent,
        (lists.get(parent) ?? []).filter((entry) => entry.name !== basename(path)),
      );
      if (after !== undefined) addTracked(path, after);
      else kindSignals.get(path)?.(undefined);
      bump(listSignals.get(parent));
      fileList = undefined;
      filesSignal(untracked(() => filesSignal()) + 1);
    }
    touchText(path);
    if (after === 'directory') for (const child of fs.list(join(root, path)) ?? []) refresh(join(path, child.name));
    if (after === undefined) for (const values of derived.values()) values.delete(path);
  }

  function addTracked(path: string, kind: EntryKind): void {
    const missing: string[] = [];
    for (let p = path; !kinds.has(p); p = dirname(p)) missing.push(p);
    addPath(path, kind);
    for (const p of missing) {
      kindSignals.get(p)?.(kinds.get(p));
      bump(listSignals.get(dirname(p)));
    }
  }

  function forget(directory: string): void {
    for (const entry of lists.get(directory) ?? []) {
      const path = join(directory, entry.name);
      if (entry.kind === 'directory') forget(path);
      kinds.delete(path);
      kindSignals.get(path)?.(undefined);
      touchText(path);
    }
    lists.delete(directory);
    bump(listSignals.get(directory));
  }

  /** What stands at a path on disk, unless Git ignores it or it belongs to a nested repository. */
  function visibleKind(path: string): EntryKind | undefined {
    if (path.split('/').includes('.git')) return undefined;
    if (scan.nested.some((nested) => `${join(root, path)}/`.startsWith(`${nested}/`))) return undefined;
    const kind = fs.kind(join(root, path));
    // What is known stays known: a tracked file may match an ignore rule.
    return kind === undefined || (!kinds.has(path) && scan.ignores(path, kind === 'directory')) ? undefined : kind;
  }

  const tree: WorkingTree = {
    id: root,
    root,
    runs,
    get nested() {
      return scan.nested;
    },
    get unreadable() {
      return scan.unreadable;
    },
    kind(path) {
      let known = kindSignals.get(path);
      if (!known) {
        known = signal<EntryKind | undefined>(kinds.get(path)) as Signal<EntryKind | undefined>;
        kindSignals.set(path, known);
      }
      return known();
    },
    list(path) {
      watch(listSignals, path);
      return lists.get(path) ?? [];
    },
    text(path) {
      watch(textSignals, path);
      return readText(path);
    },
    readlink(path) {
      watch(textSignals, path);
      return kinds.get(path) === 'symlink' ? fs.readlink(join(root, path)) : undefined;
    },
    tracked: () => true,
    derive<T>(derivation: Derivation<T>, path: string): T {
      let values = derived.get(derivation as Derivation<unknown>);
      if (!values) {
        values = new Map();
        derived.set(derivation as Derivation<unknown>, values);
      }
      let value = values.get(path) as (() => T) | undefined;
      if (!value) {
        value = computed<T>((previous) => {
          runs.set(derivation.name, (runs.get(derivation.name) ?? 0) + 1);
          const next = derivation.compute(tree, path);
          return previous !== undefined && derivation.equals?.(previous, next) ? previous : next;
        });
        values.set(path, value);
      }
      return value();
    },
    files() {
      filesSignal();
      fileList ??= [...kinds]
        .filter(([, kind]) => kind === 'file' || kind === 'symlink')
        .map(([path]) => path)
        .sort(compareBytes);
      return fileList;
    },
    apply(changes) {
      if (
        changes.some(
          ({ path }) => basename(path) === '.gitignore' || basename(path) === CONFIG_FILE || path === '.gitmodules',
        )
      )
        return tree.rescan();
      startBatch();
      for (const { path } of changes) refresh(path);
      endBatch();
    },
    overlay(path, text) {
      startBatch();
      if (text === undefined) overlays.delete(path);
      else overlays.set(path, text);
      refresh(path);
      endBatch();
    },
    rescan() {
      const before = new Map(kinds);
      scan = scanRepository(fs, root);
      startBatch();
      load();
      fileList = undefined;
      for (const path of new Set([...before.keys(), ...kinds.keys()])) {
        if (before.get(path) !== kinds.get(path)) kindSignals.get(path)?.(kinds.get(path));
        touchText(path);
      }
      for (const counter of listSignals.values()) bump(counter);
      filesSignal(untracked(() => filesSignal()) + 1);
      endBatch();
    },
  };
  load();
  return tree;
}

function watch(counters: Map<string, Signal<number>>, path: string): void {
  let counter = counters.get(path);
  if (!counter) {
    counter = signal(0) as Signal<number>;
    counters.set(path, counter);
  }
  counter();
}

/** Reads a signal without depending on it. */
function untracked<T>(read: () => T): T {
  const outer = setActiveSub(undefined);
  try {
    return read();
  } finally {
    setActiveSub(outer);
  }
}
