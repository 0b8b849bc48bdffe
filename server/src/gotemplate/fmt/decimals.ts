/** A number as `0.digits × 10^point`, without leading zeros; zero has no digits. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** The exact decimal digits of a finite, non-negative float. */
export function decimalOf(value: number): Decimal {
  if (value === 0) return { digits: '', point: 0 };
  const { mantissa, exponent } = binaryOf(value);
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString();
    return { digits, point: digits.length };
  }
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits, point: digits.length + exponent };
}

/** A finite, non-negative float as `mantissa × 2^exponent`. */
export function binaryOf(value: number): { mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xf_ffff_ffff_ffffn;
  if (biased === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** Rounds to a count of digits, half to even as Go does (JavaScript's toFixed rounds half up). */
export function roundDecimal(decimal: Decimal, countOf: (decimal: Decimal) => number): Decimal {
  const count = countOf(decimal);
  const { digits, point } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { digits: '', point: 0 };
  const kept = digits.slice(0, count);
  const rest = digits.slice(count);
  const isHalf = /^50*$/.test(rest);
  const isOdd = count > 0 && '13579'.includes(kept[count - 1] as string);
  if (!((rest[0] as string) >= '5' && (!isHalf || isOdd))) return { digits: kept, point: kept === '' ? 0 : point };
  const up = (BigInt(kept || '0') + 1n).toString();
  return { digits: up, point: point + (up.length - count) };
}
