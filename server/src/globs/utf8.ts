/** Strings whose characters are the bytes of a UTF-8 text, for matching where a Go library counts bytes. */

/** Turns a text into such a string. */
export function toBytes(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += String.fromCharCode(byte);
  return out;
}

/** A character as Go's `utf8.DecodeRuneInString` reads it at a byte: a cut one is U+FFFD of width 1; past the end the width is 0. */
export interface Rune {
  readonly code: number;
  readonly width: number;
}

/** Reads the character at a byte. */
export function runeAt(bytes: string, at: number): Rune {
  const cut = 0xfffd;
  const first = bytes.charCodeAt(at);
  if (Number.isNaN(first)) return { code: cut, width: 0 };
  if (first < 0x80) return { code: first, width: 1 };
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  if (width === 1) return { code: cut, width: 1 };
  let code = first & (0xff >> (width + 1));
  for (let i = 1; i < width; i++) {
    const byte = bytes.charCodeAt(at + i);
    if (!(byte >= 0x80 && byte < 0xc0)) return { code: cut, width: 1 };
    code = (code << 6) | (byte & 0x3f);
  }
  return { code, width };
}

/** The bytes at which characters begin. */
export function runeStarts(bytes: string): number[] {
  const starts: number[] = [];
  for (let i = 0; i < bytes.length; i += runeAt(bytes, i).width) starts.push(i);
  return starts;
}

/** How many bytes a character takes, as Go's `utf8.RuneLen` counts. */
export function runeLength(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
