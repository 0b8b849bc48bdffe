import { UNKNOWN_TEXT } from './unknown.ts';
import type { GoList, GoMap, GoMethod, IntKind, Value } from './values.ts';
import { GoObject, Int, int, isList, isMap, stringList, TypedList, TypedMap, Unknown } from './values.ts';

/**
 * What a template function throws (or an error value it returns in Go): a plain message. The evaluator turns it into
 * `template: NAME:LINE:COL: executing "X" at <…>: error calling NAME: message`. Go panics inside functions are this too,
 * since text/template recovers them (funcs.go safeCall).
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** A Go parameter or result type; `Js` is what implementations see. */
export interface GoType<Js = Value> {
  /** As Go writes it: `string`, `interface {}`, `map[string]interface {}`. */
  readonly goName: string;
  /** Whether a result of this type is held in an interface, which error messages tell. */
  readonly isInterface: boolean;
  /** Whether nil may be given (text/template canBeNil): interfaces, maps, lists, pointers. */
  readonly canBeNil: boolean;
  /** Whether Go's rules let the value be assigned to the type. Not asked for nil, no value and unknowns. */
  accepts(value: Value): boolean;
  /** What the implementation gets. */
  toJs(value: Value): Js;
  /** What the template gets for a result. */
  fromJs(result: Js): Value;
}

interface TypeOptions<Js> {
  readonly isInterface?: boolean;
  readonly canBeNil?: boolean;
  readonly accepts: (value: Value) => boolean;
  readonly toJs?: (value: Value) => Js;
  readonly fromJs?: (result: Js) => Value;
}

/** Declares a Go type. Without conversions the implementation sees the value itself. */
export function goType<Js = Value>(goName: string, options: TypeOptions<Js>): GoType<Js> {
  return {
    goName,
    isInterface: options.isInterface ?? false,
    canBeNil: options.canBeNil ?? options.isInterface ?? false,
    accepts: options.accepts,
    toJs: options.toJs ?? ((value) => value as Js),
    fromJs: options.fromJs ?? ((result) => result as Value),
  };
}

/** `interface {}`: anything; the invalid value arrives as nil. */
export const any = goType('interface {}', { isInterface: true, accepts: () => true });

/** `reflect.Value`: anything, and a missing value arrives as `NO_VALUE`. As a result it keeps nil and `NO_VALUE` apart. */
export const reflectValue = goType('reflect.Value', { isInterface: true, accepts: () => true });

export const string = goType<string>('string', { accepts: (value) => typeof value === 'string' });
export const bool = goType<boolean>('bool', { accepts: (value) => typeof value === 'boolean' });
/** JS sees a number; beyond 2^53 use `int64`. */
export const float64 = goType<number>('float64', { accepts: (value) => typeof value === 'number' });

function intType(kind: IntKind): GoType<bigint> {
  return goType<bigint>(kind, {
    accepts: (value) => value instanceof Int && value.kind === kind,
    toJs: (value) => (value as Int).value,
    fromJs: (result) => new Int(kind, result),
  });
}

/** Go's `int`; JS sees a number (safe for lengths and counts). */
export const intNumber = goType<number>('int', {
  accepts: (value) => value instanceof Int && value.kind === 'int',
  toJs: (value) => (value as Int).toNumber(),
  fromJs: (result) => int(result),
});
/** Go's `int`; JS sees a bigint. */
export const intBig = intType('int');
/** JS sees a bigint. */
export const int64Type = intType('int64');
export const uint32Type = intType('uint32');
export const uint64Type = intType('uint64');
/** `rune`; JS sees a bigint. */
export const int32Type = intType('int32');

/** `map[string]interface {}`; named types such as `chartutil.Values` are assignable. nil arrives as an empty map. */
export const dict = goType<GoMap>('map[string]interface {}', {
  canBeNil: true,
  accepts: (value) => isMap(value) && (!(value instanceof TypedMap) || value.elementType === 'interface {}'),
  toJs: (value) => (value === null ? new Map() : (value as GoMap)),
});

/** `map[string]string`. nil arrives as an empty map. */
export const stringDict = goType<GoMap>('map[string]string', {
  canBeNil: true,
  accepts: (value) => value instanceof TypedMap && value.elementType === 'string',
  toJs: (value) => (value === null ? new Map() : (value as GoMap)),
});

/** `[]interface {}`. nil arrives as an empty list. */
export const list = goType<GoList>('[]interface {}', {
  canBeNil: true,
  accepts: (value) => isList(value) && (!(value instanceof TypedList) || value.elementType === 'interface {}'),
  toJs: (value) => (value === null ? [] : (value as GoList)),
});

/** `[]string`. nil arrives as an empty list; a plain array of strings given as result becomes a `[]string`. */
export const strings = goType<readonly string[]>('[]string', {
  canBeNil: true,
  accepts: (value) => value instanceof TypedList && value.elementType === 'string',
  toJs: (value) => (value === null ? [] : (value as unknown as readonly string[])),
  fromJs: (result) => (result instanceof TypedList ? result : stringList(result)),
});

