import { type Fields, isFields, member, setMember } from './fields.ts';
import type { Origin, Provenance } from './provenance.ts';

/** A value inside an object, reached by a field path. */
export interface Target {
  readonly container: Fields | unknown[];
  readonly key: string | number;
  readonly origin: Origin;
}

/** Splits a field path at dots (SmarterPathSplitter in kyaml/utils/pathsplitter.go): `[a.b=c]` and `\.` keep theirs. */
export function splitFieldPath(path: string): string[] {
  const parts: string[] = [];
  let current = '';
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const c = path[i] as string;
    if (c === '\\' && path[i + 1] === '.') {
      current += '.';
      i++;
    } else if (c === '.' && depth === 0) {
      parts.push(current);
      current = '';
    } else {
      if (c === '[') depth++;
      else if (c === ']') depth = Math.max(0, depth - 1);
      current += c;
    }
  }
  parts.push(current);
  return parts.map((part) => (/^\[[^=]*\]$/.test(part) ? part.slice(1, -1) : part));
}

/**
 * Finds the values a field path names (PathMatcher in kyaml/yaml/match.go): `*` is every item, `[k=v]` the items with
 * that value, `-` a new item; with `create` what is missing is made.
 */
export function findTargets(
  object: Fields,
  path: readonly string[],
  create: boolean,
  provenance: Provenance,
  at: Origin,
): Target[] {
  let found: { value: unknown; target?: Target; origin: Origin }[] = [{ value: object, origin: provenance.root }];
  for (const [depth, part] of path.entries()) {
    const next: typeof found = [];
    const add = (container: Fields | unknown[], key: string | number, parent: Origin): void => {
      next.push({
        value: (container as Fields)[key],
        target: { container, key, origin: parent },
        origin: provenance.child(container, key, parent),
      });
    };
    for (const { value: reached, target, origin } of found) {
      let value = reached;
      if ((value === undefined || value === null) && create && target) {
        value = /^(\[.*=.*\]|-|\d+)$/.test(part) ? [] : {};
        assign(target, value, provenance, at);
      }
      if (Array.isArray(value)) {
        const query = /^\[([^=]*)=(.*)\]$/.exec(part);
        const append = (item: unknown): void => {
          provenance.items(value as unknown[], origin).push(at);
          (value as unknown[]).push(item);
        };
        if (part === '*') for (const i of value.keys()) add(value, i, origin);
        else if (part === '-') {
          append(depth === path.length - 1 ? null : {});
          add(value, value.length - 1, origin);
        } else if (query) {
          const [, key = '', wanted = ''] = query;
          const matches = [...value.keys()].filter((i) => itemMatches((value as unknown[])[i], key, wanted));
          if (matches.length === 0 && create) {
            append(key === '' ? wanted : { [key]: wanted });
            matches.push(value.length - 1);
          }
          for (const i of matches) add(value, i, origin);
        } else if (/^\d{1,9}$/.test(part) && Number(part) <= value.length - (create ? 0 : 1)) {
          if (Number(part) === value.length) append(null);
          add(value, Number(part), origin);
        }
      } else if (isFields(value)) {
        if (part === '*') for (const key of Object.keys(value)) add(value, key, origin);
        else if (Object.hasOwn(value, part)) add(value, part, origin);
        else if (create) {
          setMember(value, part, null);
          add(value, part, origin);
        }
      }
    }
    found = next;
  }
  return found.flatMap(({ target }) => (target ? [target] : []));
}

/** Sets the value of a target. */
export function assign({ container, key, origin }: Target, value: unknown, provenance: Provenance, from: Origin): void {
  if (Array.isArray(container)) {
    provenance.items(container, origin)[key as number] = from;
    container[key as number] = value;
  } else {
    setMember(container, String(key), value);
    provenance.mark(container, String(key), from);
  }
}

/** The value at a plain path; undefined when there is none. */
export function lookup(object: unknown, path: readonly string[]): unknown {
  let value = object;
  for (const part of path) {
    if (Array.isArray(value)) {
      const query = /^\[([^=]*)=(.*)\]$/.exec(part);
      value = query
        ? value.find((item) => itemMatches(item, query[1] as string, query[2] as string))
        : value[/^\d{1,9}$/.test(part) ? Number(part) : -1];
    } else value = member(value, part);
  }
  return value;
}

function itemMatches(item: unknown, key: string, wanted: string): boolean {
  const value = key === '' ? item : lookup(item, key.split('.'));
  return value !== undefined && value !== null && String(value) === wanted;
}
