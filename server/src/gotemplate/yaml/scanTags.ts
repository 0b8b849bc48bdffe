import { isBlank, isBlankOrEnd, isBreakOrEnd, isWordChar } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { type Mark, scannerError, type Token } from './tokens.ts';

function scanWord(cursor: Cursor): string {
  const from = cursor.offset;
  while (isWordChar(cursor.peek())) cursor.skip();
  return cursor.text.slice(from, cursor.offset);
}

/** Reads `&name` or `*name`. */
export function scanAnchor(cursor: Cursor, kind: 'anchor' | 'alias'): Token {
  const start = cursor.mark();
  cursor.skip();
  const value = scanWord(cursor);
  const next = cursor.peek();
  if (value === '' || !(isBlankOrEnd(next) || '?:,]}%@`'.includes(next)))
    throw scannerError('did not find expected alphabetic or numeric character', cursor.mark(), start);
  return { kind, start, end: cursor.mark(), value };
}

function scanHandle(cursor: Cursor, directive: boolean, start: Mark): string {
  if (cursor.peek() !== '!') throw scannerError("did not find expected '!'", cursor.mark(), start);
  cursor.skip();
  let handle = `!${scanWord(cursor)}`;
  if (cursor.peek() === '!') {
    handle += '!';
    cursor.skip();
  } else if (directive && handle !== '!') {
    throw scannerError("did not find expected '!'", cursor.mark(), start);
  }
  return handle;
}

function scanUri(cursor: Cursor, head: string, start: Mark): string {
  let uri = head.slice(1);
  let found = head !== '';
  for (;;) {
    const char = cursor.peek();
    if (char === '%') {
      const escapes = /^(?:%[0-9a-fA-F]{2})+/.exec(cursor.text.slice(cursor.offset, cursor.offset + 3));
      if (!escapes) throw scannerError('did not find URI escaped octet', cursor.mark(), start);
      uri += String.fromCharCode(Number.parseInt(escapes[0].slice(1), 16));
      cursor.skip(3);
    } else if (char !== '' && (isWordChar(char) || ";/?:@&=+$,.!~*'()[]".includes(char))) {
      uri += char;
      cursor.skip();
    } else {
      break;
    }
    found = true;
  }
  if (!found) throw scannerError('did not find expected tag URI', cursor.mark(), start);
  return uri;
}

/** Reads `!<uri>`, `!suffix`, `!!suffix` or `!handle!suffix`. */
export function scanTag(cursor: Cursor): Token {
  const start = cursor.mark();
  let value = '';
  let suffix: string;
  if (cursor.peek(1) === '<') {
    cursor.skip(2);
    suffix = scanUri(cursor, '', start);
    if (cursor.peek() !== '>') throw scannerError("did not find the expected '>'", cursor.mark(), start);
    cursor.skip();
  } else {
    value = scanHandle(cursor, false, start);
    if (value.length > 1 && value.endsWith('!')) {
      suffix = scanUri(cursor, '', start);
    } else {
      suffix = scanUri(cursor, value, start);
      value = '!';
      if (suffix === '') [value, suffix] = ['', '!'];
    }
  }
  if (!isBlankOrEnd(cursor.peek()))
    throw scannerError('did not find expected whitespace or line break', cursor.mark(), start);
  return { kind: 'tag', start, end: cursor.mark(), value, suffix };
}

function skipBlanks(cursor: Cursor): void {
  while (isBlank(cursor.peek())) cursor.skip();
}

function scanVersionNumber(cursor: Cursor, start: Mark): number {
  const digits = /^[0-9]*/.exec(cursor.text.slice(cursor.offset, cursor.offset + 10))?.[0] ?? '';
  if (digits.length > 2) {
    cursor.skip(2);
    throw scannerError('found extremely long version number', cursor.mark(), start);
  }
  if (digits === '') throw scannerError('did not find expected version number', cursor.mark(), start);
  cursor.skip(digits.length);
  return Number(digits);
}

/** Reads a `%YAML` or `%TAG` line. */
export function scanDirective(cursor: Cursor): Token {
  const start = cursor.mark();
  cursor.skip();
  const name = scanWord(cursor);
  if (name === '') throw scannerError('could not find expected directive name', cursor.mark(), start);
  if (!isBlankOrEnd(cursor.peek()))
    throw scannerError('found unexpected non-alphabetical character', cursor.mark(), start);
  let token: Token;
  if (name === 'YAML') {
    skipBlanks(cursor);
    const major = scanVersionNumber(cursor, start);
    if (cursor.peek() !== '.') throw scannerError("did not find expected digit or '.' character", cursor.mark(), start);
    cursor.skip();
    token = { kind: 'version', start, end: cursor.mark(), value: `${major}.${scanVersionNumber(cursor, start)}` };
  } else if (name === 'TAG') {
    skipBlanks(cursor);
    const value = scanHandle(cursor, true, start);
    if (!isBlank(cursor.peek())) throw scannerError('did not find expected whitespace', cursor.mark(), start);
    skipBlanks(cursor);
    const suffix = scanUri(cursor, '', start);
    if (!isBlankOrEnd(cursor.peek()))
      throw scannerError('did not find expected whitespace or line break', cursor.mark(), start);
    token = { kind: 'tag-directive', start, end: cursor.mark(), value, suffix };
  } else {
    throw scannerError('found unknown directive name', cursor.mark(), start);
  }
  skipBlanks(cursor);
  if (cursor.peek() === '#') while (!isBreakOrEnd(cursor.peek())) cursor.skip();
  if (!isBreakOrEnd(cursor.peek()))
    throw scannerError('did not find expected comment or line break', cursor.mark(), start);
  cursor.readBreak();
  return token;
}
