import { TemplateError } from '../functionTypes.ts';
import { fromBytes, sliceBytes, toBytes } from '../goString.ts';
import { UNKNOWN_TEXT, Unknown } from '../unknown.ts';
import type { GoList, GoMap, Value } from '../values.ts';
import { Complex, GoObject, goTypeOf, Int, isGoFunction, NO_VALUE, sortedKeys, TypedList } from '../values.ts';
import { isNilList } from '../yaml/nilLists.ts';
import { quoteGo } from '../yaml/quoteGo.ts';
import { type Flags, noFlags, pad } from './flags.ts';
import { formatFloat } from './floats.ts';
import { formatInteger } from './integers.ts';
import { canBackquote, quoteAscii } from './quoting.ts';

const DEEPEST = 200;
const LONGEST = 16_000_000;

/** Collects what Go's fmt prints (fmt/print.go). */
export class Printer {
  flags: Flags = noFlags();
  private readonly parts: string[] = [];
  private length = 0;
  private erroring = false;

  get text(): string {
    return this.parts.join('');
  }

  write(text: string): void {
    this.length += text.length;
    if (this.length > LONGEST) throw new TemplateError('the printed text is too long');
    this.parts.push(text);
  }

  /** Prints one argument under a verb. */
  printArg(value: Value, verb: string): void {
    if (value instanceof Unknown) this.write(value.text);
    else if (value === null || value === NO_VALUE) {
      if (verb === 'T' || verb === 'v') this.write(pad('<nil>', this.flags));
      else this.badVerb(value, verb);
    } else if (verb === 'T') this.write(this.padded(goTypeOf(value)));
    else if (verb === 'p') this.printPointer(value, verb);
    else if (isByteList(value)) this.printBytes(value, verb, '[]byte');
    else this.printValue(value, verb, 0);
  }

  private padded(text: string): string {
    return pad(this.truncated(text), this.flags);
  }

  private truncated(text: string): string {
    const { precision } = this.flags;
    return precision === undefined ? text : [...text].slice(0, precision).join('');
  }

  private badVerb(value: Value, verb: string): void {
    this.erroring = true;
    this.write(`%!${verb}(`);
    if (value === null || value === NO_VALUE) this.write('<nil>');
    else {
      this.write(`${goTypeOf(value)}=`);
      this.printArg(value, 'v');
    }
    this.write(')');
    this.erroring = false;
  }

  private writeOr(text: string | undefined, value: Value, verb: string): void {
    if (text === undefined) this.badVerb(value, verb);
    else this.write(text);
  }

  private printValue(value: Value, verb: string, depth: number): void {
    if (depth > DEEPEST) throw new TemplateError('the printed value is nested too deeply');
    if (value instanceof Unknown) this.write(value.text);
    else if (value === null || value === NO_VALUE) this.write(this.flags.sharpV ? 'interface {}(nil)' : '<nil>');
    else if (typeof value === 'string') this.printString(value, verb);
    else if (typeof value === 'boolean') {
      this.writeOr('tv'.includes(verb) ? pad(String(value), this.flags) : undefined, value, verb);
    } else if (typeof value === 'number') this.writeOr(formatFloat(value, verb, this.flags), value, verb);
    else if (value instanceof Int) {
      this.writeOr(formatInteger(value.value, !value.isUnsigned, verb, this.flags), value, verb);
    } else if (value instanceof Complex) this.printComplex(value, verb);
    else if (value instanceof Map) this.printMap(value, verb, depth);
    else if (Array.isArray(value)) this.printList(value, verb, depth);
    else if (value instanceof GoObject) this.printObject(value, verb, depth);
    else this.printPointer(value, verb);
  }

  private printString(text: string, verb: string): void {
    if (verb === 's' || (verb === 'v' && !this.flags.sharpV)) this.write(this.padded(text));
    else if (verb === 'v' || verb === 'q') this.write(this.quoted(text));
    else if (verb === 'x' || verb === 'X') this.printHex(text, verb);
    else this.badVerb(text, verb);
  }

  private quoted(text: string): string {
    const shown = this.truncated(text);
    if (this.flags.sharp && canBackquote(shown)) return pad(`\`${shown}\``, this.flags);
    return pad(this.flags.plus ? quoteAscii(shown) : quoteGo(shown), this.flags);
  }

