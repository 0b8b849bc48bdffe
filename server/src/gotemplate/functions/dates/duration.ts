import { quoteGo } from '../../yaml/quoteGo.ts';

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const maxInt64 = 0x7fff_ffff_ffff_ffffn;

/** Reads `1h30m`, `-1.5s`… as nanoseconds (time.ParseDuration), or gives Go's error text. */
export function parseDuration(text: string): bigint | { readonly error: string } {
  const invalid = { error: `time: invalid duration ${quoteGo(text)}` };
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return invalid;
  let total = 0n;
  while (rest !== '') {
    const amount = /^(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))/.exec(rest);
    if (!amount) return invalid;
    rest = rest.slice(amount[0].length);
    const unitName = /^[^.0-9]+/.exec(rest)?.[0];
    if (unitName === undefined) return { error: `time: missing unit in duration ${quoteGo(text)}` };
    const unit = Object.hasOwn(units, unitName) ? units[unitName] : undefined;
    if (unit === undefined) return { error: `time: unknown unit ${quoteGo(unitName)} in duration ${quoteGo(text)}` };
    rest = rest.slice(unitName.length);
    const fraction = amount[2] ?? amount[3] ?? '';
    total += BigInt(amount[1] ?? '0') * unit;
    if (fraction !== '') total += (BigInt(fraction.slice(0, 18)) * unit) / 10n ** BigInt(Math.min(fraction.length, 18));
    if (total > maxInt64) return invalid;
  }
  return negative ? -total : total;
}

/** How Go prints a duration: `1h2m3.5s`, `1.5ms`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  const negative = nanoseconds < 0n;
  const size = negative ? -nanoseconds : nanoseconds;
  if (size === 0n) return '0s';
  const sign = negative ? '-' : '';
  if (size < 1_000_000_000n) {
    const [unit, divisor, digits] =
      size < 1000n ? ['ns', 1n, 0] : size < 1_000_000n ? ['µs', 1000n, 3] : ['ms', 1_000_000n, 6];
    return sign + withFraction(size, divisor as bigint, digits as number) + unit;
  }
  const second = 1_000_000_000n;
  const hours = size / (3600n * second);
  const minutes = (size / (60n * second)) % 60n;
  let text = withFraction(size % (60n * second), second, 9) + 's';
  if (hours > 0n || minutes > 0n) text = `${minutes}m${text}`;
  if (hours > 0n) text = `${hours}h${text}`;
  return sign + text;
}

function withFraction(value: bigint, divisor: bigint, digits: number): string {
  const fraction = (value % divisor).toString().padStart(digits, '0').replace(/0+$/, '');
  return String(value / divisor) + (digits === 0 || fraction === '' ? '' : `.${fraction}`);
}

/** The largest unit of a duration, cut: `2h`, `1d`, `3mo` (sprig durationRound). */
export function roundDuration(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const hour = 3_600_000_000_000n;
  const steps: readonly (readonly [bigint, string])[] = [
    [hour * 24n * 365n, 'y'],
    [hour * 24n * 30n, 'mo'],
    [hour * 24n, 'd'],
    [hour, 'h'],
    [hour / 60n, 'm'],
    [hour / 3600n, 's'],
  ];
  for (const [unit, name] of steps) if (size > unit) return `${size / unit}${name}`;
  return '0s';
}
