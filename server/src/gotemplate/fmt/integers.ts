import { quoteGo } from '../yaml/quoteGo.ts';
import { type Flags, pad } from './flags.ts';
import { quoteRune } from './quoting.ts';

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, O: 8, d: 10, v: 10, x: 16, X: 16 };

/** An integer under a verb (format.go fmtInteger and friends); undefined when the verb is not for integers. */
export function formatInteger(value: bigint, isSigned: boolean, verb: string, flags: Flags): string | undefined {
  if (verb === 'v' && flags.sharpV && !isSigned) return digitsOf(value, 'x', { ...flags, sharp: true });
  if (verb in BASES) return digitsOf(value, verb, flags);
  const rune = value < 0n || value > 0x10ffffn ? 0xfffd : Number(value);
  if (verb === 'c') return pad(runeText(rune), flags);
  if (verb === 'q') return pad(quoteRune(rune, flags.plus), flags);
  if (verb === 'U') return unicode(BigInt.asUintN(64, value), flags);
  return undefined;
}

function runeText(rune: number): string {
  return rune >= 0xd800 && rune <= 0xdfff ? '\ufffd' : String.fromCodePoint(rune);
}

function digitsOf(value: bigint, verb: string, flags: Flags): string {
  const base = BASES[verb] as number;
  const negative = value < 0n;
  const hasSign = negative || flags.plus || flags.space;
  let digits = (negative ? -value : value).toString(base);
  if (verb === 'X') digits = digits.toUpperCase();
  if (flags.precision !== undefined) {
    if (flags.precision === 0 && value === 0n) return ' '.repeat(flags.width ?? 0);
    digits = digits.padStart(flags.precision, '0');
  } else if (flags.zero && !flags.minus && flags.width !== undefined) {
    digits = digits.padStart(flags.width - (hasSign ? 1 : 0), '0');
  }
  if (flags.sharp) {
    if (base === 2) digits = `0b${digits}`;
    else if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
    else if (base === 16) digits = `0${verb === 'X' ? 'X' : 'x'}${digits}`;
  }
  if (verb === 'O') digits = `0o${digits}`;
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  return pad(sign + digits, flags, false);
}

function unicode(value: bigint, flags: Flags): string {
  const digits = value
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 4), '0');
  const shown = flags.sharp && value <= 0x10ffffn ? String.fromCodePoint(Number(value)) : '';
  const printable = shown !== '' && quoteGo(shown).length === shown.length + (shown === '"' || shown === '\\' ? 3 : 2);
  return pad(`U+${digits}${printable ? ` '${shown}'` : ''}`, flags, false);
}
