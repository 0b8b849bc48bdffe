import { parseTime } from '../../functions/dates/parseTime.ts';
import { TimeValue } from '../../functions/dates/timeValue.ts';

const underscores = /^[^_]+(?:_[^_]+)*$/;

/** An integer (`bigint`), a float (`number`), or undefined when the word is no TOML number. */
export function parseTomlNumber(word: string): bigint | number | undefined {
  if (/^[+-]?inf$/.test(word)) return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^[+-]?nan$/.test(word)) return Number.NaN;
  if (!underscores.test(word)) return undefined;
  const plain = word.replaceAll('_', '');
  const isInteger = /^(?:[+-]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+)$/.test(plain);
  if (isInteger) {
    const value = BigInt(plain.replace(/^[+-]/, '')) * (plain.startsWith('-') ? -1n : 1n);
    return BigInt.asIntN(64, value) === value ? value : undefined;
  }
  if (!/^[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const layouts = [
  '2006-01-02T15:04:05.999999999Z07:00',
  '2006-01-02T15:04:05.999999999',
  '2006-01-02T15:04Z07:00',
  '2006-01-02T15:04',
  '2006-01-02',
  '15:04:05.999999999',
  '15:04',
];

/** A date, a time or both; undefined when the word is none. */
export function parseTomlDate(word: string): TimeValue | undefined {
  if (!/^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:.*)?|[0-9]{2}:.*)$/.test(word)) return undefined;
  const text = word.replace(/^([0-9-]{10})[ t]/, '$1T').replace(/z$/, 'Z');
  for (const layout of layouts) {
    const parsed = parseTime(layout, text);
    if (!('error' in parsed)) return new TimeValue(parsed);
  }
  return undefined;
}
