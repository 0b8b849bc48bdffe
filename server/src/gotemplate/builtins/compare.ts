import { sprintf } from '../fmt/printf.ts';
import { TemplateError } from '../functionTypes.ts';
import { compareText } from '../goString.ts';
import { hasUnknown, matchesPattern, Unknown } from '../unknown.ts';
import { Complex, GoObject, goTypeOf, Int, isNothing, kindOf, type Value } from '../values.ts';

type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'string' | 'other';

function basicKind(value: Value): BasicKind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Int) return value.isUnsigned ? 'uint' : 'int';
  return value instanceof Complex ? 'complex' : 'other';
}

const UNCOMPARABLE = 'invalid type for comparison';

function incompatible(left: Value, right: Value): TemplateError {
  return new TemplateError(`incompatible types for comparison: ${goTypeOf(left)} and ${goTypeOf(right)}`);
}

/** `eq`: whether the first equals any of the others (funcs.go eq). Unknown when that depends on an unknown value. */
export function equalsAny(first: Value, others: readonly Value[]): boolean | Unknown {
  if (others.length === 0) throw new TemplateError('missing argument for comparison');
  let undecided: Unknown | undefined;
  for (const other of others) {
    const answer = equals(first, other);
    if (answer === true) return true;
    if (answer !== false) undecided ??= answer;
  }
  return undecided ?? false;
}

function equals(left: Value, right: Value): boolean | Unknown {
  const unknown = compareUnknown(left, right);
  if (unknown !== undefined) return unknown;
  const kind = basicKind(left);
  const otherKind = basicKind(right);
  if (kind !== otherKind) {
    if (left instanceof Int && right instanceof Int) return left.value === right.value;
    if (!isNothing(left) && !isNothing(right)) throw incompatible(left, right);
    return false;
  }
  if (left instanceof Int) return left.value === (right as Int).value;
  if (left instanceof Complex) {
    return left.real === (right as Complex).real && left.imaginary === (right as Complex).imaginary;
  }
  return kind === 'other' ? equalOthers(left, right) : left === right;
}

/** Whether a value that is not known could equal the other; a text that can't be the other one is surely different. */
function compareUnknown(left: Value, right: Value): boolean | Unknown | undefined {
  for (const [value, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const isText = typeof value === 'string';
    if (!(value instanceof Unknown) && !(isText && hasUnknown(value))) continue;
    const pattern = isText ? value : value.pattern;
    if (pattern !== undefined && typeof other === 'string' && !hasUnknown(other) && !matchesPattern(pattern, other)) {
      return false;
    }
    return new Unknown(isText ? 'a text that is not known' : value.reason);
  }
  return undefined;
}

/** nil against something, or lists, maps and structs, which Go compares only when it can. */
function equalOthers(left: Value, right: Value): boolean {
  const kind = kindOf(left);
  const otherKind = kindOf(right);
  if (kind !== otherKind && kind !== 'invalid' && otherKind !== 'invalid') {
    const shown = [left, goTypeOf(left), goTypeOf(right), right];
    throw new TemplateError(sprintf('non-comparable types %s: %v, %s: %v', shown));
  }
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  const isComparable = right instanceof GoObject;
  if (!isComparable) throw new TemplateError(sprintf('non-comparable type %s: %v', [right, goTypeOf(right)]));
  return left === right;
}

/** `lt` (funcs.go lt); unknown when one of them is. */
export function isLess(left: Value, right: Value): boolean {
  const kind = basicKind(left);
  const otherKind = basicKind(right);
  if (kind === 'other' || otherKind === 'other') throw new TemplateError(UNCOMPARABLE);
  if (left instanceof Int && right instanceof Int) return left.value < right.value;
  if (kind !== otherKind) throw incompatible(left, right);
  if (typeof left === 'number') return left < (right as number);
  if (typeof left === 'string') return compareText(left, right as string) < 0;
  throw new TemplateError(UNCOMPARABLE);
}

/** `le`. */
export function isLessOrEqual(left: Value, right: Value): boolean {
  return isLess(left, right) || equals(left, right) === true;
}
