import type { Value } from '../values.ts';
import { goTypeOf, Int } from '../values.ts';
import { noFlags } from './flags.ts';
import { Printer } from './printer.ts';

const TOO_LARGE = 1_000_000;

/** Go's `fmt.Sprint`: a space between two operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  const printer = new Printer();
  let previousIsString = false;
  values.forEach((value, at) => {
    const isString = typeof value === 'string';
    if (at > 0 && !isString && !previousIsString) printer.write(' ');
    printer.printArg(value, 'v');
    previousIsString = isString;
  });
  return printer.text;
}

/** Go's `fmt.Sprintln`: always a space between, a newline at the end. */
export function sprintln(values: readonly Value[]): string {
  const printer = new Printer();
  values.forEach((value, at) => {
    if (at > 0) printer.write(' ');
    printer.printArg(value, 'v');
  });
  printer.write('\n');
  return printer.text;
}

/** Go's `fmt.Sprintf`, whose mistakes show in the text: `%!d(string=x)`. */
export function sprintf(format: string, values: readonly Value[]): string {
  return new Formatter(format, values).run();
}

/** One pass over a format (print.go doPrintf). */
class Formatter {
  private readonly printer = new Printer();
  private readonly format: string;
  private readonly values: readonly Value[];
  private at = 0;
  private argument = 0;
  private reordered = false;
  private goodIndex = true;
  private afterIndex = false;

  constructor(format: string, values: readonly Value[]) {
    this.format = format;
    this.values = values;
  }

  run(): string {
    const { format, printer } = this;
    while (this.at < format.length) {
      const percent = format.indexOf('%', this.at);
      printer.write(format.slice(this.at, percent < 0 ? format.length : percent));
      if (percent < 0) break;
      this.at = percent + 1;
      this.goodIndex = true;
      this.afterIndex = false;
      printer.flags = noFlags();
      this.readFlags();
      this.readIndex();
      this.readWidth();
      this.readPrecision();
      if (!this.afterIndex) this.readIndex();
      if (this.at >= format.length) {
        printer.write('%!(NOVERB)');
        break;
      }
      this.printVerb();
    }
    this.printExtra();
    return printer.text;
  }

  private readFlags(): void {
    for (; ; this.at++) {
      switch (this.format[this.at]) {
        case '#':
          this.printer.flags.sharp = true;
          break;
        case '0':
          this.printer.flags.zero = true;
          break;
        case '+':
          this.printer.flags.plus = true;
          break;
        case '-':
          this.printer.flags.minus = true;
          break;
        case ' ':
          this.printer.flags.space = true;
          break;
        default:
          return;
      }
    }
  }

  /** `[3]`: which argument is next. */
  private readIndex(): void {
    this.afterIndex = false;
    if (this.format[this.at] !== '[') return;
    this.reordered = true;
    const close = this.format.length - this.at < 3 ? -1 : this.format.indexOf(']', this.at + 1);
    const digits = close < 0 ? '' : this.format.slice(this.at + 1, close);
    this.at = close < 0 ? this.at + 1 : close + 1;
    const valid = /^\d{1,7}$/.test(digits) && Number(digits) <= TOO_LARGE;
    const index = Number(digits) - 1;
    if (valid && index >= 0 && index < this.values.length) this.argument = index;
    else this.goodIndex = false;
    this.afterIndex = valid;
  }

  private readNumber(): number | undefined {
    const digits = /^\d+/.exec(this.format.slice(this.at, this.at + 12))?.[0];
    if (digits === undefined) return undefined;
    this.at += digits.length;
    return Number(digits) > TOO_LARGE ? undefined : Number(digits);
  }

  private takeNumber(): number | undefined {
    const value = this.values[this.argument];
    if (this.argument < this.values.length) this.argument++;
    const number = value instanceof Int ? value.toNumber() : undefined;
    return number === undefined || Math.abs(number) > TOO_LARGE ? undefined : number;
  }

  private readWidth(): void {
    const { flags } = this.printer;
    if (this.format[this.at] !== '*') {
      flags.width = this.readNumber();
      if (this.afterIndex && flags.width !== undefined) this.goodIndex = false;
      return;
    }
    this.at++;
    flags.width = this.takeNumber();
    if (flags.width === undefined) this.printer.write('%!(BADWIDTH)');
    else if (flags.width < 0) {
      flags.width = -flags.width;
      flags.minus = true;
      flags.zero = false;
    }
    this.afterIndex = false;
  }

  private readPrecision(): void {
    if (this.format[this.at] !== '.' || this.at + 1 > this.format.length) return;
    this.at++;
    if (this.afterIndex) this.goodIndex = false;
    this.readIndex();
    const { flags } = this.printer;
    if (this.format[this.at] !== '*') {
      flags.precision = this.readNumber() ?? 0;
      return;
    }
    this.at++;
    const precision = this.takeNumber();
    flags.precision = precision !== undefined && precision >= 0 ? precision : undefined;
    if (flags.precision === undefined) this.printer.write('%!(BADPREC)');
    this.afterIndex = false;
  }

  private printVerb(): void {
    const verb = String.fromCodePoint(this.format.codePointAt(this.at) as number);
    this.at += verb.length;
    if (verb === '%') this.printer.write('%');
    else if (!this.goodIndex) this.printer.write(`%!${verb}(BADINDEX)`);
    else if (this.argument >= this.values.length) this.printer.write(`%!${verb}(MISSING)`);
    else {
      const { flags } = this.printer;
      if (verb === 'v') {
        flags.sharpV = flags.sharp;
        flags.plusV = flags.plus;
        flags.sharp = false;
        flags.plus = false;
      }
      this.printer.printArg(this.values[this.argument++] as Value, verb);
    }
  }

  private printExtra(): void {
    if (this.reordered || this.argument >= this.values.length) return;
    const { printer } = this;
    printer.flags = noFlags();
    printer.write('%!(EXTRA ');
    this.values.slice(this.argument).forEach((value, at) => {
      if (at > 0) printer.write(', ');
      if (value !== null) printer.write(`${goTypeOf(value)}=`);
      printer.printArg(value, 'v');
    });
    printer.write(')');
  }
}
