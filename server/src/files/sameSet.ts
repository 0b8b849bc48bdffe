/** Whether two sets hold the same. */
export function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a.size !== b.size) return false;
  for (const item of a) if (!b.has(item)) return false;
  return true;
}

/** The set before where the next one holds the same. */
export function keepSet<T>(before: ReadonlySet<T> | undefined, next: ReadonlySet<T>): ReadonlySet<T> {
  return before !== undefined && sameSet(before, next) ? before : next;
}

/** Whether two maps hold the same values. */
export function sameMap<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value || !b.has(key)) return false;
  return true;
}
