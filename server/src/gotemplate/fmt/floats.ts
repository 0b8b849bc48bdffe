import { formatFloat as shortestG } from '../yaml/formatFloat.ts';
import { decimalOf, roundDecimal } from './decimals.ts';
import { type Flags, pad } from './flags.ts';
import { binaryExponent, hexFloat } from './hexFloats.ts';

/** A float under a verb (format.go fmtFloat); undefined when the verb is not for floats. */
export function formatFloat(value: number, verb: string, flags: Flags): string | undefined {
  if (!'vbgGxXfFeE'.includes(verb)) return undefined;
  const style = verb === 'v' ? 'g' : verb === 'F' ? 'f' : verb;
  const precision = flags.precision ?? ('feE'.includes(style) ? 6 : -1);
  const plain = digitsOf(value, style, precision);
  const unsigned = plain.replace(/^[-+]/, '');
  const negative = plain.startsWith('-');
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  if (!Number.isFinite(value)) return formatSpecial(unsigned, sign, value, flags);
  const digits = flags.sharp && verb !== 'b' ? withPoint(unsigned, verb, precision) : unsigned;
  if (sign !== '' && flags.zero && !flags.minus && (flags.width ?? 0) > digits.length + 1) {
    return sign + digits.padStart((flags.width as number) - 1, '0');
  }
  return pad(sign + digits, flags);
}

function formatSpecial(name: string, sign: string, value: number, flags: Flags): string {
  const shown = Number.isNaN(value) && !flags.plus && !flags.space ? '' : sign || (Number.isNaN(value) ? '' : '+');
  const isPlainInfinity = value === Number.POSITIVE_INFINITY && !flags.plus && !flags.space;
  return pad((isPlainInfinity ? '+' : shown) + name, flags, false);
}

/** strconv.FormatFloat(value, style, precision, 64); precision -1 is the shortest that reads back. */
function digitsOf(value: number, style: string, precision: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  switch (style) {
    case 'b':
      return sign + binaryExponent(size);
    case 'x':
    case 'X':
      return sign + (style === 'X' ? hexFloat(size, precision).toUpperCase() : hexFloat(size, precision));
    case 'f':
      return sign + fixed(size, precision);
    case 'e':
    case 'E':
      return sign + exponential(size, precision, style);
    default: {
      const text = precision < 0 ? shortestG(size) : general(size, precision);
      return sign + (style === 'G' ? text.replace('e', 'E') : text);
    }
  }
}

function fixed(value: number, precision: number): string {
  const { digits, point } = roundDecimal(decimalOf(value), (decimal) => decimal.point + precision);
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0))).padEnd(precision, '0');
  return precision > 0 ? `${whole}.${fraction.slice(0, precision)}` : whole;
}

function exponential(value: number, precision: number, letter: string): string {
  const { digits, point } = roundDecimal(decimalOf(value), () => precision + 1);
  const first = digits[0] ?? '0';
  const fraction = digits.slice(1).padEnd(precision, '0');
  const exponent = digits === '' ? 0 : point - 1;
  const size = Math.abs(exponent).toString().padStart(2, '0');
  return `${first}${precision > 0 ? `.${fraction}` : ''}${letter}${exponent < 0 ? '-' : '+'}${size}`;
}

/** `%.3g`: that many digits, without trailing zeros, with an exponent when it is below -4 or not below the precision. */
function general(value: number, wanted: number): string {
  const precision = wanted === 0 ? 1 : wanted;
  const rounded = roundDecimal(decimalOf(value), () => precision);
  const digits = rounded.digits.replace(/0+$/, '');
  const exponent = digits === '' ? 0 : rounded.point - 1;
  const limit = precision > digits.length && digits.length >= rounded.point ? digits.length : precision;
  if (exponent < -4 || exponent >= limit) return exponential(value, Math.max(digits.length, 1) - 1, 'e');
  return fixed(value, Math.max(digits.length - rounded.point, 0));
}

/** The `#` flag: always a point, and zeros up to the precision under `%g`. */
function withPoint(text: string, verb: string, precision: number): string {
  let missing = 'vgGx'.includes(verb) ? (precision === -1 ? 6 : precision) : 0;
  const tailAt = text.search(verb === 'x' || verb === 'X' ? /[pP]/ : /[eEpP]/);
  const head = tailAt < 0 ? text : text.slice(0, tailAt);
  const significant = head.replace('.', '').replace(/^0+/, '');
  missing -= significant.length;
  if (!head.includes('.') && head === '0') missing--;
  const point = head.includes('.') ? '' : '.';
  return head + point + '0'.repeat(Math.max(missing, 0)) + (tailAt < 0 ? '' : text.slice(tailAt));
}
