import { type GoMap, goTypeOf, int64, isList, isMap, TypedList, TypedMap, type Value } from '../values.ts';
import { quoteGo } from '../yaml/quoteGo.ts';

/** What a value's text becomes: typed for `--set`, itself for `--set-string`, a file's content for `--set-file`. */
export type ReadValue = (text: string) => Value;

/** Helm's complaint about a `--set` line. */
export class SetError extends Error {}

/** The end of the line: ends a key without being a mistake. */
class EndOfLine extends Error {}

const MAX_INDEX = 65536;
const MAX_NESTING = 30;

/** How `--set` reads a value (`pkg/strvals/parser.go` typedVal): bools, null and integers, else text. */
export function typedValue(text: string): Value {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  if (lower === 'null') return null;
  if (!/^(0|[+-]?[0-9]+)$/.test(text) || (text.startsWith('0') && text !== '0')) return text;
  const number = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, number) === number ? int64(number) : text;
}

/**
 * Puts a `--set` line (`a.b[0].c=1,d={x,y}`) into values (`pkg/strvals/parser.go` ParseInto); maps and lists that it goes
 * through are changed in place.
 * @throws SetError
 */
export function setValues(line: string, values: GoMap, read: ReadValue): void {
  const parser = new SetParser(line, read);
  try {
    for (;;) parser.key(values, 0);
  } catch (error) {
    if (!(error instanceof EndOfLine)) throw error;
  }
}

class SetParser {
  readonly #chars: readonly string[];
  readonly #read: ReadValue;
  #at = 0;

  constructor(line: string, read: ReadValue) {
    this.#chars = Array.from(line);
    this.#read = read;
  }

  /** Reads up to one of the characters; `stop` is undefined at the end of the line. */
  #until(stops: string): { readonly text: string; readonly stop: string | undefined } {
    let text = '';
    while (this.#at < this.#chars.length) {
      const char = this.#chars[this.#at++] as string;
      if (stops.includes(char)) return { text, stop: char };
      if (char !== '\\') text += char;
      else if (this.#at < this.#chars.length) text += this.#chars[this.#at++] as string;
    }
    return { text, stop: undefined };
  }

  key(data: GoMap, nesting: number): void {
    const { text, stop } = this.#until('=[,.');
    if (stop === undefined) {
      if (text === '') throw new EndOfLine();
      throw new SetError(`key ${quoteGo(text)} has no value`);
    }
    const set = (value: Value): void => {
      if (text !== '') data.set(text, value);
    };
    if (stop === ',') {
      set('');
      throw new SetError(`key ${quoteGo(text)} has no value (cannot end with ,)`);
    }
    if (stop === '=') {
      const { value, ended } = this.#value();
      set(value);
      if (ended) throw new EndOfLine();
    } else if (stop === '[') {
      const index = this.#index();
      const present = data.has(text) ? asList(data.get(text) as Value) : [];
      set(this.#item(present, index, nesting));
    } else {
      if (nesting + 1 > MAX_NESTING)
        throw new SetError(`value name nested level is greater than maximum supported nested level of ${MAX_NESTING}`);
      const inner = data.has(text) ? asMap(data.get(text) as Value) : new Map<string, Value>();
      let ended: unknown;
      try {
        this.key(inner, nesting + 1);
      } catch (error) {
        if (!(error instanceof EndOfLine)) throw error;
        ended = error;
      }
      if (ended === undefined && inner.size === 0) throw new SetError(`key map ${quoteGo(text)} has no value`);
      if (inner.size > 0) set(inner);
      if (ended !== undefined) throw ended;
    }
  }

  #value(): { readonly value: Value; readonly ended: boolean } {
    if (this.#at >= this.#chars.length) return { value: '', ended: true };
    if (this.#chars[this.#at] === '{') return { value: this.#list(), ended: false };
    return { value: this.#read(this.#until(',').text), ended: false };
  }

  #list(): Value[] {
    this.#at++;
    const items: Value[] = [];
    for (;;) {
      const { text, stop } = this.#until(',}');
      if (stop === undefined) throw new SetError("list must terminate with '}'");
      if (stop === '}' && this.#chars[this.#at] === ',') this.#at++;
      items.push(this.#read(text));
      if (stop === '}') return items;
    }
  }

  #index(): number {
    const { text, stop } = this.#until(']');
    if (stop === undefined) throw new SetError('error parsing index: EOF');
    if (!/^[+-]?\d{1,15}$/.test(text))
      throw new SetError(`error parsing index: strconv.Atoi: parsing ${quoteGo(text)}: invalid syntax`);
    return Number(text);
  }

  #item(list: readonly Value[], index: number, nesting: number): Value[] {
    if (index < 0) throw new SetError(`negative ${index} index not allowed`);
    const { text, stop } = this.#until('[.=');
    if (text !== '') throw new SetError(`unexpected data at end of array index: ${quoteGo(text)}`);
    if (stop === undefined) throw new EndOfLine();
    if (stop === '=') return setIndex(list, index, this.#value().value);
    if (stop === '[') {
      const next = this.#index();
      const present = list[index] ?? null;
      return setIndex(list, index, this.#item(present === null ? [] : asList(present), next, nesting));
    }
    const present = list[index];
    const inner: GoMap = isMap(present) ? present : new Map();
    this.key(inner, nesting);
    return setIndex(list, index, inner);
  }
}

function setIndex(list: readonly Value[], index: number, value: Value): Value[] {
  if (index > MAX_INDEX)
    throw new SetError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`);
  const longer: Value[] = [...list];
  while (longer.length <= index) longer.push(null);
  longer[index] = value;
  return longer;
}

function asList(value: Value): readonly Value[] {
  if (isList(value) && !(value instanceof TypedList)) return value;
  throw wrongType(value, '[]interface {}');
}

function asMap(value: Value): GoMap {
  if (isMap(value) && !(value instanceof TypedMap)) return value;
  throw wrongType(value, 'map[string]interface {}');
}

function wrongType(value: Value, wanted: string): SetError {
  const found = value === null ? 'nil' : goTypeOf(value);
  return new SetError(`unable to parse key: interface conversion: interface {} is ${found}, not ${wanted}`);
}
