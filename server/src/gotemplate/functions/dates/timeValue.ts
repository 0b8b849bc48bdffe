import { bool, fn, type GoFunction, int64Type, intNumber, string } from '../../functionTypes.ts';
import { GoObject } from '../../values.ts';
import type { GoTime } from './goTime.ts';
import { formatTime } from './layout.ts';

/** A time.Time in a template, with the methods templates use. */
export class TimeValue extends GoObject {
  readonly goType = 'time.Time';
  readonly time: GoTime;

  constructor(time: GoTime) {
    super();
    this.time = time;
  }

  /** As Go prints it: `2006-01-02 15:04:05 +0000 UTC`. */
  override text(): string {
    return formatTime(this.time, '2006-01-02 15:04:05.999999999 -0700 MST');
  }

  marshalJson(): string {
    return formatTime(this.time, '2006-01-02T15:04:05.999999999Z07:00');
  }

  override method(name: string): GoFunction | undefined {
    const parts = this.time.parts();
    const numbers: Readonly<Record<string, number>> = {
      Year: parts.year,
      Day: parts.day,
      Hour: parts.hour,
      Minute: parts.minute,
      Second: parts.second,
      Nanosecond: this.time.nanoseconds,
      YearDay: parts.yearDay,
    };
    if (Object.hasOwn(numbers, name)) return fn(name, [], intNumber, () => numbers[name] as number);
    if (name === 'IsZero') return fn(name, [], bool, () => this.time.isZero());
    if (name === 'Unix') return fn(name, [], int64Type, () => this.time.seconds);
    if (name === 'UnixMilli')
      return fn(name, [], int64Type, () => this.time.seconds * 1000n + BigInt(Math.floor(this.time.nanoseconds / 1e6)));
    if (name === 'Format') return fn(name, [string], string, (layout) => formatTime(this.time, layout));
    if (name === 'String') return fn(name, [], string, () => this.text());
    return undefined;
  }
}
