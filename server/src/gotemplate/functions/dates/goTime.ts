/** A point in time with the zone it is shown in (Go's time.Time). `seconds` count from 1970 in UTC. */
export class GoTime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly zoneName: string;

  constructor(seconds: bigint, nanoseconds = 0, offset = 0, zoneName = 'UTC') {
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
    this.offset = offset;
    this.zoneName = zoneName;
  }

  /** The year, month… in the time's zone; month 1-12, weekday 0-6 from Sunday, yearDay from 1. */
  parts(): TimeParts {
    const local = this.seconds + BigInt(this.offset);
    const dayNumber = floorDivide(local, 86_400n);
    const second = Number(local - dayNumber * 86_400n);
    const { year, month, day } = civilFromDays(Number(dayNumber));
    return {
      year,
      month,
      day,
      hour: Math.floor(second / 3600),
      minute: Math.floor((second % 3600) / 60),
      second: second % 60,
      weekday: (((Number(dayNumber) + 4) % 7) + 7) % 7,
      yearDay: Number(dayNumber) - daysFromCivil(year, 1, 1) + 1,
    };
  }

  addNanoseconds(duration: bigint): GoTime {
    const total = this.seconds * 1_000_000_000n + BigInt(this.nanoseconds) + duration;
    const seconds = floorDivide(total, 1_000_000_000n);
    return new GoTime(seconds, Number(total - seconds * 1_000_000_000n), this.offset, this.zoneName);
  }

  inZone(offset: number, zoneName: string): GoTime {
    return new GoTime(this.seconds, this.nanoseconds, offset, zoneName);
  }

  isZero(): boolean {
    return this.seconds === zeroSeconds && this.nanoseconds === 0;
  }
}

export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
}

/** January 1 of year 1, Go's zero time. */
const zeroSeconds = -62_135_596_800n;
export const zeroTime = new GoTime(zeroSeconds);

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
