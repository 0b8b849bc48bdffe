import {
  any,
  float64,
  fn,
  goType,
  int64Type,
  intBig,
  intNumber,
  rest,
  string,
  TemplateError,
} from '../functionTypes.ts';
import { Int, type TypedList, typedList, type Unknown, type Value } from '../values.ts';
import {
  addDecimals,
  type Decimal,
  decimalFromFloat,
  decimalToFloat,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from './decimal.ts';
import { longestList, tooLarge } from './limits.ts';
import { toFloat64, toInt64 } from './numbers.ts';
import { printValue } from './print.ts';

const ints = goType<TypedList>('[]int', { canBeNil: true, accepts: () => false });

function nonZero(divisor: bigint): bigint {
  if (divisor === 0n) throw new TemplateError('runtime error: integer divide by zero');
  return divisor;
}

function toDecimal(value: Value): Decimal {
  const float = toFloat64(value);
  const decimal = decimalFromFloat(float);
  if (decimal) return decimal;
  const name = Number.isNaN(float) ? 'NaN' : float > 0 ? '+Inf' : '-Inf';
  throw new TemplateError(`Cannot create a Decimal from ${name}`);
}

function divide(a: Decimal, b: Decimal): Decimal {
  if (b.coefficient === 0n) throw new TemplateError('decimal division by 0');
  return divideDecimals(a, b);
}

function decimals(first: Value, others: readonly Value[], operation: (a: Decimal, b: Decimal) => Decimal): number {
  return decimalToFloat(others.reduce((total: Decimal, value) => operation(total, toDecimal(value)), toDecimal(first)));
}

/** The first of the whole numbers that no other comes before; bigints have no Math.max. */
function extreme(first: Value, others: readonly Value[], isBetter: (value: bigint, best: bigint) => boolean): bigint {
  let best = toInt64(first);
  for (const other of others) {
    const value = toInt64(other);
    if (isBetter(value, best)) best = value;
  }
  return best;
}

function largest(first: Value, others: readonly Value[]): bigint {
  return extreme(first, others, (value, best) => value > best);
}

function smallest(first: Value, others: readonly Value[]): bigint {
  return extreme(first, others, (value, best) => value < best);
}

/** sprig's own rounding: `roundOn` is the fraction from which it goes up. */
function round(value: Value, places: number, options: readonly number[]): number {
  const power = 10 ** places;
  const digits = power * toFloat64(value);
  const fraction = digits - Math.trunc(digits);
  return (fraction >= (options[0] ?? 0.5) ? Math.ceil(digits) : Math.floor(digits)) / power;
}

function steps(start: number, stop: number, step: number): number[] | Unknown {
  if (stop < start ? step >= 0 : step <= 0) return [];
  const count = Math.ceil((stop - start) / step);
  if (count > longestList) return tooLarge();
  return Array.from({ length: count }, (_, at) => start + at * step);
}

function intList(start: number, stop: number, step: number): TypedList | Unknown {
  const numbers = steps(start, stop, step);
  if (!Array.isArray(numbers)) return numbers;
  return typedList(
    '[]int',
    numbers.map((number) => new Int('int', BigInt(number))),
  );
}

/** bash's seq: up to 1 number is the end, 2 are start and end, 3 are start, step and end. */
function sequence(params: readonly number[]): string | Unknown {
  const [a = 0, b = 0, c = 0] = params;
  const [start, step, end] = [[], [1, undefined, a], [a, undefined, b], [a, b, c]][params.length] ?? [];
  if (start === undefined || end === undefined) return '';
  const direction = end < start ? -1 : 1;
  if (params.length === 3 && end < start && b > 0) return '';
  const numbers = steps(start, end + direction, step ?? direction);
  return Array.isArray(numbers) ? numbers.join(' ') : numbers;
}

function parseOctal(value: Value): bigint {
  const text = printValue(value);
  return /^[+-]?[0-7]+$/.test(text) ? toInt64(text.replace(/^([+-]?)/, '$10o')) : 0n;
}

/** strconv.Atoi, 0 where it fails. */
function atoi(text: string): bigint {
  if (!/^[+-]?[0-9]+$/.test(text)) return 0n;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? value : text.startsWith('-') ? -(2n ** 63n) : 2n ** 63n - 1n;
}

function total(values: readonly Value[]): bigint {
  return values.reduce((sum: bigint, value) => sum + toInt64(value), 0n);
}

/** sprig's arithmetic (numeric.go): whole numbers wrap at 64 bits, the …f functions go through decimals. */
export const mathFunctions = [
  fn('add', [rest(any)], int64Type, total),
  fn('add1', [any], int64Type, (value) => toInt64(value) + 1n),
  fn('sub', [any, any], int64Type, (a, b) => toInt64(a) - toInt64(b)),
  fn('mul', [any, rest(any)], int64Type, (first, others) =>
    others.reduce((product: bigint, value) => product * toInt64(value), toInt64(first)),
  ),
  fn('div', [any, any], int64Type, (a, b) => toInt64(a) / nonZero(toInt64(b))),
  fn('mod', [any, any], int64Type, (a, b) => toInt64(a) % nonZero(toInt64(b))),
  fn('max', [any, rest(any)], int64Type, largest),
  fn('biggest', [any, rest(any)], int64Type, largest),
  fn('min', [any, rest(any)], int64Type, smallest),
  fn('maxf', [any, rest(any)], float64, (first, others) => Math.max(toFloat64(first), ...others.map(toFloat64))),
  fn('minf', [any, rest(any)], float64, (first, others) => Math.min(toFloat64(first), ...others.map(toFloat64))),
  fn('addf', [rest(any)], float64, (values) => decimals(0, values, addDecimals)),
  fn('add1f', [any], float64, (value) => decimals(value, [1], addDecimals)),
  fn('subf', [any, rest(any)], float64, (first, others) => decimals(first, others, subtractDecimals)),
  fn('mulf', [any, rest(any)], float64, (first, others) => decimals(first, others, multiplyDecimals)),
  fn('divf', [any, rest(any)], float64, (first, others) => decimals(first, others, divide)),
  fn('ceil', [any], float64, (value) => Math.ceil(toFloat64(value))),
  fn('floor', [any], float64, (value) => Math.floor(toFloat64(value))),
  fn('round', [any, intNumber, rest(float64)], float64, round),
  fn('int', [any], intBig, toInt64),
  fn('int64', [any], int64Type, toInt64),
  fn('float64', [any], float64, toFloat64),
  fn('toDecimal', [any], int64Type, parseOctal),
  fn('atoi', [string], intBig, atoi),
  fn('until', [intNumber], ints, (count) => intList(0, count, count < 0 ? -1 : 1)),
  fn('untilStep', [intNumber, intNumber, intNumber], ints, intList),
  fn('seq', [rest(intNumber)], string, sequence),
];
