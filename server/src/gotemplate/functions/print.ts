import { Complex, GoObject, goTypeOf, isList, isMap, NO_VALUE, sortedKeys, Unknown, type Value } from '../values.ts';
import { formatFloat } from '../yaml/formatFloat.ts';

const deepest = 100;
const longest = 4_000_000;

/** A value as `%v` prints it (fmt/print.go): maps by sorted keys, floats shortest, structs as `{a b}`. */
export function printValue(value: Value): string {
  const printer = new Printer();
  printer.print(value, 0);
  return printer.text();
}

class Printer {
  private readonly parts: string[] = [];
  private length = 0;

  text(): string {
    return this.parts.join('');
  }

  print(value: Value, depth: number): void {
    if (depth > deepest || this.length > longest) this.put('…');
    else if (isList(value)) this.nest('[', ']', value, (item) => this.print(item, depth + 1));
    else if (isMap(value))
      this.nest('map[', ']', sortedKeys(value), (key) => this.printEntry(key, value.get(key), depth));
    else if (value instanceof GoObject) this.printObject(value, depth);
    else this.put(printScalar(value));
  }

  private put(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  private printEntry(key: string, value: Value | undefined, depth: number): void {
    this.put(`${key}:`);
    this.print(value ?? null, depth + 1);
  }

  private printObject(object: GoObject, depth: number): void {
    const text = object.text();
    if (text !== undefined) this.put(text);
    else this.nest(object.isPointer ? '&{' : '{', '}', object.entries(), ([, field]) => this.print(field, depth + 1));
  }

  private nest<T>(start: string, end: string, items: readonly T[], print: (item: T) => void): void {
    this.put(start);
    for (const [at, item] of items.entries()) {
      if (this.length > longest) break;
      if (at > 0) this.put(' ');
      print(item);
    }
    this.put(end);
  }
}

function printScalar(value: Value): string {
  if (value === null || value === NO_VALUE) return '<nil>';
  if (typeof value === 'number') return formatFloat(value);
  if (value instanceof Unknown) return value.text;
  if (value instanceof Complex) return `(${formatFloat(value.real)}${signed(value.imaginary)}i)`;
  return typeof value === 'object' && !('kind' in value) ? goTypeOf(value) : String(value);
}

function signed(value: number): string {
  const text = formatFloat(value);
  return /^[+-]/.test(text) ? text : `+${text}`;
}
