import { Int, type Value } from '../values.ts';
import { parseGoInteger } from '../yaml/resolveScalar.ts';

const minInt64 = -0x8000_0000_0000_0000n;
const maxInt64 = 0x7fff_ffff_ffff_ffffn;

/** A float as Go converts it to int64 on amd64: cut, and the smallest integer where it does not fit. */
export function floatToInt64(value: number): bigint {
  if (!Number.isFinite(value)) return minInt64;
  const whole = BigInt(Math.trunc(value));
  return whole < minInt64 || whole > maxInt64 ? minInt64 : whole;
}

/** `5.0` and `5.` + zeros count as 5 (spf13/cast trimZeroDecimal). */
function trimZeroDecimal(text: string): string {
  return text.replace(/\.0+$/, '');
}

/** strconv.ParseInt(text, 0, 64) with underscores where Go's literals may have them; 0 when it fails. */
function parseInteger(text: string): bigint {
  let digits = text;
  if (text.includes('_')) {
    if (!/^[+-]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|[0-9](?:_?[0-9])*)$/.test(text))
      return 0n;
    digits = text.replaceAll('_', '');
  }
  const value = parseGoInteger(digits) ?? 0n;
  return value > maxInt64 ? 0n : value;
}

/** What spf13/cast's ToInt64 makes of a value; 0 where it cannot. */
export function toInt64(value: Value): bigint {
  if (value instanceof Int) return BigInt.asIntN(64, value.value);
  if (typeof value === 'number') return floatToInt64(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') return parseInteger(trimZeroDecimal(value));
  return 0n;
}

/** What spf13/cast's ToFloat64 makes of a value; 0 where it cannot. */
export function toFloat64(value: Value): number {
  if (value instanceof Int) return Number(value.value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? parseFloatText(value) : 0;
}

/** strconv.ParseFloat; 0 when it fails or overflows. */
function parseFloatText(text: string): number {
  if (text.includes('_')) {
    const separates = /^[+-]?(?:0[xX]_?)?[^_]+(?:(?<=[0-9a-fA-F])_(?=[0-9a-fA-F])[^_]+)*$/.test(text);
    return separates ? parseFloatText(text.replaceAll('_', '')) : 0;
  }
  if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : 0;
  }
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special) {
    if (special[2]?.toLowerCase() === 'nan') return special[1] === '' ? Number.NaN : 0;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]{1,4})$/.exec(text);
  if (!hex || `${hex[2]}${hex[3]}` === '') return 0;
  const [, sign, whole = '', fraction = '', exponent = '0'] = hex;
  const value = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  if (!Number.isFinite(value)) return 0;
  return sign === '-' ? -value : value;
}
