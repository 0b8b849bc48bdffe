import { any, fn, objectType, string, TemplateError } from '../functionTypes.ts';
import { Int, Unknown, type Value } from '../values.ts';
import { formatDuration, parseDuration, roundDuration } from './dates/duration.ts';
import { GoTime, zeroTime } from './dates/goTime.ts';
import { formatTime, splitLayout } from './dates/layout.ts';
import { parseTime } from './dates/parseTime.ts';
import { TimeValue } from './dates/timeValue.ts';
import { toZone } from './dates/zones.ts';
import { ShapedUnknown, unknownText } from './unknowns.ts';

const see = { unknown: 'see' } as const;
const isTime = (value: Value): value is TimeValue => value instanceof TimeValue;
const time = objectType<TimeValue>('time.Time', isTime);

function now(): Unknown {
  return new ShapedUnknown('the time of the rendering is not known', { goType: 'time.Time', kind: 'struct' });
}

/** The layouts whose text always has the same length, so that only its content is unknown. */
function textOfNow(layout: string): Unknown {
  const pieces = splitLayout(layout);
  const fixed = pieces.every(
    ({ piece, text }) => !piece || /^(?:2006|06|01|02|15|03|04|05|Jan|Mon|PM|pm|_2|002)$/.test(text),
  );
  return unknownText('the time of the rendering is not known', fixed ? layout.length : undefined);
}

/** What sprig takes as a date: a time, whole seconds since 1970, and for everything else the current time. */
function toTime(value: Value): GoTime | undefined {
  if (value instanceof TimeValue) return value.time;
  if (value instanceof Int && ['int', 'int64', 'int32'].includes(value.kind)) return new GoTime(value.value);
  return undefined;
}

function dateInZone(layout: string, value: Value, zone: string): string | Unknown {
  const known = value instanceof Unknown ? undefined : toTime(value);
  if (!known) return textOfNow(layout);
  const needsName = splitLayout(layout).some(({ piece, text }) => piece && text === 'MST');
  const zoned = toZone(known, zone, needsName);
  return zoned ? formatTime(zoned, layout) : new Unknown(`the abbreviation of the time zone ${zone} is not known`);
}

function date(layout: Value, value: Value, zone: Value): string | Unknown {
  if (layout instanceof Unknown) return layout;
  if (zone instanceof Unknown) return zone;
  return dateInZone(layout as string, value, zone as string);
}

function modifyDate(change: string, value: TimeValue): TimeValue {
  const duration = parseDuration(change);
  return typeof duration === 'bigint' ? new TimeValue(value.time.addNanoseconds(duration)) : value;
}

function mustModifyDate(change: string, value: TimeValue): TimeValue {
  const duration = parseDuration(change);
  if (typeof duration !== 'bigint') throw new TemplateError(duration.error);
  return new TimeValue(value.time.addNanoseconds(duration));
}

function mustToDate(layout: string, text: string): TimeValue {
  const parsed = parseTime(layout, text);
  if ('error' in parsed) throw new TemplateError(parsed.error);
  return new TimeValue(parsed);
}

function toDate(layout: string, text: string): TimeValue {
  const parsed = parseTime(layout, text);
  return new TimeValue('error' in parsed ? zeroTime : parsed);
}

function ago(value: Value): string | Unknown {
  // What is no date counts as the current time, and so is no time ago.
  return value instanceof Unknown || toTime(value) ? unknownText('the time of the rendering is not known') : '0s';
}

function duration(value: Value): string {
  let seconds = 0n;
  if (typeof value === 'string' && /^[+-]?[0-9]+$/.test(value)) seconds = BigInt(value.replace(/^\+/, ''));
  if (value instanceof Int && value.kind === 'int64') seconds = value.value;
  return formatDuration(BigInt.asIntN(64, seconds * 1_000_000_000n));
}

function durationRound(value: Value): string | Unknown {
  if (value instanceof TimeValue) return unknownText('the time of the rendering is not known');
  if (value instanceof Int && value.kind === 'int64') return roundDuration(value.value);
  const parsed = typeof value === 'string' ? parseDuration(value) : 0n;
  return roundDuration(typeof parsed === 'bigint' ? parsed : 0n);
}

/** Seconds since 1970 have ten digits until the year 2286. */
function unixEpoch(value: TimeValue | Unknown): string | Unknown {
  if (!(value instanceof Unknown)) return String(value.time.seconds);
  return value instanceof ShapedUnknown ? unknownText(value.reason, 10) : value;
}

const htmlLayout = '2006-01-02';

/** sprig's dates (date.go); local time is UTC, as in Argo CD's containers. */
export const dateFunctions = [
  fn('now', [], any, now),
  fn('ago', [any], string, ago, see),
  fn('date', [string, any], string, (layout, value) => date(layout, value, 'Local'), see),
  ...['dateInZone', 'date_in_zone'].map((name) => fn(name, [string, any, string], string, date, see)),
  fn('htmlDate', [any], string, (value) => date(htmlLayout, value, 'Local'), see),
  fn('htmlDateInZone', [any, string], string, (value, zone) => date(htmlLayout, value, zone), see),
  ...['dateModify', 'date_modify'].map((name) => fn(name, [string, time], time, modifyDate)),
  ...['mustDateModify', 'must_date_modify'].map((name) => fn(name, [string, time], time, mustModifyDate)),
  fn('toDate', [string, string], time, toDate),
  fn('mustToDate', [string, string], time, mustToDate),
  fn('unixEpoch', [time], string, unixEpoch, see),
  fn('duration', [any], string, duration),
  fn('durationRound', [any], string, durationRound),
];
