/** strconv.FormatFloat(value, 'g', -1, 64): the shortest digits that read back, with an exponent below -4 and from 6 on. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return layOut(value, value.toExponential());
}

/** strconv.FormatFloat(value, 'g', -1, 32), with YAML's names for the values that are no numbers. */
export function formatFloat32(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return '.nan';
  if (!Number.isFinite(rounded)) return rounded > 0 ? '.inf' : '-.inf';
  for (let digits = 0; digits < 9; digits++) {
    const text = rounded.toExponential(digits);
    if (Math.fround(Number(text)) === rounded) return layOut(rounded, text);
  }
  return layOut(rounded, rounded.toExponential());
}

function layOut(value: number, exponential: string): string {
  const [mantissa = '', exponentText = '0'] = exponential.split('e');
  const exponent = Number(exponentText);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const digits = mantissa.replace('-', '').replace('.', '');
  if (exponent < -4 || exponent >= 6) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = Math.abs(exponent).toString().padStart(2, '0');
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return sign + whole + (fraction === '' ? '' : `.${fraction}`);
}
