import { compareText } from './goString.ts';
import { Unknown } from './unknown.ts';

export { Unknown } from './unknown.ts';

/** The integer types of Go; `int` is 64 bits wide. */
export type IntKind =
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr';

/** Go's `reflect.Kind`, as `kindOf` prints it. */
export type Kind =
  | 'invalid'
  | 'bool'
  | IntKind
  | 'float64'
  | 'complex128'
  | 'string'
  | 'slice'
  | 'map'
  | 'struct'
  | 'ptr'
  | 'func';

/** A Go value as templates see it. `null` is the nil interface, a `number` is a float64. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Int
  | Complex
  | GoMap
  | GoList
  | GoObject
  | GoMethod
  | Unknown
  | NoValue;

/** `Map` itself is `map[string]interface {}`; a `TypedMap` names another type. */
export type GoMap = Map<string, Value>;
/** A JS array is `[]interface {}`; a `TypedList` names another type. */
export type GoList = readonly Value[];

const WIDTHS: Record<IntKind, number> = {
  int: 64,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
  uintptr: 64,
};

/** A Go integer; values outside the kind's range wrap as in Go. Immutable. */
export class Int {
  readonly kind: IntKind;
  readonly value: bigint;

  constructor(kind: IntKind, value: bigint) {
    this.kind = kind;
    this.value = kind.startsWith('u') ? BigInt.asUintN(WIDTHS[kind], value) : BigInt.asIntN(WIDTHS[kind], value);
  }

  get isUnsigned(): boolean {
    return this.kind.startsWith('u');
  }

  toNumber(): number {
    return Number(this.value);
  }

  toString(): string {
    return this.value.toString();
  }
}

/** A Go `int`. A number must be a whole one. */
export function int(value: number | bigint): Int {
  return new Int('int', BigInt(value));
}

/** A Go `int64`. A number must be a whole one. */
export function int64(value: number | bigint): Int {
  return new Int('int64', BigInt(value));
}

/** A Go `complex128`; only written as a literal such as `1i`. */
export class Complex {
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    this.real = real;
    this.imaginary = imaginary;
  }
}

/** A map whose Go type is not `map[string]interface {}`, such as `chartutil.Values` or `map[string]string`. */
export class TypedMap extends Map<string, Value> {
  readonly goType: string;
  /** The element type: `interface {}` unless the type says otherwise. */
  readonly elementType: string;

  constructor(goType: string, entries?: Iterable<readonly [string, Value]>, elementType?: string) {
    super(entries);
    this.goType = goType;
    this.elementType = elementType ?? (goType.startsWith('map[string]') ? goType.slice(11) : 'interface {}');
  }
}

/**
 * A list whose Go type is not `[]interface {}`, such as `[]string` or `[]uint8`. It is an array (so
 * `Array.isArray` holds); `map`, `filter` and friends give plain arrays. Build it with `typedList`.
 */
export class TypedList extends Array<Value> {
  goType = '[]interface {}';
  elementType = 'interface {}';

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** A list of another type: `typedList('[]string', ['a'])`. Named types tell their element type. */
export function typedList(goType: string, items: Iterable<Value>, elementType?: string): TypedList {
  const list = new TypedList();
  for (const item of items) list.push(item);
  list.goType = goType;
  list.elementType = elementType ?? goType.slice(goType.indexOf(']') + 1);
  return list;
}

/** A `[]string`. */
export function stringList(items: Iterable<string>): TypedList {
  return typedList('[]string', items);
}

/** A `[]uint8`. */
export function byteList(bytes: Uint8Array): TypedList {
  return typedList(
    '[]uint8',
    Array.from(bytes, (byte) => new Int('uint8', BigInt(byte))),
  );
}

/** A struct, or a pointer to one: `.Chart`, `.Files`, `time.Time`, `*semver.Version`, an error. */
export abstract class GoObject {
  /** Go's `%T`; a pointer's begins with `*`. */
  abstract readonly goType: string;
  /** `struct` unless the type is something else, e.g. `int64` for `time.Duration`. */
  readonly kind: Kind = 'struct';

  get isPointer(): boolean {
    return this.goType.startsWith('*');
  }

  /** @returns the exported field, or undefined when the type has none of that name. */
  field(_name: string): Value | undefined {
    return undefined;
  }

  /** @returns the method bound to this value, or undefined when the type has none of that name. */
  method(_name: string): GoMethod | undefined {
    return undefined;
  }

  /** @returns what `String()` or `Error()` gives, or undefined when the type is neither Stringer nor error. */
  text(): string | undefined {
    return undefined;
  }

