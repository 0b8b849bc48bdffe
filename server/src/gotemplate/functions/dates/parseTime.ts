import { toBytes } from '../../goString.ts';
import { daysFromCivil, GoTime } from './goTime.ts';
import { dayNames, monthNames, splitLayout } from './layout.ts';

interface Fields {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanoseconds: number;
  afternoon: boolean | undefined;
  offset: number | undefined;
  zoneName: string;
}

/** What a piece of a layout takes from the front of a text: how many characters, or why not. */
type Taken = number | 'mismatch' | { readonly outOfRange: string };
type Reader = (text: string, fields: Fields) => Taken;

function number(shape: RegExp, store: (fields: Fields, value: number) => string | undefined): Reader {
  return (text, fields) => {
    const match = shape.exec(text);
    if (!match) return 'mismatch';
    const outOfRange = store(fields, Number(match[0].trim()));
    return outOfRange === undefined ? match[0].length : { outOfRange };
  };
}

function name(names: readonly string[], store: (fields: Fields, index: number) => void): Reader {
  return (text, fields) => {
    const index = names.findIndex((one) => text.slice(0, one.length).toLowerCase() === one.toLowerCase());
    if (index < 0) return 'mismatch';
    store(fields, index);
    return (names[index] as string).length;
  };
}

const bounded =
  (field: 'month' | 'hour' | 'minute' | 'second', low: number, high: number) =>
  (fields: Fields, value: number): string | undefined => {
    fields[field] = value;
    return value < low || value > high ? field : undefined;
  };
const setYear = (fields: Fields, value: number): undefined => {
  fields.year = value;
};
const setHalfDay = (fields: Fields, index: number): void => {
  fields.afternoon = index === 1;
};
const setDay = (fields: Fields, value: number): undefined => {
  fields.day = value;
};
const setYearDay = (fields: Fields, value: number): undefined => {
  fields.yearDay = value;
};
const setMonth = (fields: Fields, index: number): void => {
  fields.month = index + 1;
};
const noField = (): void => {};

const month = bounded('month', 1, 12);
const hour = bounded('hour', 0, 23);
const hour12 = bounded('hour', 0, 12);
const minute = bounded('minute', 0, 59);
const second = bounded('second', 0, 59);
const oneOrTwo = /^[0-9]{1,2}/;
const two = /^[0-9]{2}/;

const readers: Readonly<Record<string, Reader>> = {
  '2006': number(/^[0-9]{4}/, setYear),
  '06': number(two, (fields, value) => setYear(fields, value + (value >= 69 ? 1900 : 2000))),
  January: name(monthNames, setMonth),
  Jan: name(
    monthNames.map((one) => one.slice(0, 3)),
    setMonth,
  ),
  '01': number(two, month),
  '1': number(oneOrTwo, month),
  Monday: name(dayNames, noField),
  Mon: name(
    dayNames.map((one) => one.slice(0, 3)),
    noField,
  ),
  '02': number(two, setDay),
  _2: number(/^ ?[0-9]{1,2}/, setDay),
  '2': number(oneOrTwo, setDay),
  '002': number(/^[0-9]{3}/, setYearDay),
  __2: number(/^ {0,2}[0-9]{1,3}/, setYearDay),
  '15': number(oneOrTwo, hour),
  '03': number(two, hour12),
  '3': number(oneOrTwo, hour12),
  '04': number(two, minute),
  '4': number(oneOrTwo, minute),
  '05': number(two, second),
  '5': number(oneOrTwo, second),
  PM: name(['AM', 'PM'], setHalfDay),
  pm: name(['am', 'pm'], setHalfDay),
  MST: (text, fields) => {
    const match = /^(?:UTC|[A-Z]{3,4}(?![A-Z])|[+-][0-9]{2})/.exec(text);
    if (!match) return 'mismatch';
    fields.zoneName = match[0];
    return match[0].length;
  },
};

function readFraction(text: string, fields: Fields): number {
  const match = /^[.,]([0-9]+)/.exec(text);
  if (!match) return 0;
  fields.nanoseconds = Number((match[1] as string).slice(0, 9).padEnd(9, '0'));
  return match[0].length;
}

