/** Pure functions on repository-relative, `/`-separated paths; the root is `''`. */

/** `a/b` for `a/b/c`; `''` for a name directly in the root. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last segment. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins without normalising; empty parts vanish. */
export function join(first: string, ...parts: readonly string[]): string {
  let path = first;
  for (const part of parts) if (part !== '') path = path === '' ? part : `${path}/${part}`;
  return path;
}

/**
 * Resolves `.` and `..` in a relative path below the root.
 * @returns the clean path, or undefined when it leaves the repository.
 */
export function normalise(path: string): string | undefined {
  const out: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (out.length === 0) return undefined;
      out.pop();
    } else out.push(segment);
  }
  return out.join('/');
}

/** Whether `path` is `directory` itself or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(directory + '/');
}

/** `path` as seen from `directory`, with `..` where needed; `.` when they are the same. */
export function relative(directory: string, path: string): string {
  const from = directory === '' ? [] : directory.split('/');
  const to = path === '' ? [] : path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => '..');
  return [...up, ...to.slice(shared)].join('/') || '.';
}

/** Orders strings by their UTF-8 bytes, as Go does (code points, not UTF-16 units). */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates sort above the rest of the BMP by code point.
    const xs = x >= 0xd800 && x <= 0xdfff;
    const ys = y >= 0xd800 && y <= 0xdfff;
    if (xs !== ys) return xs ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}
