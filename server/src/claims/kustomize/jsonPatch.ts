import { sameJson } from '../../manifests/sameJson.ts';
import { copyValue, type Fields, isFields, member, setMember } from './fields.ts';
import { type Origin, type Provenance, within } from './provenance.ts';

/** One operation of a JSON patch, as read; its parts are checked when it is applied. */
export type Operation = Readonly<Record<string, unknown>>;

/** Takes a parsed document for a JSON patch: a list of maps. */
export function asJsonPatch(value: unknown): readonly Operation[] | undefined {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) && value.every(isFields) ? value : undefined;
}

/**
 * Applies a JSON patch (RFC 6902) in place, as gopkg.in/evanphx/json-patch.v4 does for kustomize: parents must exist,
 * negative indices count from the end.
 * @param origin where the list of operations stands.
 * @returns the error's text, when an operation can't be applied.
 */
export function applyJsonPatch(
  object: Fields,
  operations: readonly Operation[],
  provenance: Provenance,
  origin: Origin,
): { readonly problem: string; readonly index: number } | undefined {
  for (const [index, operation] of operations.entries()) {
    const problem = applyOperation(object, operation, provenance, within(origin, index));
    if (problem !== undefined) return { problem, index };
  }
  return undefined;
}

function applyOperation(
  root: Fields,
  operation: Operation,
  provenance: Provenance,
  origin: Origin,
): string | undefined {
  const { op, path, from } = operation;
  if (typeof path !== 'string') return 'missing path';
  const at = find(root, path, provenance);
  const written = within(origin, 'value');
  switch (op) {
    case 'add':
      if (!at) return `add operation does not apply: doc is missing path: "${path}"`;
      return insert(at, copyValue(operation['value'] ?? null), written, path);
    case 'replace':
      if (path === '' && isFields(operation['value']))
        return replaceRoot(root, operation['value'], provenance, written);
      if (!at) return `replace operation does not apply: doc is missing path: ${path}`;
      // A list must have the item; a map gets the key.
      if (Array.isArray(at.container) && !has(at))
        return `replace operation does not apply: doc is missing key: ${path}`;
      return overwrite(at, copyValue(operation['value'] ?? null), written);
    case 'remove':
      if (!at || !has(at)) return `remove operation does not apply: doc is missing path: "${path}"`;
      return take(at);
    case 'move':
    case 'copy': {
      const source = typeof from === 'string' ? find(root, from, provenance) : undefined;
      if (!source || !has(source)) return `${op} operation does not apply: doc is missing from path: ${String(from)}`;
      const value = op === 'copy' ? copyValue(get(source)) : get(source);
      if (op === 'move') take(source);
      const target = find(root, path, provenance);
      if (!target) return `${op} operation does not apply: doc is missing destination path: ${path}`;
      return insert(target, value, within(origin, 'from'), path);
    }
    case 'test':
      return at && same(get(at), operation['value'] ?? null) ? undefined : `testing value ${path} failed`;
    default:
      return `Unexpected kind: ${String(op)}`;
  }
}

function replaceRoot(root: Fields, value: Fields, provenance: Provenance, from: Origin): undefined {
  for (const key of Object.keys(root)) delete root[key];
  for (const key of Object.keys(value)) {
    setMember(root, key, copyValue(value[key]));
    provenance.mark(root, key, within(from, key));
  }
}

/** A member of a container that exists; the member itself may not. */
interface Slot {
  readonly container: Fields | unknown[];
  readonly key: string;
  readonly provenance: Provenance;
  /** The container's origin. */
  readonly origin: Origin;
}

/** The slot a pointer names; undefined when its container is missing, or it names the whole document. */
function find(root: Fields, pointer: string, provenance: Provenance): Slot | undefined {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = parts.pop();
  if (key === undefined) return undefined;
  let container: unknown = root;
  let origin = provenance.root;
  for (const part of parts) {
    const index: string | number | undefined = Array.isArray(container) ? indexOf(container, part) : part;
    if (index === undefined) return undefined;
    origin = provenance.child(container, index, origin);
    container = Array.isArray(container) ? container[index as number] : member(container, part);
    if (container === undefined || container === null) return undefined;
  }
  return Array.isArray(container) || isFields(container) ? { container, key, provenance, origin } : undefined;
}

/** A list index as written, negative ones from the end; undefined when it is none or beyond the list. */
function indexOf(list: readonly unknown[], text: string): number | undefined {
  if (!/^-?\d{1,9}$/.test(text)) return undefined;
  const index = Number(text) < 0 ? list.length + Number(text) : Number(text);
  return index >= 0 && index < list.length ? index : undefined;
}

function has({ container, key }: Slot): boolean {
  return Array.isArray(container) ? indexOf(container, key) !== undefined : Object.hasOwn(container, key);
}

function get({ container, key }: Slot): unknown {
  if (!Array.isArray(container)) return member(container, key);
  const index = indexOf(container, key);
  return index === undefined ? undefined : container[index];
}

function insert(
  { container, key, provenance, origin }: Slot,
  value: unknown,
  from: Origin,
  path: string,
): string | undefined {
  if (!Array.isArray(container)) {
    setMember(container, key, value);
    provenance.mark(container, key, from);
    return undefined;
  }
  const number = /^-?\d{1,9}$/.test(key) ? Number(key) : undefined;
  const fromEnd = number !== undefined && number < 0 ? container.length + 1 + number : number;
  const index = key === '-' ? container.length : fromEnd;
  if (index === undefined || index < 0 || index > container.length)
    return `add operation does not apply: doc is missing path: "${path}"`;
  provenance.items(container, origin).splice(index, 0, from);
  container.splice(index, 0, value);
  return undefined;
}

function overwrite({ container, key, provenance, origin }: Slot, value: unknown, from: Origin): undefined {
  if (!Array.isArray(container)) {
    setMember(container, key, value);
    provenance.mark(container, key, from);
    return;
  }
  const index = indexOf(container, key) as number;
  provenance.items(container, origin)[index] = from;
  container[index] = value;
}

function take({ container, key, provenance, origin }: Slot): undefined {
  if (!Array.isArray(container)) {
    delete container[key];
    return;
  }
  const index = indexOf(container, key) as number;
  provenance.items(container, origin).splice(index, 1);
  container.splice(index, 1);
}

function same(a: unknown, b: unknown): boolean {
  return a === undefined ? b === null : sameJson(a, b);
}
