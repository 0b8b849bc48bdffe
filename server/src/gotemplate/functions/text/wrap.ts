import { byteLength, sliceBytes, toBytes } from '../../goString.ts';

/** Breaks a line at spaces to `width` bytes; long words are cut when `cutWords` (goutils wordutils.go WrapCustom). */
export function wrapText(text: string, width: number, newLine: string, cutWords: boolean): string {
  const lineBreak = newLine === '' ? '\n' : newLine;
  const size = Math.max(width, 1);
  const length = byteLength(text);
  // One character a byte, so that offsets in it are offsets in Go's string.
  const bytes = Array.from(toBytes(text), (byte) => String.fromCharCode(byte)).join('');
  const at = (start: number, end: number): string => sliceBytes(text, start, end);
  let result = '';
  let offset = 0;
  while (length - offset > size) {
    if (bytes.charAt(offset) === ' ') {
      offset++;
      continue;
    }
    const before = bytes.lastIndexOf(' ', offset + size);
    if (before >= offset) {
      result += at(offset, before) + lineBreak;
      offset = before + 1;
    } else if (cutWords) {
      result += at(offset, offset + size) + lineBreak;
      offset += size;
    } else {
      const next = bytes.indexOf(' ', offset + size);
      result += at(offset, next < 0 ? length : next) + (next < 0 ? '' : lineBreak);
      offset = next < 0 ? length : next + 1;
    }
  }
  return result + at(offset, length);
}

/** Shortens to `width` bytes with `...`, beginning at `offset` (goutils stringutils.go AbbreviateFull). */
export function abbreviate(text: string, offset: number, width: number): string {
  const length = byteLength(text);
  if (width < 4) return '';
  if (length <= width) return text;
  let start = Math.min(offset, length);
  if (length - start < width - 3) start = length - (width - 3);
  if (start <= 4) return `${sliceBytes(text, 0, width - 3)}...`;
  if (width < 7) return '';
  if (start + width - 3 < length) return `...${abbreviate(sliceBytes(text, start, length), 0, width - 3)}`;
  return `...${sliceBytes(text, length - (width - 3), length)}`;
}
