import { any, bool, fn, rest, string, TemplateError } from '../functionTypes.ts';
import { deepEqual, GoObject, goTypeOf, kindOf, Unknown, type Value } from '../values.ts';
import { isEmpty } from './support.ts';
import { ShapedUnknown } from './unknowns.ts';

const see = { unknown: 'see' } as const;

/** The first value that is not empty; unknown when an unknown stands before it, since that could be one. */
function firstFilled(values: readonly Value[]): Value {
  return values.find((value) => value instanceof Unknown || !isEmpty(value)) ?? null;
}

function fallBack(fallback: Value, given: readonly Value[]): Value {
  const value = given[0] ?? null;
  if (value instanceof Unknown) return value;
  return isEmpty(value) ? fallback : value;
}

function all(values: readonly Value[]): boolean | Unknown {
  if (values.some((value) => !(value instanceof Unknown) && isEmpty(value))) return false;
  return values.find((value): value is Unknown => value instanceof Unknown) ?? true;
}

function some(values: readonly Value[]): boolean | Unknown {
  if (values.some((value) => !(value instanceof Unknown) && !isEmpty(value))) return true;
  return values.find((value): value is Unknown => value instanceof Unknown) ?? false;
}

function kindName(value: Value): string | Unknown {
  if (!(value instanceof Unknown)) return kindOf(value);
  return value instanceof ShapedUnknown ? value.kind : value;
}

function typeName(value: Value): string | Unknown {
  if (!(value instanceof Unknown)) return value instanceof GoObject ? value.goType : goTypeOf(value);
  return value instanceof ShapedUnknown ? value.goType : value;
}

function isNamed(target: string, name: string | Unknown, pointers = false): boolean | Unknown {
  return name instanceof Unknown ? name : name === target || (pointers && name === `*${target}`);
}

/** sprig's decisions and questions about types (defaults.go, reflect.go). */
export const flowFunctions = [
  fn('default', [any, rest(any)], any, fallBack, see),
  fn('empty', [any], bool, (value) => (value instanceof Unknown ? value : isEmpty(value)), see),
  fn('coalesce', [rest(any)], any, firstFilled, see),
  fn('all', [rest(any)], bool, all, see),
  fn('any', [rest(any)], bool, some, see),
  fn('ternary', [any, any, bool], any, (yes, no, condition) => (condition ? yes : no)),
  fn('deepEqual', [any, any], bool, deepEqual),
  fn('kindOf', [any], string, kindName, see),
  fn('kindIs', [string, any], bool, (target, value) => isNamed(target, kindName(value)), see),
  fn('typeOf', [any], string, typeName, see),
  fn('typeIs', [string, any], bool, (target, value) => isNamed(target, typeName(value)), see),
  fn('typeIsLike', [string, any], bool, (target, value) => isNamed(target, typeName(value), true), see),
];

/** Ends the rendering with the message; Helm has its own. */
export const failFunction = fn('fail', [string], string, (message) => {
  throw new TemplateError(message);
});
