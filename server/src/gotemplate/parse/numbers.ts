import { quoteGo } from '../yaml/quoteGo.ts';
import type { NumberLiteral } from './nodes.ts';
import { unquoteCharacter } from './unquote.ts';

const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
const INTEGER =
  /^(0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB]_?[01]+(?:_[01]+)*|0[oO]?_?[0-7]+(?:_[0-7]+)*|0|[1-9][0-9]*(?:_[0-9]+)*)$/;
const FLOAT =
  /^[+-]?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?$/;
const HEX_FLOAT =
  /^([+-]?)0[xX]_?([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)?\.?([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)?[pP]([+-]?[0-9]+)$/;
const COMPLEX = /^([+-]?[^+-]*(?:[eEpP][+-]?[0-9_]+)?)([+-].*)i$/;

const NOTHING: Omit<NumberLiteral, 'text'> = { int: undefined, uint: undefined, float: undefined, complex: undefined };

/** A number or character literal as all types that can hold it (node.go newNumber); a text is the error's message. */
export function readNumber(text: string, type: 'number' | 'complex' | 'charConstant'): NumberLiteral | string {
  if (type === 'charConstant') return readCharacter(text);
  if (type === 'complex') return readComplex(text);
  if (text.endsWith('i')) {
    const imaginary = readFloat(text.slice(0, -1));
    if (imaginary !== undefined) return simplify(text, 0, imaginary);
  }
  return readReal(text);
}

function readCharacter(text: string): NumberLiteral | string {
  const character = unquoteCharacter(text, 1, "'");
  if (character === undefined) return 'invalid syntax';
  if (text.slice(character.next) !== "'") return `malformed character constant: ${text}`;
  const code = character.value.codePointAt(0) as number;
  const rune = code >= 0xdc80 && code <= 0xdcff ? code & 0xff : code;
  return { ...NOTHING, text, int: BigInt(rune), uint: BigInt(rune), float: rune };
}

function readComplex(text: string): NumberLiteral | string {
  const [, realText = '', imaginaryText = ''] = COMPLEX.exec(text) ?? [];
  const real = readFloat(realText);
  const imaginary = readFloat(imaginaryText);
  return real === undefined || imaginary === undefined
    ? 'syntax error scanning complex number'
    : simplify(text, real, imaginary);
}

function simplify(text: string, real: number, imaginary: number): NumberLiteral {
  const complex = { real, imaginary };
  return imaginary === 0 ? { text, complex, float: real, ...integersOf(real) } : { ...NOTHING, text, complex };
}

function integersOf(float: number): { int: bigint | undefined; uint: bigint | undefined } {
  if (!Number.isInteger(float)) return { int: undefined, uint: undefined };
  const whole = BigInt(float);
  const int = whole >= -INT64_MAX - 1n && whole <= INT64_MAX ? whole : undefined;
  return { int, uint: whole >= 0n && whole <= UINT64_MAX ? whole : undefined };
}

function readReal(text: string): NumberLiteral | string {
  const sign = text[0] === '-' || text[0] === '+' ? text[0] : '';
  const magnitude = readUint(text.slice(sign.length));
  const signed = magnitude === undefined ? undefined : sign === '-' ? -magnitude : magnitude;
  const int = signed !== undefined && signed >= -INT64_MAX - 1n && signed <= INT64_MAX ? signed : undefined;
  const uint = signed !== undefined && (sign === '' || signed === 0n) && signed <= UINT64_MAX ? signed : undefined;
  const whole = int ?? uint;
  if (whole !== undefined) return { ...NOTHING, text, int, uint, float: Number(whole) };
  const float = readFloat(text);
  if (float === undefined) return `illegal number syntax: ${quoteGo(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quoteGo(text)}`;
  return { ...NOTHING, text, float, ...integersOf(float) };
}

function readUint(text: string): bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  const digits = text.replaceAll('_', '').toLowerCase();
  if (digits.length > 1 && /^0[0-7]/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return BigInt(digits);
}

/** strconv.ParseFloat; undefined when the text is no number or too big. */
function readFloat(text: string): number | undefined {
  if (FLOAT.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    return Number.isFinite(value) ? value : undefined;
  }
  const [, sign, whole = '', fraction = '', exponent] = HEX_FLOAT.exec(text) ?? [];
  if (exponent === undefined || whole + fraction === '') return undefined;
  const digits = (whole + fraction).replaceAll('_', '');
  const scale = Number(exponent) - 4 * fraction.replaceAll('_', '').length;
  const value = Number(BigInt(`0x${digits}`)) * 2 ** scale;
  if (!Number.isFinite(value)) return undefined;
  return sign === '-' ? -value : value;
}
