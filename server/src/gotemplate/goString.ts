/**
 * Go strings are bytes; ours are UTF-16 text in which every byte that is not part of valid UTF-8 is held
 * as one lone surrogate U+DC80–U+DCFF (0xDC00 + byte). Ordinary text has no lone surrogates, so the mapping
 * is reversible and the common case (valid text) costs nothing.
 */

const ASCII_ONLY = /^[\x00-\x7f]*$/;

/** Whether the text is pure ASCII, in which case UTF-16 offsets are byte offsets. */
export function isAscii(text: string): boolean {
  return ASCII_ONLY.test(text);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Whether the rune (as a code point of the text) stands for one invalid byte. */
export function isInvalidByte(rune: number): boolean {
  return rune >= 0xdc80 && rune <= 0xdcff;
}

function widthAt(text: string, index: number): { bytes: number; units: number } {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) return { bytes: 1, units: 1 };
  if (unit < 0x800) return { bytes: 2, units: 1 };
  if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) return { bytes: 4, units: 2 };
  return { bytes: isInvalidByte(unit) ? 1 : 3, units: 1 };
}

/** Go's `len(s)`: the number of bytes. */
export function byteLength(text: string): number {
  if (isAscii(text)) return text.length;
  let bytes = 0;
  for (let index = 0; index < text.length; ) {
    const width = widthAt(text, index);
    bytes += width.bytes;
    index += width.units;
  }
  return bytes;
}

/** Go's `[]byte(s)`. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(byteLength(text));
  let at = 0;
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index) as number;
    index += code > 0xffff ? 2 : 1;
    if (code < 0x80) bytes[at++] = code;
    else if (isInvalidByte(code)) bytes[at++] = code & 0xff;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else {
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes;
}

/** The length of the valid UTF-8 sequence at `at` and its code point, or length 0 when the bytes are not valid there. */
function decodeAt(bytes: Uint8Array, at: number, end: number): { length: number; code: number } {
  const first = bytes[at] as number;
  if (first < 0x80) return { length: 1, code: first };
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > end) return { length: 0, code: 0 };
  let code = first & (0x7f >> length);
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next] as number;
    if ((byte & 0xc0) !== 0x80) return { length: 0, code: 0 };
    code = (code << 6) | (byte & 0x3f);
  }
  const shortest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const valid = code >= shortest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? { length, code } : { length: 0, code: 0 };
}

/** Go's `string(b)`. */
export function fromBytes(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let at = start; at < end; ) {
    const { length, code } = decodeAt(bytes, at, end);
    if (length === 0) units.push(0xdc00 | (bytes[at] as number));
    else if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    else units.push(code);
    at += length || 1;
    if (units.length > 4096) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return parts.join('') + String.fromCharCode(...units);
}

/** Go's `s[start:end]`, which may cut a character in two. Offsets must be in range. */
export function sliceBytes(text: string, start: number, end: number): string {
  return isAscii(text) ? text.slice(start, end) : fromBytes(toBytes(text), start, end);
}

/** Joins texts as Go's `+` does: invalid bytes that become a valid character together do become one. */
export function concatText(left: string, right: string): string {
  if (!endsInInvalidByte(left) || !isInvalidByte(right.charCodeAt(0))) return left + right;
  const bytes = new Uint8Array([...toBytes(left), ...toBytes(right)]);
  return fromBytes(bytes);
}

function endsInInvalidByte(text: string): boolean {
  return text.length > 0 && isInvalidByte(text.charCodeAt(text.length - 1)) && widthAtEnd(text);
}

function widthAtEnd(text: string): boolean {
  return text.length < 2 || !isHighSurrogate(text.charCodeAt(text.length - 2));
}

/**
 * Compares strings as Go does, by UTF-8 bytes, which differs from UTF-16 order above U+D7FF.
 * @returns negative, zero or positive.
 */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    if (a < 0xd800 && b < 0xd800) return a - b;
    return compareBytes(toBytes(left), toBytes(right));
  }
  return left.length - right.length;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Go's `for _, r := range s`: an invalid byte is U+FFFD. */
export function runesOf(text: string): number[] {
  const runes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    runes.push(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
  }
  return runes;
}

/** Go's `utf8.RuneCountInString`. */
export function runeCount(text: string): number {
  if (isAscii(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