  private printHex(text: string, verb: string): void {
    const bytes = toBytes(
      this.flags.precision === undefined
        ? text
        : sliceBytes(text, 0, Math.min(this.flags.precision, toBytes(text).length)),
    );
    const prefix = this.flags.sharp ? `0${verb}` : '';
    const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
    const shown = verb === 'X' ? pairs.map((pair) => pair.toUpperCase()) : pairs;
    if (bytes.length === 0) this.write(pad('', this.flags));
    else if (this.flags.space) this.write(pad(shown.map((pair) => prefix + pair).join(' '), this.flags));
    else this.write(pad(prefix + shown.join(''), this.flags));
  }

  private printComplex(value: Complex, verb: string): void {
    if (!'vbgGxXfFeE'.includes(verb)) {
      this.badVerb(value, verb);
      return;
    }
    this.write('(');
    this.write(formatFloat(value.real, verb, this.flags) as string);
    this.write(formatFloat(value.imaginary, verb, { ...this.flags, plus: true }) as string);
    this.write('i)');
  }

  private printBytes(list: GoList, verb: string, goType: string): void {
    const bytes = Uint8Array.from(list, (item) => (item instanceof Int ? item.toNumber() : 0));
    if ('sxXq'.includes(verb)) this.printString(fromBytes(bytes), verb);
    else if (verb === 'v' && this.flags.sharpV) {
      const shown = Array.from(bytes, (byte) => `0x${byte.toString(16)}`);
      this.write(`${goType}{${shown.join(', ')}}`);
    } else if (verb === 'v' || verb === 'd') {
      this.write(`[${Array.from(bytes, (byte) => formatInteger(BigInt(byte), false, 'd', this.flags)).join(' ')}]`);
    } else this.printItems(list, verb, 0, '[', ']');
  }

  private printMap(map: GoMap, verb: string, depth: number): void {
    const { sharpV } = this.flags;
    this.write(sharpV ? `${goTypeOf(map)}{` : 'map[');
    sortedKeys(map).forEach((key, at) => {
      if (at > 0) this.write(sharpV ? ', ' : ' ');
      this.printString(key, verb);
      this.write(':');
      this.printValue(map.get(key) ?? null, verb, depth + 1);
    });
    this.write(sharpV ? '}' : ']');
  }

  private printList(list: GoList, verb: string, depth: number): void {
    if (isByteList(list) && 'sqxX'.includes(verb)) this.printBytes(list, verb, goTypeOf(list));
    else if (!this.flags.sharpV) this.printItems(list, verb, depth, '[', ']');
    else if (isNilList(list)) this.write(`${goTypeOf(list)}(nil)`);
    else this.printItems(list, verb, depth, `${goTypeOf(list)}{`, '}');
  }

  private printItems(list: GoList, verb: string, depth: number, open: string, close: string): void {
    this.write(open);
    list.forEach((item, at) => {
      if (at > 0) this.write(this.flags.sharpV ? ', ' : ' ');
      this.printValue(item, verb, depth + 1);
    });
    this.write(close);
  }

  private printObject(object: GoObject, verb: string, depth: number): void {
    const text = this.erroring || this.flags.sharpV || !'vsxXq'.includes(verb) ? undefined : object.text();
    if (text !== undefined) this.printString(text, verb);
    else if (object.isPointer && depth > 0) this.write(UNKNOWN_TEXT);
    else this.printFields(object, verb, depth);
  }

  private printFields(object: GoObject, verb: string, depth: number): void {
    if (object.isPointer) this.write('&');
    const { sharpV, plusV } = this.flags;
    this.write(sharpV ? `${object.goType.replace(/^\*/, '')}{` : '{');
    object.entries().forEach(([name, field], at) => {
      if (at > 0) this.write(sharpV ? ', ' : ' ');
      if (sharpV || plusV) this.write(`${name}:`);
      this.printValue(field, verb, depth + 1);
    });
    this.write('}');
  }

  /** An address, which is never the same twice. */
  private printPointer(value: Value, verb: string): void {
    const isPointer =
      isGoFunction(value) ||
      value instanceof Map ||
      Array.isArray(value) ||
      (value instanceof GoObject && value.isPointer);
    if (isPointer && 'vpbodxX'.includes(verb)) this.write(UNKNOWN_TEXT);
    else this.badVerb(value, verb);
  }
}

function isByteList(value: Value): value is TypedList {
  return value instanceof TypedList && value.elementType === 'uint8';
}
