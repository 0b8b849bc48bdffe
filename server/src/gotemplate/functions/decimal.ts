/** A decimal number as github.com/shopspring/decimal holds it: coefficient × 10^exponent. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const divisionDigits = 16;

/** The shortest decimal that reads back as the float; undefined for NaN and the infinities. */
export function decimalFromFloat(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const places = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
  return { coefficient: BigInt(digits), exponent: Number(exponent) - places };
}

export function decimalToFloat(value: Decimal): number {
  return Number(`${value.coefficient}e${value.exponent}`);
}

function scaled(a: Decimal, b: Decimal): { left: bigint; right: bigint; exponent: number } {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (value: Decimal): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return { left: scale(a), right: scale(b), exponent };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const { left, right, exponent } = scaled(a, b);
  return { coefficient: left + right, exponent };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const { left, right, exponent } = scaled(a, b);
  return { coefficient: left - right, exponent };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** Divides to 16 digits after the point, half away from zero; `b` must not be 0. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const shift = a.exponent - b.exponent + divisionDigits;
  const numerator = shift >= 0 ? a.coefficient * 10n ** BigInt(shift) : a.coefficient;
  const denominator = shift >= 0 ? b.coefficient : b.coefficient * 10n ** BigInt(-shift);
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  const quotient = numerator / denominator;
  const remainder = size(numerator % denominator);
  const away = numerator < 0n === denominator < 0n ? 1n : -1n;
  const roundsUp = remainder * 2n >= size(denominator);
  return { coefficient: roundsUp ? quotient + away : quotient, exponent: -divisionDigits };
}
