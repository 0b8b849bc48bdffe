import { TomlProblem } from './tables.ts';
import type { TomlCursor } from './tomlCursor.ts';

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};
const hexLengths: Readonly<Record<string, [number, string]>> = {
  x: [2, 'two'],
  u: [4, 'four'],
  U: [8, 'eight'],
};

function readEscape(cursor: TomlCursor): string {
  cursor.skip();
  const letter = cursor.peek();
  if (Object.hasOwn(escapes, letter)) {
    cursor.skip();
    return escapes[letter] as string;
  }
  const hex = Object.hasOwn(hexLengths, letter) ? hexLengths[letter] : undefined;
  if (!hex) throw new TomlProblem(`invalid escape character ${cursor.quoted()}`);
  cursor.skip();
  const [length, name] = hex;
  const digits = cursor.takeMatch(new RegExp(`^[0-9a-fA-F]{${length}}`));
  if (digits === '')
    throw new TomlProblem(`expected ${name} hexadecimal digits after '\\${letter}', but got '\\${letter}' instead`);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    throw new TomlProblem(`Escaped character '\\${letter}${digits}' is not valid UTF-8.`);
  return String.fromCodePoint(code);
}

/** Reads a string in quotes of either kind; `multiline` allows those in triple quotes. */
export function readString(cursor: TomlCursor, multiline: boolean): string {
  const quote = cursor.peek();
  const triple = quote.repeat(3);
  if (multiline && cursor.take(triple)) return readMultiline(cursor, quote, triple);
  cursor.skip();
  let text = '';
  for (;;) {
    const char = cursor.peek();
    const named = quote === '"' ? `'"'` : `"'"`;
    if (char === '') throw new TomlProblem(`unexpected EOF; expected ${named}`);
    if (char === '\n') throw new TomlProblem('strings cannot contain newlines');
    if (cursor.take(quote)) return text;
    text += quote === '"' && char === '\\' ? readEscape(cursor) : cursor.skip(char.length);
  }
}

function readMultiline(cursor: TomlCursor, quote: string, triple: string): string {
  cursor.skipLineBreak();
  let text = '';
  for (;;) {
    const char = cursor.peek();
    if (char === '') throw new TomlProblem(`unexpected EOF; expected '${triple}'`);
    if (cursor.startsWith(triple)) {
      // Up to two more quotes belong to the text.
      let extra = 0;
      while (extra < 2 && cursor.peek(3 + extra) === quote) extra++;
      cursor.skip(3 + extra);
      return text + quote.repeat(extra);
    }
    if (quote === '"' && char === '\\') {
      if (/^\\[ \t]*$/.test(restOfLine(cursor))) {
        cursor.skip();
        while (/^[ \t\n]$/.test(cursor.peek())) cursor.skip();
      } else {
        text += readEscape(cursor);
      }
    } else {
      text += cursor.skip(char.length);
    }
  }
}

function restOfLine(cursor: TomlCursor): string {
  let rest = '';
  for (let ahead = 0; ahead < 200; ahead++) {
    const char = cursor.peek(ahead);
    if (char === '' || char === '\n') break;
    rest += char;
  }
  return rest;
}