function readOffset(piece: string, text: string, fields: Fields): Taken {
  if (piece.startsWith('Z') && text.startsWith('Z')) {
    fields.offset = 0;
    fields.zoneName = 'UTC';
    return 1;
  }
  const colon = piece.includes(':') ? ':' : '';
  const groups = piece.replace(/[^0-9]/g, '').length / 2;
  const match = new RegExp(`^([+-])([0-9]{2})${`${colon}([0-9]{2})`.repeat(groups - 1)}`).exec(text);
  if (!match) return 'mismatch';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  if (Number(hours) > 24) return { outOfRange: 'time zone offset hour' };
  if (Number(minutes) > 60) return { outOfRange: 'time zone offset minute' };
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  fields.offset = sign === '-' ? -size : size;
  return match[0].length;
}

function readPiece(piece: string, text: string, fields: Fields): Taken {
  const reader = readers[piece];
  if (reader) return reader(text, fields);
  if (piece[0] !== '.' && piece[0] !== ',') return readOffset(piece, text, fields);
  if (piece[1] === '9') return readFraction(text, fields);
  const digits = text.slice(1, piece.length);
  if (!/^[.,]/.test(text) || digits.length < piece.length - 1 || !/^[0-9]+$/.test(digits)) return 'mismatch';
  fields.nanoseconds = Number(digits.padEnd(9, '0').slice(0, 9));
  return piece.length;
}

/** Quotes as package time does, byte by byte. */
function quote(text: string): string {
  const escaped = Array.from(toBytes(text), (byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte >= 0x80 ? `\\x${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte);
  });
  return `"${escaped.join('')}"`;
}

/**
 * Reads a time written with a Go layout (time/format.go Parse); without a zone it is UTC, as on Argo CD's servers.
 * @returns the time or Go's error text.
 */
export function parseTime(layout: string, value: string): GoTime | { readonly error: string } {
  const fields: Fields = {
    year: 0,
    month: 0,
    day: 0,
    yearDay: 0,
    hour: 0,
    minute: 0,
    second: 0,
    nanoseconds: 0,
    afternoon: undefined,
    offset: undefined,
    zoneName: '',
  };
  const layoutPieces = splitLayout(layout);
  let rest = value;
  const fail = (held: string, piece: string) => ({
    error: `parsing time ${quote(value)} as ${quote(layout)}: cannot parse ${quote(held)} as ${quote(piece)}`,
  });
  const outOfRange = (what: string) => ({ error: `parsing time ${quote(value)}: ${what} out of range` });
  for (const [at, { piece, text }] of layoutPieces.entries()) {
    if (!piece) {
      if (!rest.startsWith(text)) return fail(rest, text);
      rest = rest.slice(text.length);
      continue;
    }
    const taken = readPiece(text, rest, fields);
    if (taken === 'mismatch') return fail(rest, text);
    if (typeof taken === 'object') return outOfRange(taken.outOfRange);
    rest = rest.slice(taken);
    // A fraction may follow the seconds even where the layout has none.
    const next = layoutPieces[at + 1];
    const nextIsFraction = next?.piece === true && /^[.,]/.test(next.text);
    if ((text === '05' || text === '5') && !nextIsFraction) rest = rest.slice(readFraction(rest, fields));
  }
  if (rest !== '') return { error: `parsing time ${quote(value)}: extra text: ${quote(rest)}` };
  return assemble(fields, outOfRange);
}

function assemble(fields: Fields, outOfRange: (what: string) => { error: string }): GoTime | { error: string } {
  const year = fields.year;
  let hours = fields.hour;
  if (fields.afternoon === true && hours < 12) hours += 12;
  if (fields.afternoon === false && hours === 12) hours = 0;
  let days: number;
  if (fields.yearDay > 0 && fields.month === 0) {
    days = daysFromCivil(year, 1, 1) + fields.yearDay - 1;
    if (days >= daysFromCivil(year + 1, 1, 1)) return outOfRange('day-of-year');
  } else {
    const monthNumber = fields.month || 1;
    const day = fields.day || 1;
    days = daysFromCivil(year, monthNumber, day);
    const nextMonth = monthNumber === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, monthNumber + 1, 1);
    if (days >= nextMonth) return outOfRange('day');
  }
  const offset = fields.offset ?? 0;
  const seconds = days * 86_400 + hours * 3600 + fields.minute * 60 + fields.second - offset;
  return new GoTime(BigInt(seconds), fields.nanoseconds, offset, fields.zoneName || (offset === 0 ? 'UTC' : ''));
}