/** A struct or pointer type of that name, e.g. `objectType('*semver.Version', isVersion)`. */
export function objectType<T extends GoObject>(goName: string, is: (value: Value) => value is T & Value): GoType<T> {
  return goType<T>(goName, {
    canBeNil: goName.startsWith('*'),
    accepts: (value) => value instanceof GoObject && is(value),
  });
}

/** The last parameter of a variadic function; the implementation gets one array. */
export interface RestType<Js = Value> {
  readonly rest: GoType<Js>;
}

/** Marks the last parameter as variadic: `fn('list', [rest(any)], list, (items) => items)`. */
export function rest<Js>(type: GoType<Js>): RestType<Js> {
  return { rest: type };
}

/**
 * What happens when an argument is not known:
 * - `propagate` (default): an `Unknown`, or a string holding `UNKNOWN_TEXT`, makes the result `Unknown` without a call.
 * - `text`: the function works on text stretch by stretch (upper, quote, printf, nindent): an `Unknown` is given as its
 *   text (`UNKNOWN_TEXT`), strings are given as they are, and the function is called.
 * - `see`: everything is given as it is, `Unknown`s too, whatever the declared type (default, coalesce, hasKey, list, dict).
 */
export type UnknownPolicy = 'propagate' | 'text' | 'see';

/** A function templates can call. */
export interface GoFunction extends GoMethod {
  readonly params: readonly GoType<unknown>[];
  /** The type of further arguments of a variadic function. */
  readonly variadic: GoType<unknown> | undefined;
  readonly result: GoType<unknown>;
  readonly unknown: UnknownPolicy;
  /**
   * Calls it with arguments already of the declared types (nil for `any`, `NO_VALUE` for `reflectValue`).
   * @throws TemplateError
   */
  readonly invoke: (args: readonly Value[]) => Value;
}

export type FunctionMap = ReadonlyMap<string, GoFunction>;

type AnyParam = GoType<unknown> | RestType<unknown>;
type JsOf<P> = P extends RestType<infer R> ? R[] : P extends GoType<infer T> ? T : never;
type JsArgs<P extends readonly AnyParam[]> = { -readonly [K in keyof P]: JsOf<P[K]> };

interface FunctionOptions {
  readonly unknown?: UnknownPolicy;
}

/**
 * Declares a template function in one line: `fn('upper', [string], string, (s) => s.toUpperCase(), { unknown: 'text' })`.
 * @param params Go parameter types; the last may be `rest(type)`.
 * @param result Go result type; it converts (a JS number of `intNumber` becomes an `Int`).
 */
export function fn<const P extends readonly AnyParam[], R>(
  name: string,
  params: P,
  result: GoType<R>,
  implementation: (...args: JsArgs<P>) => R | Unknown,
  options: FunctionOptions = {},
): GoFunction {
  const last = params[params.length - 1];
  const variadic = last !== undefined && 'rest' in last ? last.rest : undefined;
  const fixed = (variadic === undefined ? params : params.slice(0, -1)) as readonly GoType<unknown>[];
  const call = implementation as (...args: unknown[]) => unknown;
  const toJs = (type: GoType<unknown>, value: Value): unknown => (value instanceof Unknown ? value : type.toJs(value));
  const invoke = (args: readonly Value[]): Value => {
    const converted: unknown[] = fixed.map((type, at) => toJs(type, args[at] as Value));
    if (variadic !== undefined) converted.push(args.slice(fixed.length).map((value) => toJs(variadic, value)));
    const answer = call(...converted);
    return answer instanceof Unknown ? answer : (result as GoType<unknown>).fromJs(answer);
  };
  return {
    isGoFunction: true,
    name,
    goType: signature(fixed, variadic, result),
    params: fixed,
    variadic,
    result,
    unknown: options.unknown ?? 'propagate',
    invoke,
  };
}

function signature(
  params: readonly GoType<unknown>[],
  variadic: GoType<unknown> | undefined,
  result: GoType<unknown>,
): string {
  const names = params.map((type) => type.goName);
  if (variadic !== undefined) names.push(`...${variadic.goName}`);
  return `func(${names.join(', ')}) ${result.goName}`;
}

/** A function map from declarations, by name; later ones replace earlier ones. */
export function functionMap(...groups: readonly Iterable<GoFunction>[]): Map<string, GoFunction> {
  const map = new Map<string, GoFunction>();
  for (const group of groups) for (const declared of group) map.set(declared.name, declared);
  return map;
}

/** The same function under another name. */
export function alias(name: string, original: GoFunction): GoFunction {
  return { ...original, name };
}

/**
 * Calls a function from another function (not from a template) with values already of its types, unknowns handled.
 * @throws TemplateError
 */
export function callWithUnknowns(called: GoFunction, args: readonly Value[]): Value {
  if (called.unknown === 'see') return called.invoke(args);
  if (called.unknown === 'text') {
    return called.invoke(args.map((value) => (value instanceof Unknown ? value.text : value)));
  }
  for (const value of args) {
    if (value instanceof Unknown) return new Unknown(value.reason);
    if (typeof value === 'string' && value.includes(UNKNOWN_TEXT))
      return new Unknown('computed from a text that is not known');
  }
  return called.invoke(args);
}
