import { any, bool, fn, goType, intNumber, list, rest, TemplateError } from '../functionTypes.ts';
import { deepEqual, type GoList, isList, kindOf, type TypedList, typedList, Unknown, type Value } from '../values.ts';
import { nilList } from '../yaml/nilLists.ts';
import { toInt64 } from './numbers.ts';
import { holdsUnknown, isEmpty, listItems } from './support.ts';

const lists = goType<TypedList>('[][]interface {}', { canBeNil: true, accepts: () => false });
/** Arguments are looked at as they are: an unknown item may well be put into a list. */
const see = { unknown: 'see' } as const;

/** Runs on the items of a list; an unknown list stays unknown. */
function onItems<T>(problem: string, run: (items: GoList, ...others: Value[]) => T | Unknown) {
  return (value: Value, ...others: Value[]): T | Unknown =>
    value instanceof Unknown ? value : run(listItems(value, problem), ...others);
}

/** Go builds these lists only when there is something to put in. */
function orNil(items: GoList): GoList {
  return items.length === 0 ? nilList('[]interface {}') : [...items];
}

/** Whether an item is in a list; unknown when an unknown could decide it. */
function isIn(items: GoList, wanted: Value): boolean | Unknown {
  if (items.some((item) => deepEqual(item, wanted) && !holdsUnknown(item))) return true;
  return [wanted, ...items].find((item): item is Unknown => item instanceof Unknown) ?? false;
}

function chunk(size: number, value: Value): TypedList {
  const items = listItems(value, 'Cannot chunk type');
  if (size <= 0) throw new TemplateError('runtime error: makeslice: len out of range');
  const chunks: Value[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push([...items.slice(at, at + size)]);
  return typedList('[][]interface {}', chunks);
}

function compact(items: GoList): GoList | Unknown {
  return items.find((item): item is Unknown => item instanceof Unknown) ?? items.filter((item) => !isEmpty(item));
}

function uniq(items: GoList): GoList | Unknown {
  const kept: Value[] = [];
  for (const item of items) {
    const known = isIn(kept, item);
    if (known instanceof Unknown) return known;
    if (!known) kept.push(item);
  }
  return kept;
}

function without(items: GoList, omitted: GoList): GoList | Unknown {
  const kept: Value[] = [];
  for (const item of items) {
    const known = isIn(omitted, item);
    if (known instanceof Unknown) return known;
    if (!known) kept.push(item);
  }
  return kept;
}

function has(wanted: Value, value: Value): boolean | Unknown {
  if (value === null) return false;
  if (value instanceof Unknown) return value;
  return isIn(listItems(value, 'Cannot find has on type'), wanted);
}

function slice(value: Value, indices: readonly Value[]): Value {
  if (!isList(value)) {
    listItems(value, 'list should be type of slice or array but');
    return null;
  }
  if (value.length === 0) return null;
  const start = indices.length > 0 ? Number(toInt64(indices[0] as Value)) : 0;
  const end = indices.length > 1 ? Number(toInt64(indices[1] as Value)) : value.length;
  if (start < 0 || end < start || end > value.length)
    throw new TemplateError('reflect.Value.Slice: slice index out of bounds');
  const items = value.slice(start, end);
  const type = (value as Partial<TypedList>).goType;
  return type === undefined ? [...items] : typedList(type, items);
}

function concat(values: readonly Value[]): GoList | Unknown {
  const all: Value[] = [];
  for (const value of values) {
    if (value instanceof Unknown) return value;
    if (value !== null && !isList(value)) throw new TemplateError(`Cannot concat type ${kindOf(value)} as list`);
    all.push(...listItems(value, ''));
  }
  return orNil(all);
}

const first = onItems<Value>('Cannot find first on type', (items) => items[0] ?? null);
const last = onItems<Value>('Cannot find last on type', (items) => items.at(-1) ?? null);
const initial = onItems<GoList>('Cannot find initial on type', (items) => orNil(items.slice(0, -1)));
const others = onItems<GoList>('Cannot find rest on type', (items) => orNil(items.slice(1)));
const push = onItems<GoList>('Cannot push on type', (items, item) => [...items, item as Value]);
const prepend = onItems<GoList>('Cannot prepend on type', (items, item) => [item as Value, ...items]);
const reverse = onItems<GoList>('Cannot find reverse on type', (items) => [...items].reverse());
const compacted = onItems<GoList>('Cannot compact on type', compact);
const unique = onItems<GoList>('Cannot find uniq on type', uniq);

/** Each function and the one with `must` before its name do the same to a template: both errors and panics end it. */
function both<T>(name: string, declare: (name: string) => T): T[] {
  return [declare(name), declare(`must${name.charAt(0).toUpperCase()}${name.slice(1)}`)];
}

/** sprig's functions on lists (list.go); they build new lists and leave their arguments alone. */
export const listFunctions = [
  fn('list', [rest(any)], list, (items) => items, see),
  fn('tuple', [rest(any)], list, (items) => items, see),
  fn('concat', [rest(any)], any, concat, see),
  ...both('first', (name) => fn(name, [any], any, first, see)),
  ...both('last', (name) => fn(name, [any], any, last, see)),
  ...both('initial', (name) => fn(name, [any], list, initial, see)),
  ...both('rest', (name) => fn(name, [any], list, others, see)),
  ...both('append', (name) => fn(name, [any, any], list, push, see)),
  ...both('push', (name) => fn(name, [any, any], list, push, see)),
  ...both('prepend', (name) => fn(name, [any, any], list, prepend, see)),
  ...both('reverse', (name) => fn(name, [any], list, reverse, see)),
  ...both('compact', (name) => fn(name, [any], list, compacted, see)),
  ...both('uniq', (name) => fn(name, [any], list, unique, see)),
  ...both('without', (name) =>
    fn(
      name,
      [any, rest(any)],
      list,
      (value, omitted) =>
        value instanceof Unknown ? value : without(listItems(value, 'Cannot find without on type'), omitted),
      see,
    ),
  ),
  ...both('has', (name) => fn(name, [any, any], bool, has, see)),
  ...both('slice', (name) => fn(name, [any, rest(any)], any, slice)),
  ...both('chunk', (name) => fn(name, [intNumber, any], lists, chunk)),
];
