import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { BASE_MARK, ROOT_MARK } from '../hosts/host.ts';

/**
 * Joins a directory and a path as a shell would, where either may begin with a mark (root of the repository, directory the
 * script was started in), be absolute, or hold unknown stretches.
 */
export function joinPath(directory: string, path: string): string {
  if (isAnchored(path)) return clean(path);
  return clean(`${directory}/${path}`);
}

/** Whether a path says by itself where it counts from. A leading unknown may be anything, also an absolute path. */
export function isAnchored(path: string): boolean {
  return (
    /^[/~]/.test(path) || path.startsWith(ROOT_MARK) || path.startsWith(BASE_MARK) || path.startsWith(UNKNOWN_TEXT)
  );
}

function clean(path: string): string {
  const out: string[] = [];
  for (const [i, segment] of path.split('/').entries()) {
    if ((segment === '' && i > 0) || segment === '.') continue;
    const last = out[out.length - 1];
    // What `..` takes away from a mark or an unknown stretch can't be told here.
    if (segment === '..' && last !== undefined && last !== '..' && !isFixed(last)) out.pop();
    else if (segment === '..' && last?.endsWith(UNKNOWN_TEXT)) continue;
    else out.push(segment);
  }
  return out.join('/');
}

function isFixed(segment: string): boolean {
  return segment === '' || segment === ROOT_MARK || segment === BASE_MARK || segment.includes(UNKNOWN_TEXT);
}

/**
 * The repository-relative paths that a path may be, one for each directory the script may have been started in. A start with
 * `BASE_MARK` before it is no directory of the repository: the repository is in that directory of where the script is started.
 * @returns none for a path outside of the repository.
 */
export function candidatesOf(path: string, starts: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (directory: string, rest: string): void => {
    const resolved = inside(directory, rest);
    if (resolved !== undefined) found.add(resolved);
  };
  const addBelow = (checkout: string, rest: string): void => {
    const resolved = inside('', rest);
    if (resolved === checkout) found.add('');
    else if (resolved?.startsWith(`${checkout}/`)) found.add(resolved.slice(checkout.length + 1));
  };
  if (path.startsWith(ROOT_MARK)) add('', path.slice(ROOT_MARK.length));
  else if (path.startsWith(BASE_MARK)) {
    const rest = path.slice(BASE_MARK.length);
    for (const start of starts)
      if (start.startsWith(BASE_MARK)) addBelow(start.slice(BASE_MARK.length), rest);
      else add(start, rest);
  } else if (path.startsWith(UNKNOWN_TEXT)) add('', path);
  return [...found];
}

function inside(directory: string, rest: string): string | undefined {
  const out = directory === '' ? [] : directory.split('/');
  for (const segment of rest.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (out.length === 0) return undefined;
      if (!out[out.length - 1]?.includes(UNKNOWN_TEXT)) out.pop();
    } else out.push(segment);
  }
  return out.join('/');
}
