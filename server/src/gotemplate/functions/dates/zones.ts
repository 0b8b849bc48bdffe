import type { GoTime } from './goTime.ts';

/**
 * The same time in a named zone. '' and `Local` are UTC, as in Argo CD's containers; unknown names are UTC too.
 * @returns undefined where the zone's abbreviation is needed but unknown here.
 */
export function toZone(time: GoTime, zone: string, needsName: boolean): GoTime | undefined {
  if (zone === '' || zone === 'UTC' || zone === 'Local') return time.inZone(0, 'UTC');
  const offset = offsetIn(time, zone);
  if (offset === undefined) return time.inZone(0, 'UTC');
  return needsName ? undefined : time.inZone(offset, zone);
}

function offsetIn(time: GoTime, zone: string): number | undefined {
  // Zone files are named as in the IANA database; Intl would also take "+01:00" and other cases.
  if (!/^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(zone)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const milliseconds = Number(time.seconds) * 1000;
  if (Math.abs(milliseconds) > 8.64e15) return undefined;
  const name = format.formatToParts(milliseconds).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?$/.exec(name);
  if (!match) return undefined;
  const size = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -size : size;
}
