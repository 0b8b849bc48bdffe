import { toBytes } from '../../goString.ts';
import type { Value } from '../../values.ts';

const maxDepth = 1000;

/**
 * Reads a JSON text into Go values as encoding/json does for interface{}: numbers are float64, objects maps.
 * @returns the value or Go's error text.
 */
export function decodeJson(text: string): { readonly value: Value } | { readonly error: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { error: describeSyntaxError(text) };
  }
  try {
    return { value: convert(parsed, 0) };
  } catch (error) {
    if (error instanceof JsonError) return { error: error.message };
    throw error;
  }
}

class JsonError extends Error {}

function convert(value: unknown, depth: number): Value {
  if (depth > maxDepth) throw new JsonError('exceeded max depth');
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new JsonError('json: cannot unmarshal number into Go value of type float64');
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => convert(item, depth + 1));
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, item]) => [key, convert(item, depth + 1)]));
  }
  return value as null | boolean;
}

function quoteChar(char: string): string {
  if (char === "'") return `'\\''`;
  if (char === '"') return `'"'`;
  return `'${JSON.stringify(char).slice(1, -1)}'`;
}

/** Finds where a text stops being JSON and says it as encoding/json's scanner does. */
function describeSyntaxError(text: string): string {
  const scanner = new SyntaxScanner(text);
  try {
    scanner.scanTop();
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
  return 'exceeded max depth';
}

class SyntaxScanner {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  scanTop(): void {
    this.scanValue(0);
    this.skipSpace();
    if (this.at < this.text.length) throw this.unexpected('after top-level value');
  }

  private skipSpace(): void {
    while (/^[ \t\r\n]$/.test(this.text.charAt(this.at))) this.at++;
  }

  private unexpected(where: string): JsonError {
    const char = this.text.slice(this.at, this.at + 2);
    // At the end the scanner is given a space, which only some places do not expect.
    const expectsMore = /^(?:in (?!string literal)|after decimal)/.test(where);
    if (char === '')
      return new JsonError(expectsMore ? `invalid character ' ' ${where}` : 'unexpected end of JSON input');
    // The scanner sees bytes, and shows the first one as if it were a character.
    const byte = String.fromCharCode(toBytes(char)[0] as number);
    return new JsonError(`invalid character ${quoteChar(byte)} ${where}`);
  }

  private scanValue(depth: number): void {
    this.skipSpace();
    const char = this.text.charAt(this.at);
    if (depth > maxDepth) throw new JsonError('exceeded max depth');
    if (char === '{') this.scanObject(depth);
    else if (char === '[') this.scanArray(depth);
    else if (char === '"') this.scanString();
    else if (char === '-' || /^[0-9]$/.test(char)) this.scanNumber();
    else if (char === 't') this.scanWord('true');
    else if (char === 'f') this.scanWord('false');
    else if (char === 'n') this.scanWord('null');
    else throw this.unexpected('looking for beginning of value');
  }

  private scanObject(depth: number): void {
    this.at++;
    this.skipSpace();
    if (this.text.charAt(this.at) === '}') {
      this.at++;
      return;
    }
    for (;;) {
      this.skipSpace();
      if (this.text.charAt(this.at) !== '"') throw this.unexpected('looking for beginning of object key string');
      this.scanString();
      this.skipSpace();
      if (this.text.charAt(this.at) !== ':') throw this.unexpected('after object key');
      this.at++;
      this.scanValue(depth + 1);
      if (this.closes('}', 'after object key:value pair')) return;
    }
  }

  private scanArray(depth: number): void {
    this.at++;
    this.skipSpace();
    if (this.text.charAt(this.at) === ']') {
      this.at++;
      return;
    }
    do this.scanValue(depth + 1);
    while (!this.closes(']', 'after array element'));
  }

  private closes(end: string, where: string): boolean {
    this.skipSpace();
    const char = this.text.charAt(this.at);
    if (char !== end && char !== ',') throw this.unexpected(where);
    this.at++;
    return char === end;
  }

  private scanString(): void {
    this.at++;
    for (;;) {
      const char = this.text.charAt(this.at);
      if (char === '' || char < ' ') throw this.unexpected('in string literal');
      this.at++;
      if (char === '"') return;
      if (char !== '\\') continue;
      const letter = this.text.charAt(this.at);
      if (letter === '' || !'bfnrt\\/"u'.includes(letter)) throw this.unexpected('in string escape code');
      this.at++;
      if (letter !== 'u') continue;
      for (let digit = 0; digit < 4; digit++, this.at++) {
        if (!/^[0-9a-fA-F]$/.test(this.text.charAt(this.at)))
          throw this.unexpected('in \\u hexadecimal character escape');
      }
    }
  }

  private scanDigits(where: string): void {
    if (!/^[0-9]$/.test(this.text.charAt(this.at))) throw this.unexpected(where);
    while (/^[0-9]$/.test(this.text.charAt(this.at))) this.at++;
  }

  private scanNumber(): void {
    if (this.text.charAt(this.at) === '-') this.at++;
    if (this.text.charAt(this.at) === '0') this.at++;
    else this.scanDigits('in numeric literal');
    if (this.text.charAt(this.at) === '.') {
      this.at++;
      this.scanDigits('after decimal point in numeric literal');
    }
    if (/^[eE]$/.test(this.text.charAt(this.at))) {
      this.at++;
      if (/^[+-]$/.test(this.text.charAt(this.at))) this.at++;
      this.scanDigits('in exponent of numeric literal');
    }
  }

  private scanWord(word: string): void {
    for (const char of word) {
      if (this.text.charAt(this.at) !== char)
        throw this.unexpected(`in literal ${word} (expecting ${quoteChar(char)})`);
      this.at++;
    }
  }
}
