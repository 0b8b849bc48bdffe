import { gatedChanges, sameEntry } from '../files/signals.ts';
import type { App } from './model.ts';

/** Something that an Application has to say of one path. */
export interface JoinedItem {
  readonly app: App;
}

/** How what Applications say is joined by path. */
export interface JoinRule<Item extends JoinedItem, Entry> {
  /** What one Application says: the same list for as long as it says the same. */
  items(app: App): readonly Item[];
  repository(item: Item): string;
  path(item: Item): string;
  /** What is kept for a path of the items about it, in the order of their Applications. */
  entry(items: readonly Item[]): Entry;
  /** The items of an entry; those of one Application in their order. */
  itemsOf(entry: Entry): readonly Item[];
}

/** What Applications say, by repository and path. */
export interface Joined<Entry> {
  get(repository: string, path: string): Entry | undefined;
  readonly version: number;
  /** The paths, by repository, about which something else may be said than in the version before; undefined: all. */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

/**
 * Joins by path what all Applications say. The first time it is one pass over everything; from then on a join costs what the
 * Applications say that came, went or say something else. Entries that no such Application is about stay the same objects.
 */
export function joiner<Item extends JoinedItem, Entry>(
  rule: JoinRule<Item, Entry>,
): (apps: readonly App[]) => Joined<Entry> {
  const entries = new Map<string, Map<string, Entry>>();
  let before: Placed<Item> = new Map();
  let last: Joined<Entry> | undefined;

  const get = (repository: string, path: string): Entry | undefined => entries.get(repository)?.get(path);

  function joinAll(next: Placed<Item>): void {
    entries.clear();
    const drafts = draftsOf([...next.values()].map(({ items }) => items));
    for (const [repository, paths] of drafts)
      entries.set(repository, new Map([...paths].map(([path, items]) => [path, rule.entry(items)])));
  }

  /** Items by repository and path, in the order of the lists. */
  function draftsOf(lists: readonly (readonly Item[])[]): Map<string, Map<string, Item[]>> {
    const drafts = new Map<string, Map<string, Item[]>>();
    for (const list of lists)
      for (const item of list) {
        const paths = entryIn(drafts, rule.repository(item), () => new Map<string, Item[]>());
        entryIn(paths, rule.path(item), () => []).push(item);
      }
    return drafts;
  }

  /** Joins anew the paths that some Applications spoke about or speak about now. */
  function joinSome(next: Placed<Item>, others: ReadonlySet<App>): Map<string, Set<string>> {
    const touched = new Map<string, Set<string>>();
    const listsOf = (placed: Placed<Item>): (readonly Item[])[] =>
      [...others].map((app) => placed.get(app)?.items ?? []);
    const said = listsOf(next);
    for (const item of [...listsOf(before), ...said].flat())
      entryIn(touched, rule.repository(item), () => new Set<string>()).add(rule.path(item));
    const added = draftsOf(said);
    for (const [repository, paths] of touched) {
      const known = entryIn(entries, repository, () => new Map<string, Entry>());
      for (const path of paths) {
        const entry = known.get(path);
        const kept = entry === undefined ? [] : rule.itemsOf(entry).filter(({ app }) => !others.has(app));
        const items = [...kept, ...(added.get(repository)?.get(path) ?? [])];
        if (items.length === 0) known.delete(path);
        else known.set(path, rule.entry(items.sort((a, b) => placeOf(next, a) - placeOf(next, b))));
      }
    }
    return touched;
  }

  return (apps) => {
    const next: Placed<Item> = new Map(apps.map((app, place) => [app, { items: rule.items(app), place }]));
    const others = differing(before, next);
    if (last && others?.size === 0) {
      before = next;
      return last;
    }
    let touched: Joined<Entry>['touched'];
    if (last && others) touched = joinSome(next, others);
    else joinAll(next);
    before = next;
    last = { get, version: (last?.version ?? 0) + 1, touched };
    return last;
  };
}

/** Each entry of a repository behind a gate of its own; a new join looks at the entries alone that it touched. */
export function gatedPaths<Entry>(
  join: () => Joined<Entry>,
  repository: string,
  same: (a: Entry, b: Entry) => boolean,
): (path: string) => Entry | undefined {
  let seen = 0;
  return gatedChanges<string, Entry | undefined>(
    () => {
      const { get, version, touched } = join();
      // Who missed a version does not know what that one touched.
      const changed = touched && seen === version - 1 ? (touched.get(repository) ?? []) : undefined;
      seen = version;
      return { ask: (path) => get(repository, path), changed };
    },
    sameEntry(same),
    true,
  );
}

/** What Applications say, with their places in the order of all. */
type Placed<Item> = Map<App, { readonly items: readonly Item[]; readonly place: number }>;

function placeOf<Item extends JoinedItem>(placed: Placed<Item>, { app }: Item): number {
  return placed.get(app)?.place ?? 0;
}

/** The Applications that came, went or say something else; undefined where those that stayed changed their order. */
function differing<Item>(before: Placed<Item>, next: Placed<Item>): Set<App> | undefined {
  const found = new Set<App>();
  let last = -1;
  for (const [app, { items }] of next) {
    const old = before.get(app);
    if (old?.items !== items) {
      found.add(app);
      continue;
    }
    if (old.place < last) return undefined;
    last = old.place;
  }
  for (const app of before.keys()) if (!next.has(app)) found.add(app);
  return found;
}

function entryIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
