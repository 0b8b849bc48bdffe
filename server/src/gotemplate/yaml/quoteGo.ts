import { isInvalidByte } from '../goString.ts';
import { UNKNOWN_TEXT } from '../unknown.ts';

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function escapeChar(char: string): string {
  const short = shortEscapes[char];
  if (short !== undefined) return short;
  const code = char.codePointAt(0) as number;
  const byte = isInvalidByte(code) ? code & 0xff : code;
  if (byte < 0x20 || byte === 0x7f || isInvalidByte(code)) return `\\x${byte.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** A text in double quotes with Go's escapes (strconv.Quote); unknown stretches stay as they are. */
export function quoteGo(text: string): string {
  const escaped = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (char) =>
    char === UNKNOWN_TEXT ? char : escapeChar(char),
  );
  return `"${escaped}"`;
}
