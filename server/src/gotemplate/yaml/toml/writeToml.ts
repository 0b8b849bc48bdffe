import { GoObject, goTypeOf, Int, isList, isMap, NO_VALUE, sortedKeys, Unknown, type Value } from '../../values.ts';
import { formatFloat } from '../formatFloat.ts';
import { marshalObject } from '../json/marshalObject.ts';

const deepest = 200;
const longest = 4_000_000;

class TomlFailure extends Error {}

/** A value as BurntSushi/toml's encoder writes it (encode.go): plain keys first, then tables, each sorted. */
export function marshalToml(value: Value): string | Unknown | { readonly error: string } {
  const writer = new TomlWriter();
  try {
    writer.encode([], value);
  } catch (error) {
    if (error instanceof TomlFailure) return { error: error.message };
    throw error;
  }
  return writer.full ? new Unknown('the TOML text is too large to write') : writer.text();
}

function isNil(value: Value): boolean {
  return value === null || value === NO_VALUE;
}

function isTable(value: Value): boolean {
  return isMap(value) || isTableList(value);
}

/** A list of nothing but maps is written as tables; nil items are an error everywhere. */
function isTableList(value: Value): boolean {
  if (!isList(value) || value.length === 0) return false;
  if (value.some(isNil)) throw new TomlFailure('toml: cannot encode array with nil element');
  return value.every((item) => isMap(item));
}

function quoteToml(text: string): string {
  const escaped = text.replace(/["\\\x00-\x1f\x7f]/g, (char) => {
    const short = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' }[char];
    return short ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : quoteToml(key);
}

function formatTomlFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = formatFloat(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

class TomlWriter {
  private readonly parts: string[] = [];
  private length = 0;

  get full(): boolean {
    return this.length > longest;
  }

  text(): string {
    return this.parts.join('');
  }

  encode(key: readonly string[], given: Value): void {
    const value = given instanceof GoObject ? marshalObject(given) : given;
    if (key.length > deepest) throw new TomlFailure('toml: the value is nested too deeply');
    if (this.full || isNil(value)) return;
    if (isMap(value)) this.writeTable(key, value);
    else if (isTableList(value)) this.writeTableList(key, value as readonly Value[]);
    else this.writeKeyValue(key, value, false);
  }

  private put(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  private newLine(): void {
    if (this.parts.length > 0) this.put('\n');
  }

  private indent(key: readonly string[]): string {
    return '  '.repeat(Math.max(key.length - 1, 0));
  }

  private writeKeyValue(key: readonly string[], value: Value, inline: boolean): void {
    if (key.length === 0) {
      this.writeElement(value, 0);
      return;
    }
    this.put(`${this.indent(key)}${keyText(key.at(-1) as string)} = `);
    this.writeElement(value, key.length);
    if (!inline) this.newLine();
  }

  private writeTable(key: readonly string[], map: ReadonlyMap<string, Value>): void {
    if (key.length === 1) this.newLine();
    if (key.length > 0) {
      this.put(`${this.indent(key)}[${key.map(keyText).join('.')}]`);
      this.newLine();
    }
    this.writeEntries(key, map);
  }

  private writeTableList(key: readonly string[], items: readonly Value[]): void {
    if (key.length === 0) throw new TomlFailure('toml: top-level values must be Go maps or structs');
    for (const item of items) {
      this.newLine();
      this.put(`${this.indent(key)}[[${key.map(keyText).join('.')}]]`);
      this.newLine();
      this.writeEntries(key, item as ReadonlyMap<string, Value>);
    }
  }

  private writeEntries(key: readonly string[], map: ReadonlyMap<string, Value>): void {
    for (const [name, item] of orderEntries(map)) this.encode([...key, name], item);
  }

  private writeElement(given: Value, depth: number): void {
    const value = given instanceof GoObject ? marshalObject(given) : given;
    if (depth > deepest) throw new TomlFailure('toml: the value is nested too deeply');
    if (this.full) return;
    if (typeof value === 'string') this.put(quoteToml(value));
    else if (typeof value === 'boolean') this.put(String(value));
    else if (typeof value === 'number') this.put(formatTomlFloat(value));
    else if (value instanceof Int) this.put(value.toString());
    else if (value instanceof Unknown) this.put(value.text);
    else if (isList(value)) this.writeList(value, depth);
    else if (isMap(value)) this.writeInlineTable(value, depth);
    else throw new TomlFailure(`unexpected type: ${goTypeOf(value)}`);
  }

  private writeList(items: readonly Value[], depth: number): void {
    isTableList(items);
    this.put('[');
    items.forEach((item, at) => {
      if (at > 0) this.put(', ');
      this.writeElement(item, depth + 1);
    });
    this.put(']');
  }

  private writeInlineTable(map: ReadonlyMap<string, Value>, depth: number): void {
    this.put('{');
    const entries = orderEntries(map);
    entries.forEach(([name, item], at) => {
      if (isNil(item)) return;
      this.put(`${keyText(name)} = `);
      this.writeElement(item, depth + 1);
      if (at < entries.length - 1) this.put(', ');
    });
    this.put('}');
  }
}

function orderEntries(map: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  const entries = sortedKeys(map as Map<string, Value>).map((key) => [key, map.get(key) as Value] as const);
  return [...entries.filter(([, item]) => !isTable(item)), ...entries.filter(([, item]) => isTable(item))];
}