  /** The fields in order of declaration, for printing as `{a b}`. */
  entries(): readonly (readonly [string, Value])[] {
    return [];
  }
}

/** What a function needs to be held as a value: `functionTypes.ts` has the full `GoFunction`. */
export interface GoMethod {
  readonly name: string;
  /** Go's `%T`, such as `func(string) string`. */
  readonly goType: string;
  readonly isGoFunction: true;
}

/** The invalid `reflect.Value`: a missing map key, or nil at the end of a pipeline. Distinct from nil. */
class NoValue {
  readonly isNoValue = true;
}

export type { NoValue };
export const NO_VALUE = new NoValue();

/** Whether the value is a function. */
export function isGoFunction(value: Value): value is GoMethod {
  return typeof value === 'object' && value !== null && (value as Partial<GoMethod>).isGoFunction === true;
}

/** Whether the value is a map of any type. */
export function isMap(value: unknown): value is GoMap {
  return value instanceof Map;
}

/** Whether the value is a list of any type. */
export function isList(value: unknown): value is GoList {
  return Array.isArray(value);
}

/** Go's `%T`: `<nil>` for nil and the invalid value. */
export function goTypeOf(value: Value): string {
  if (value === null || value === NO_VALUE) return '<nil>';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'string') return 'string';
  if (value instanceof Int) return value.kind;
  if (value instanceof TypedMap || value instanceof TypedList || value instanceof GoObject) return value.goType;
  if (value instanceof Map) return 'map[string]interface {}';
  if (Array.isArray(value)) return '[]interface {}';
  if (value instanceof Complex) return 'complex128';
  return value instanceof Unknown ? 'unknown' : (value as GoMethod).goType;
}

/** Go's `reflect.ValueOf(v).Kind()`. An unknown has none, so it is `invalid`. */
export function kindOf(value: Value): Kind {
  if (typeof value === 'string' || typeof value === 'number') return typeof value === 'string' ? 'string' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Int) return value.kind;
  if (value instanceof Map) return 'map';
  if (Array.isArray(value)) return 'slice';
  if (value instanceof GoObject) return value.isPointer ? 'ptr' : value.kind;
  if (value instanceof Complex) return 'complex128';
  return value !== null && isGoFunction(value) ? 'func' : 'invalid';
}

/** text/template's truth (exec.go isTrue): empty things and zeros are false, structs always true. Unknowns are not asked. */
export function isTruthy(value: Value): boolean {
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value === null || value === NO_VALUE) return false;
  if (value instanceof Int) return value.value !== 0n;
  if (value instanceof Map) return value.size > 0;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Complex) return value.real !== 0 || value.imaginary !== 0;
  return true;
}

/** The order in which Go's templates and printing visit map keys: by UTF-8 bytes. */
export function compareKeys(left: string, right: string): number {
  return compareText(left, right);
}

/** The keys of a map in Go's printing order. */
export function sortedKeys(map: ReadonlyMap<string, Value>): string[] {
  const keys = [...map.keys()];
  return keys.length < 2 ? keys : keys.sort(compareText);
}

const MAX_DEPTH = 200;

/** Go's `reflect.DeepEqual`: types must be the same too. */
export function deepEqual(left: Value, right: Value, depth = 0): boolean {
  if (left === right) return true;
  if (depth > MAX_DEPTH || goTypeOf(left) !== goTypeOf(right)) return false;
  if (left instanceof Int) return left.value === (right as Int).value;
  if (left instanceof Complex) {
    return left.real === (right as Complex).real && left.imaginary === (right as Complex).imaginary;
  }
  if (Array.isArray(left)) {
    const other = right as GoList;
    return left.length === other.length && left.every((item, at) => deepEqual(item, other[at] as Value, depth + 1));
  }
  if (left instanceof Map) {
    const other = right as GoMap;
    if (left.size !== other.size) return false;
    for (const [key, item] of left) {
      if (!other.has(key) || !deepEqual(item, other.get(key) as Value, depth + 1)) return false;
    }
    return true;
  }
  if (left instanceof GoObject) return deepEqual(entriesMap(left), entriesMap(right as GoObject), depth + 1);
  return false;
}

function entriesMap(object: GoObject): GoMap {
  return new Map([...object.entries(), ['', object.text() ?? '']]);
}

/** Plain JSON data as Go reads it into `interface {}`: numbers are float64. Values that are Go values already stay. */
export function fromJson(plain: unknown): Value {
  if (plain === null || plain === undefined) return null;
  if (typeof plain === 'boolean' || typeof plain === 'number' || typeof plain === 'string') return plain;
  if (typeof plain === 'bigint') return int64(plain);
  if (Array.isArray(plain)) return plain instanceof TypedList ? plain : plain.map(fromJson);
  if (plain instanceof Map || plain instanceof Int || plain instanceof GoObject || plain instanceof Unknown)
    return plain;
  const map: GoMap = new Map();
  for (const [key, item] of Object.entries(plain as object)) map.set(key, fromJson(item));
  return map;
}

/**
 * The value as plain data: maps become null-prototype objects in insertion order, integers numbers (a bigint when too big),
 * unknowns their text, structs their text or fields. Meant for tests and reports, not for `toJson`.
 */
export function toPlain(value: Value, depth = 0): unknown {
  if (value === null || value === NO_VALUE || depth > MAX_DEPTH) return null;
  if (value instanceof Int) {
    const number = Number(value.value);
    return Number.isSafeInteger(number) ? number : value.value;
  }
  if (value instanceof Unknown) return value.text;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth + 1));
  if (value instanceof GoObject) return value.text() ?? toPlain(new Map(value.entries()), depth + 1);
  if (value instanceof Map) {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of value) object[key] = toPlain(item, depth + 1);
    return object;
  }
  return typeof value === 'object' ? null : value;
}

/** Whether there is no value: nil, or a missing one. */
export function isNothing(value: Value): value is null | NoValue {
  return value === null || value === NO_VALUE;
}
