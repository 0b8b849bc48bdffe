import { isInvalidByte } from '../goString.ts';
import { quoteGo } from '../yaml/quoteGo.ts';

/** A text in double quotes with every character beyond ASCII escaped (strconv.QuoteToASCII). */
export function quoteAscii(text: string): string {
  return quoteGo(text).replace(/[^\x00-\x7f]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** A rune in single quotes (strconv.QuoteRune). */
export function quoteRune(rune: number, asciiOnly: boolean): string {
  const valid = rune >= 0xd800 && rune <= 0xdfff ? 0xfffd : rune;
  const text = String.fromCodePoint(valid);
  if (text === "'") return "'\\''";
  if (text === '"') return `'"'`;
  const quoted = asciiOnly ? quoteAscii(text) : quoteGo(text);
  return `'${quoted.slice(1, -1)}'`;
}

/** Whether a text can stand in backquotes on one line (strconv.CanBackquote). */
export function canBackquote(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code === 0xfeff || isInvalidByte(code) || code === 0x60 || code === 0x7f || (code < 0x20 && code !== 9))
      return false;
  }
  return true;
}
