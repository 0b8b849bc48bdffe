import { isInvalidByte, toBytes } from '../goString.ts';
import { UNKNOWN_TEXT } from '../unknown.ts';

const HTML: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** `html` (funcs.go HTMLEscapeString). */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (character) => HTML[character] as string);
}

const SCRIPT: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

/** `js` (funcs.go JSEscapeString): printable characters beyond ASCII stay. */
export function escapeScript(text: string): string {
  return text.replace(/[\\'"<>&=\x00-\x1f]|[^\x00-\x7f]/gu, (character) => {
    const known = SCRIPT[character];
    if (known !== undefined) return known;
    const code = character.codePointAt(0) as number;
    if (character === UNKNOWN_TEXT || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)) return character;
    return `\\u${(isInvalidByte(code) ? 0xfffd : code).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** `urlquery` (net/url QueryEscape); unknown stretches stay as they are. */
export function escapeQuery(text: string): string {
  return text
    .split(UNKNOWN_TEXT)
    .map((part) => Array.from(toBytes(part), escapeByte).join(''))
    .join(UNKNOWN_TEXT);
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9\-_.~]/.test(character)) return character;
  return byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
