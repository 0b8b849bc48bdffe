import { fromBytes, toBytes } from '../goString.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** One character of a literal: what it stands for and where the next begins; undefined when Go finds it invalid. */
export function unquoteCharacter(text: string, at: number, quote: string): { value: string; next: number } | undefined {
  const character = text[at];
  if (character === undefined || character === quote) return undefined;
  if (character !== '\\') {
    const value = String.fromCodePoint(text.codePointAt(at) as number);
    return { value, next: at + value.length };
  }
  const letter = text[at + 1] ?? '';
  if (Object.hasOwn(SIMPLE, letter)) return { value: SIMPLE[letter] as string, next: at + 2 };
  if (letter === quote) return { value: quote, next: at + 2 };
  if (Object.hasOwn(DIGITS, letter)) return numeric(text, at + 2, DIGITS[letter] as number, letter === 'x');
  const octal = /^[0-7]{3}/.exec(text.slice(at + 1, at + 4))?.[0];
  if (octal === undefined || Number.parseInt(octal, 8) > 255) return undefined;
  return { value: byteText(Number.parseInt(octal, 8)), next: at + 4 };
}

function numeric(
  text: string,
  from: number,
  length: number,
  isByte: boolean,
): { value: string; next: number } | undefined {
  const digits = text.slice(from, from + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  if (!isByte && (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))) return undefined;
  return { value: isByte ? byteText(code) : String.fromCodePoint(code), next: from + length };
}

function byteText(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 | byte);
}

/** A quoted or raw string literal's text (strconv.Unquote); undefined when Go says "invalid syntax". */
export function unquote(literal: string): string | undefined {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  const inner = literal.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  let text = '';
  for (let at = 0; at < inner.length; ) {
    const character = unquoteCharacter(inner, at, '"');
    if (character === undefined) return undefined;
    text += character.value;
    at = character.next;
  }
  return /[\udc80-\udcff]/.test(text) ? fromBytes(toBytes(text)) : text;
}
