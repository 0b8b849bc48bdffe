import { UNKNOWN_TEXT } from '../../unknown.ts';
import {
  GoObject,
  goTypeOf,
  Int,
  isList,
  isMap,
  NO_VALUE,
  sortedKeys,
  TypedList,
  Unknown,
  type Value,
} from '../../values.ts';
import { encodeBase64 } from '../baseEncoding.ts';
import { isNilList } from '../nilLists.ts';
import { encodeJsonNumber, encodeJsonString } from './encodeString.ts';
import { marshalObject } from './marshalObject.ts';

export interface JsonStyle {
  /** Escapes <, > and &. */
  readonly html: boolean;
  /** '' for one line. */
  readonly indent: string;
}

const deepest = 500;
/** No manifest is this long; texts that are come from templates that multiply. */
const longest = 4_000_000;

class JsonFailure extends Error {}

/**
 * A value as encoding/json writes it: maps by sorted keys, floats shortest. Unknown parts become `UNKNOWN_TEXT`.
 * @returns the text, Go's error, or an unknown when the text is too large.
 */
export function encodeJson(value: Value, style: JsonStyle): string | Unknown | { readonly error: string } {
  const writer = new JsonWriter(style);
  try {
    writer.write(value, 0);
  } catch (error) {
    if (error instanceof JsonFailure) return { error: error.message };
    throw error;
  }
  return writer.full ? new Unknown('the JSON text is too large to write') : writer.text();
}

class JsonWriter {
  private readonly style: JsonStyle;
  private readonly parts: string[] = [];
  private length = 0;
  private readonly open = new Set<Value>();

  constructor(style: JsonStyle) {
    this.style = style;
  }

  get full(): boolean {
    return this.length > longest;
  }

  text(): string {
    return this.parts.join('');
  }

  write(value: Value, depth: number): void {
    if (this.full) return;
    if (value === null || value === NO_VALUE || isNilList(value)) this.put('null');
    else if (typeof value === 'string') this.put(encodeJsonString(value, this.style.html));
    else if (typeof value === 'boolean') this.put(String(value));
    else if (typeof value === 'number') this.put(this.number(value));
    else if (value instanceof Int) this.put(value.toString());
    else if (value instanceof Unknown) this.put(UNKNOWN_TEXT);
    else if (isList(value)) this.writeList(value, depth);
    else if (isMap(value))
      this.writeEntries(
        value,
        depth,
        sortedKeys(value).map((key) => [key, value.get(key) as Value]),
      );
    else if (value instanceof GoObject) this.write(marshalObject(value), depth + 1);
    else throw new JsonFailure(`json: unsupported type: ${goTypeOf(value)}`);
  }

  private put(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  private number(value: number): string {
    const text = encodeJsonNumber(value);
    if (text !== undefined) return text;
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw new JsonFailure(`json: unsupported value: ${name}`);
  }

  private writeList(list: readonly Value[], depth: number): void {
    if (list instanceof TypedList && list.elementType === 'uint8') {
      const bytes = Uint8Array.from(list, (byte) => Number((byte as Int).value));
      this.put(`"${encodeBase64(bytes)}"`);
      return;
    }
    this.nest(list, depth, '[', ']', list, (item) => this.write(item, depth + 1));
  }

  private writeEntries(owner: Value, depth: number, entries: readonly (readonly [string, Value])[]): void {
    this.nest(owner, depth, '{', '}', entries, ([key, item]) => {
      this.put(`${encodeJsonString(key, this.style.html)}:${this.style.indent === '' ? '' : ' '}`);
      this.write(item, depth + 1);
    });
  }

  private nest<T>(
    owner: Value,
    depth: number,
    start: string,
    end: string,
    items: readonly T[],
    write: (item: T) => void,
  ): void {
    if (this.open.has(owner) || depth > deepest)
      throw new JsonFailure(`json: unsupported value: encountered a cycle via ${goTypeOf(owner)}`);
    this.open.add(owner);
    this.put(start);
    items.forEach((item, at) => {
      if (at > 0) this.put(',');
      this.breakLine(depth + 1);
      write(item);
    });
    if (items.length > 0) this.breakLine(depth);
    this.put(end);
    this.open.delete(owner);
  }

  private breakLine(depth: number): void {
    if (this.style.indent !== '') this.put(`\n${this.style.indent.repeat(depth)}`);
  }
}
