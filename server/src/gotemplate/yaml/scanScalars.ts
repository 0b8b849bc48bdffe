import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { type Mark, type ScalarStyle, scannerError, type Token } from './tokens.ts';

/** How line breaks between two pieces of a flow scalar are read: one becomes a space, the others stay. */
function foldBreaks(first: string, others: string): string {
  if (first !== '\n') return first + others;
  return others === '' ? ' ' : others;
}

function scalar(style: ScalarStyle, start: Mark, end: Mark, value: string): Token {
  return { kind: 'scalar', start, end, value, style };
}

/**
 * Reads an unquoted scalar. `indent` is the indentation of the enclosing block; a line that is not deeper ends it.
 * @returns the token, and whether it ended at a line break (a simple key may follow).
 */
export function scanPlainScalar(cursor: Cursor, indent: number, inFlow: boolean): { token: Token; broke: boolean } {
  const start = cursor.mark();
  let end = start;
  let value = '';
  let spaces = '';
  let firstBreak = '';
  let otherBreaks = '';
  let broke = false;
  while (!cursor.atDocumentIndicator() && cursor.peek() !== '#') {
    const from = cursor.offset;
    while (!isBlankOrEnd(cursor.peek())) {
      const char = cursor.peek();
      if (char === ':' && isBlankOrEnd(cursor.peek(1))) break;
      if (inFlow && ',?[]{}'.includes(char)) break;
      cursor.skip();
    }
    if (cursor.offset > from) {
      value += broke ? foldBreaks(firstBreak, otherBreaks) : spaces;
      value += cursor.text.slice(from, cursor.offset);
      end = cursor.mark();
      spaces = firstBreak = otherBreaks = '';
      broke = false;
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBlank(cursor.peek())) {
        if (broke && cursor.column < indent + 1 && cursor.peek() === '\t')
          throw scannerError('found a tab character that violates indentation', cursor.mark(), start);
        if (!broke) spaces += cursor.peek();
        cursor.skip();
      } else if (broke) {
        otherBreaks += cursor.readBreak();
      } else {
        spaces = '';
        firstBreak = cursor.readBreak();
        broke = true;
      }
    }
    if (!inFlow && cursor.column < indent + 1) break;
  }
  return { token: scalar('plain', start, end, value), broke };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function scanEscape(cursor: Cursor, start: Mark): string {
  const letter = cursor.peek(1);
  if (letter !== '' && Object.hasOwn(simpleEscapes, letter)) {
    cursor.skip(2);
    return simpleEscapes[letter] as string;
  }
  if (letter === '' || !Object.hasOwn(escapeLengths, letter))
    throw scannerError('found unknown escape character', cursor.mark(), start);
  cursor.skip(2);
  const length = escapeLengths[letter] as number;
  const digits = cursor.text.slice(cursor.offset, cursor.offset + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits))
    throw scannerError('did not find expected hexdecimal number', cursor.mark(), start);
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw scannerError('found invalid Unicode character escape code', cursor.mark(), start);
  cursor.skip(length);
  return String.fromCodePoint(code);
}

/** Reads a scalar in single or double quotes. */
export function scanQuotedScalar(cursor: Cursor, single: boolean): Token {
  const quote = single ? "'" : '"';
  const start = cursor.mark();
  cursor.skip();
  let value = '';
  for (;;) {
    if (cursor.atDocumentIndicator()) throw scannerError('found unexpected document indicator', cursor.mark(), start);
    if (cursor.peek() === '') throw scannerError('found unexpected end of stream', cursor.mark(), start);
    let broke = false;
    while (!isBlankOrEnd(cursor.peek())) {
      const char = cursor.peek();
      if (single && char === quote && cursor.peek(1) === quote) {
        value += quote;
        cursor.skip(2);
      } else if (char === quote) {
        break;
      } else if (!single && char === '\\' && isBreak(cursor.peek(1))) {
        cursor.skip();
        cursor.readBreak();
        broke = true;
        break;
      } else if (!single && char === '\\') {
        value += scanEscape(cursor, start);
      } else {
        value += char;
        cursor.skip();
      }
    }
    if (cursor.peek() === quote) break;
    let spaces = '';
    let firstBreak = '';
    let otherBreaks = '';
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBlank(cursor.peek())) {
        if (!broke) spaces += cursor.peek();
        cursor.skip();
      } else if (broke) {
        otherBreaks += cursor.readBreak();
      } else {
        spaces = '';
        firstBreak = cursor.readBreak();
        broke = true;
      }
    }
    value += broke ? foldBreaks(firstBreak, otherBreaks) : spaces;
  }
  cursor.skip();
  return scalar(single ? 'single' : 'double', start, cursor.mark(), value);
}

interface BlockHeader {
  readonly chomping: '' | '+' | '-';
  readonly increment: number;
}

function scanBlockHeader(cursor: Cursor, start: Mark): BlockHeader {
  let chomping: BlockHeader['chomping'] = '';
  let increment = 0;
  const readChomping = (): void => {
    const char = cursor.peek();
    if (char !== '+' && char !== '-') return;
    chomping = char;
    cursor.skip();
  };
  readChomping();
  if (/^[0-9]$/.test(cursor.peek())) {
    if (cursor.peek() === '0') throw scannerError('found an indentation indicator equal to 0', cursor.mark(), start);
    increment = Number(cursor.peek());
    cursor.skip();
    if (chomping === '') readChomping();
  }
  while (isBlank(cursor.peek())) cursor.skip();
  if (cursor.peek() === '#') while (!isBreakOrEnd(cursor.peek())) cursor.skip();
  if (!isBreakOrEnd(cursor.peek()))
    throw scannerError('did not find expected comment or line break', cursor.mark(), start);
  cursor.readBreak();
  return { chomping, increment };
}

/** Reads a `|` or `>` scalar. `parentIndent` is the indentation of the enclosing block, -1 at the top. */
export function scanBlockScalar(cursor: Cursor, literal: boolean, parentIndent: number): Token {
  const start = cursor.mark();
  cursor.skip();
  const { chomping, increment } = scanBlockHeader(cursor, start);
  let indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;
  let end = cursor.mark();
  const scanBreaks = (): string => {
    let breaks = '';
    let deepest = 0;
    end = cursor.mark();
    for (;;) {
      while ((indent === 0 || cursor.column < indent) && cursor.peek() === ' ') cursor.skip();
      deepest = Math.max(deepest, cursor.column);
      if ((indent === 0 || cursor.column < indent) && cursor.peek() === '\t')
        throw scannerError('found a tab character where an indentation space is expected', cursor.mark(), start);
      if (!isBreak(cursor.peek())) break;
      breaks += cursor.readBreak();
      end = cursor.mark();
    }
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);
    return breaks;
  };
  let value = '';
  let lastBreak = '';
  let emptyLines = scanBreaks();
  let wasBlank = false;
  while (cursor.column === indent && cursor.peek() !== '') {
    const blank = isBlank(cursor.peek());
    if (!literal && lastBreak === '\n' && !wasBlank && !blank) {
      if (emptyLines === '') value += ' ';
    } else {
      value += lastBreak;
    }
    value += emptyLines;
    wasBlank = blank;
    const from = cursor.offset;
    while (!isBreakOrEnd(cursor.peek())) cursor.skip();
    value += cursor.text.slice(from, cursor.offset);
    lastBreak = cursor.readBreak();
    emptyLines = scanBreaks();
  }
  if (chomping !== '-') value += lastBreak;
  if (chomping === '+') value += emptyLines;
  return scalar(literal ? 'literal' : 'folded', start, end, value);
}
