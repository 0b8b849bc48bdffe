import { ChangeFamily, ComputedFamily } from './families.ts';
import { type FileSystem, MAX_TEXT_BYTES } from './fileSystem.ts';
import { basename, compareBytes, dirname, isWithin, join } from './paths.ts';
import { CONFIG_FILE, scanRepository } from './scan.ts';
import { isFollowing, SignalNode, untracked } from './signals.ts';
import { decodeText, looksBinary } from './text.ts';
import type { Derivation, Entry, EntryKind, Tree } from './tree.ts';

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
  /** Directories that can't be listed now. */
  readonly unreadable: readonly string[];
  /** `.gitignore` files that could not be read, by the last walk: what they would leave out is in the tree. */
  readonly unreadIgnores: readonly string[];
  /** Files that were asked for and passed over: too large, binary, or not to be read. In the order of their paths. */
  readonly passedOver: readonly string[];
  /** How often each derivation ran, by its name: the tests' proof of incrementality. */
  readonly runs: Map<string, number>;
}

/** Texts kept in memory after they were read, and texts whose parsed form is kept. */
const TEXT_CACHE_CHARACTERS = 8 * 1024 * 1024;
const PARSED_CACHE_CHARACTERS = 512 * 1024;

/** @param root absolute path of the repository's root, `/`-separated. */
export function workingTree(fs: FileSystem, root: string): WorkingTree {
  let scan = scanRepository(fs, root);
  const kinds = new Map<string, EntryKind>();
  const lists = new Map<string, readonly Entry[]>();
  const overlays = new Map<string, string>();
  const kindSignals = new Map<string, SignalNode<EntryKind | undefined>>();
  const listed = new ChangeFamily();
  const read = new ChangeFamily();
  const filesSignal = new SignalNode(0);
  let fileList: readonly string[] | undefined;
  const derived = new Map<Derivation<unknown>, ComputedFamily<string, string, unknown>>();
  const runs = new Map<string, number>();
  const texts = new Map<string, string>();
  let cached = 0;
  /** Values that depend on one text alone, by path. */
  const kept = new Map<Derivation<unknown>, Map<string, unknown>>();
  const dropped = new Map<Derivation<unknown>, Map<string, unknown>>();
  let parsed = 0;
  const passedOver = new Set<string>();
  const unreadable = new Set<string>();

  function load(): void {
    kinds.clear();
    lists.clear();
    unreadable.clear();
    for (const directory of scan.unreadable) unreadable.add(directory);
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
    const text = bytes && decodeText(bytes);
    if (text === undefined || looksBinary(text)) {
      passedOver.add(path);
      return undefined;
    }
    if (cached + text.length > TEXT_CACHE_CHARACTERS) {
      texts.clear();
      cached = 0;
    }
    texts.set(path, text);
    cached += text.length;
    return text;
  }

  const filesChanged = (): void => {
    fileList = undefined;
    filesSignal.set(filesSignal.peek() + 1);
  };
  const touchText = (path: string): void => {
    cached -= texts.get(path)?.length ?? 0;
    texts.delete(path);
    passedOver.delete(path);
    for (const values of kept.values()) values.delete(path);
    for (const values of dropped.values()) values.delete(path);
    read.changed(path);
  };

  /** Compares what stands at a path with what we knew, and tells those who asked. */
  function refresh(path: string): void {
    const parent = dirname(path);
    // A new directory is there even where all that is in it is ignored.
    for (let above = parent; above !== '' && !kinds.has(above); above = dirname(above))
      if (visibleKind(above) === 'directory') refresh(above);
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
      else kindSignals.get(path)?.set(undefined);
      listed.changed(parent);
      filesChanged();
    }
    touchText(path);
    // Buffers outlive the directories that they were opened from.
    if (before === 'directory')
      for (const laid of overlays.keys()) if (laid.startsWith(`${path}/`) && !kinds.has(laid)) refresh(laid);
    if (after === 'directory') {
      const children = fs.list(join(root, path));
      if (!children) unreadable.add(path);
      for (const child of children ?? []) refresh(join(path, child.name));
    }
    if (after === undefined) for (const values of derived.values()) values.delete(path);
    // The last file of a directory may take it along, and not every client tells.
    if (after === undefined && kinds.get(parent) === 'directory' && parent !== '' && visibleKind(parent) === undefined)
      refresh(parent);
  }

  /** A value that depends on one text: its readers depend on the text, so it needs no node of its own. */
  function deriveOfText<T>(derivation: Derivation<T>, path: string): T {
    read.watch(path);
    const cache = derivation.ofText === 'keep' ? kept : dropped;
    const known = cache.get(derivation)?.get(path);
    if (known !== undefined) return known as T;
    runs.set(derivation.name, (runs.get(derivation.name) ?? 0) + 1);
    const value = isFollowing() ? untracked(() => derivation.compute(tree, path)) : derivation.compute(tree, path);
    if (value === undefined) return value;
    if (cache === dropped) {
      parsed += readText(path)?.length ?? 0;
      if (parsed > PARSED_CACHE_CHARACTERS) {
        dropped.clear();
        parsed = 0;
      }
    }
    const values = cache.get(derivation);
    if (values) values.set(path, value);
    else cache.set(derivation, new Map([[path, value]]));
    return value;
  }

  function addTracked(path: string, kind: EntryKind): void {
    const missing: string[] = [];
    for (let p = path; !kinds.has(p); p = dirname(p)) missing.push(p);
    addPath(path, kind);
    for (const p of missing) {
      kindSignals.get(p)?.set(kinds.get(p));
      listed.changed(dirname(p));
    }
  }

  function forget(directory: string): void {
    for (const entry of lists.get(directory) ?? []) {
      const path = join(directory, entry.name);
      if (entry.kind === 'directory') forget(path);
      kinds.delete(path);
      kindSignals.get(path)?.set(undefined);
      touchText(path);
    }
    lists.delete(directory);
    unreadable.delete(directory);
    listed.changed(directory);
  }

  /** Whether a path lies in, or is, a directory that could not be listed and can be now: what it holds is not known. */
  const opensUp = (path: string): boolean =>
    [...unreadable].some((closed) => isWithin(path, closed) && fs.list(join(root, closed)) !== undefined);

  /** What stands at a path on disk, unless Git ignores it or it belongs to a nested repository. */
  function visibleKind(path: string): EntryKind | undefined {
    if (path.split('/').includes('.git')) return undefined;
    if (scan.nested.some((nested) => `${join(root, path)}/`.startsWith(`${nested}/`))) return undefined;
    const kind = fs.kind(join(root, path));
    if (kind === undefined || !scan.ignores(path, kind === 'directory')) return kind;
    // A tracked file may match an ignore rule: the scan saw it then.
    const seen = scan.directories.get(dirname(path))?.some((entry) => entry.name === basename(path));
    return seen ? kind : undefined;
  }

  const tree: WorkingTree = {
    id: root,
    root,
    runs,
    get nested() {
      return scan.nested;
    },
    get unreadable() {
      return [...unreadable].sort(compareBytes);
    },
    get unreadIgnores() {
      return scan.unreadIgnores;
    },
    get passedOver() {
      return [...passedOver].sort(compareBytes);
    },
    kind(path) {
      if (!isFollowing()) return kinds.get(path);
      let known = kindSignals.get(path);
      if (!known) {
        known = new SignalNode(kinds.get(path));
        kindSignals.set(path, known);
      }
      return known.get();
    },
    list(path) {
      listed.watch(path);
      return lists.get(path) ?? [];
    },
    text(path) {
      read.watch(path);
      return readText(path);
    },
    readlink(path) {
      read.watch(path);
      return kinds.get(path) === 'symlink' ? fs.readlink(join(root, path)) : undefined;
    },
    tracked: () => true,
    derive<T>(derivation: Derivation<T>, path: string): T {
      if (derivation.ofText) return deriveOfText(derivation, path);
      if (derivation.picks && !isFollowing()) return derivation.compute(tree, path);
      let values = derived.get(derivation as Derivation<unknown>);
      if (!values) {
        values = new ComputedFamily((file, previous) => {
          runs.set(derivation.name, (runs.get(derivation.name) ?? 0) + 1);
          const next = derivation.compute(tree, file);
          return previous !== undefined && derivation.equals?.(previous as T, next) ? previous : next;
        });
        derived.set(derivation as Derivation<unknown>, values);
      }
      return values.get(path, path) as T;
    },
    files() {
      filesSignal.get();
      fileList ??= [...kinds]
        .filter(([, kind]) => kind === 'file' || kind === 'symlink')
        .map(([path]) => path)
        .sort(compareBytes);
      return fileList;
    },
    apply(changes) {
      if (
        changes.some(
          ({ path }) =>
            basename(path) === '.gitignore' ||
            basename(path) === CONFIG_FILE ||
            path === '.gitmodules' ||
            opensUp(path),
        )
      )
        return tree.rescan();
      for (const { path } of changes) refresh(path);
    },
    overlay(path, text) {
      if (text === undefined) overlays.delete(path);
      else overlays.set(path, text);
      refresh(path);
    },
    rescan() {
      const before = new Map(kinds);
      scan = scanRepository(fs, root);
      load();
      for (const path of new Set([...before.keys(), ...kinds.keys()])) {
        if (before.get(path) !== kinds.get(path)) kindSignals.get(path)?.set(kinds.get(path));
        touchText(path);
      }
      listed.allChanged();
      filesChanged();
    },
  };
  load();
  return tree;
}
