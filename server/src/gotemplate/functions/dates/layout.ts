import type { GoTime } from './goTime.ts';

/** The pieces of a Go time layout; everything else is text. Longer pieces stand before their beginnings. */
const pieces =
  /January|Jan|Monday|Mon|MST|2006|Z070000|Z07:00:00|Z0700|Z07:00|Z07|-070000|-07:00:00|-0700|-07:00|-07|PM|pm|__2|_2|002|01|02|03|04|05|06|15|[.,]0+(?![0-9])|[.,]9+(?![0-9])|1|2|3|4|5/g;

/** A layout cut into its pieces and the text between them. */
export function splitLayout(layout: string): { readonly piece: boolean; readonly text: string }[] {
  const result: { piece: boolean; text: string }[] = [];
  let from = 0;
  for (const match of layout.matchAll(pieces)) {
    let text = match[0];
    let at = match.index;
    const after = layout.charAt(at + text.length);
    // "Jan" and "Mon" are no pieces inside a longer word; "_2006" is a text "_" and the year.
    if ((text === 'Jan' || text === 'Mon') && /[a-z]/.test(after)) continue;
    if (text === '_2' && layout.startsWith('_2006', at)) [text, at] = ['2006', at + 1];
    if (at < from) continue;
    if (at > from) result.push({ piece: false, text: layout.slice(from, at) });
    result.push({ piece: true, text });
    from = at + text.length;
  }
  if (from < layout.length) result.push({ piece: false, text: layout.slice(from) });
  return result;
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function pad(value: number, width: number, fill = '0'): string {
  return String(value).padStart(width, fill);
}

function formatOffset(piece: string, offset: number): string {
  if (piece.startsWith('Z') && offset === 0) return 'Z';
  const size = Math.abs(offset);
  const colon = piece.includes(':') ? ':' : '';
  const digits = piece.replace(/[^0-9]/g, '').length;
  let text = (offset < 0 ? '-' : '+') + pad(Math.floor(size / 3600), 2);
  if (digits >= 4) text += colon + pad(Math.floor((size % 3600) / 60), 2);
  if (digits >= 6) text += colon + pad(size % 60, 2);
  return text;
}

function formatFraction(piece: string, nanoseconds: number): string {
  const digits = pad(nanoseconds, 9).slice(0, piece.length - 1);
  if (piece[1] === '0') return piece[0] + digits;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : piece[0] + trimmed;
}

/** A time written with a Go layout (time/format.go AppendFormat). */
export function formatTime(time: GoTime, layout: string): string {
  const parts = time.parts();
  const hour12 = parts.hour % 12 === 0 ? 12 : parts.hour % 12;
  const month = monthNames[parts.month - 1] as string;
  const day = dayNames[parts.weekday] as string;
  const year = parts.year < 0 ? `-${pad(-parts.year, 4)}` : pad(parts.year, 4);
  const values: Readonly<Record<string, string>> = {
    January: month,
    Jan: month.slice(0, 3),
    Monday: day,
    Mon: day.slice(0, 3),
    MST: time.zoneName,
    '2006': year,
    '06': pad(((parts.year % 100) + 100) % 100, 2),
    '01': pad(parts.month, 2),
    '1': String(parts.month),
    '02': pad(parts.day, 2),
    _2: pad(parts.day, 2, ' '),
    '2': String(parts.day),
    '002': pad(parts.yearDay, 3),
    __2: pad(parts.yearDay, 3, ' '),
    '15': pad(parts.hour, 2),
    '03': pad(hour12, 2),
    '3': String(hour12),
    '04': pad(parts.minute, 2),
    '4': String(parts.minute),
    '05': pad(parts.second, 2),
    '5': String(parts.second),
    PM: parts.hour >= 12 ? 'PM' : 'AM',
    pm: parts.hour >= 12 ? 'pm' : 'am',
  };
  return splitLayout(layout)
    .map(({ piece, text }) => {
      if (!piece) return text;
      if (text[0] === '.' || text[0] === ',') return formatFraction(text, time.nanoseconds);
      return values[text] ?? formatOffset(text, time.offset);
    })
    .join('');
}
