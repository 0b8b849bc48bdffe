import { any, bool, fn, intNumber, rest, string, stringDict, strings, TemplateError } from '../functionTypes.ts';
import { byteLength, compareText, concatText, sliceBytes, toBytes } from '../goString.ts';
import { hasUnknown, UNKNOWN_TEXT } from '../unknown.ts';
import { TypedMap, Unknown, type Value } from '../values.ts';
import { quoteGo } from '../yaml/quoteGo.ts';
import { longestText, tooLarge } from './limits.ts';
import { printValue } from './print.ts';
import { stringItems, strval } from './support.ts';
import { isSpace, toLower, toLowerChar, toTitle, toUpper } from './text/letters.ts';
import { splitText, trimChars, trimSpace } from './text/trim.ts';
import { joinWords, swapCase, toPascalCase } from './text/words.ts';
import { abbreviate, wrapText } from './text/wrap.ts';

const text = { unknown: 'text' } as const;
const see = { unknown: 'see' } as const;
const notKnown = 'a part of the text is not known';

function repeat(count: number, part: string): string | Unknown {
  if (count < 0) throw new TemplateError('strings: negative Repeat count');
  return count * part.length > longestText ? tooLarge() : part.repeat(count);
}

function indent(spaces: number, value: string): string | Unknown {
  const pad = repeat(spaces, ' ');
  if (pad instanceof Unknown) return pad;
  const lines = value.split('\n');
  return lines.length * pad.length + value.length > longestText ? tooLarge() : pad + lines.join(`\n${pad}`);
}

function nindent(spaces: number, value: string): string | Unknown {
  const indented = indent(spaces, value);
  return indented instanceof Unknown ? indented : `\n${indented}`;
}

function substring(start: number, end: number, value: string): string {
  const length = byteLength(value);
  const [from, to] = start < 0 ? [0, end] : end < 0 || end > length ? [start, length] : [start, end];
  const bounds = 'runtime error: slice bounds out of range';
  if (to < 0) throw new TemplateError(`${bounds} [:${to}]`);
  if (to > length) throw new TemplateError(`${bounds} [:${to}] with length ${length}`);
  if (from > to) throw new TemplateError(`${bounds} [${from}:${to}]`);
  return sliceBytes(value, from, to);
}

function truncate(count: number, value: string): string {
  const length = byteLength(value);
  if (count < 0 && length + count > 0) return sliceBytes(value, length + count, length);
  return count >= 0 && length > count ? sliceBytes(value, 0, count) : value;
}

/** Asks a question of a text whose unknown stretches may not matter; undefined when they do. */
function partlyKnown(ask: (part: string, known: readonly string[]) => boolean | undefined) {
  return (part: string | Unknown, value: string | Unknown): boolean | Unknown => {
    if (part instanceof Unknown || hasUnknown(part))
      return part instanceof Unknown ? part : new Unknown(notKnown, part);
    const answer = ask(part, (value instanceof Unknown ? value.text : value).split(UNKNOWN_TEXT));
    return answer ?? (value instanceof Unknown ? value : new Unknown(notKnown, value));
  };
}

function containsText(part: string, known: readonly string[]): boolean | undefined {
  return known.some((stretch) => stretch.includes(part)) || (known.length > 1 ? undefined : false);
}

function beginsWith(prefix: string, known: readonly string[]): boolean | undefined {
  const start = known[0] ?? '';
  if (start.startsWith(prefix)) return true;
  return known.length > 1 && prefix.startsWith(start) ? undefined : false;
}

function endsWith(suffix: string, known: readonly string[]): boolean | undefined {
  const end = known.at(-1) ?? '';
  if (end.endsWith(suffix)) return true;
  return known.length > 1 && suffix.endsWith(end) ? undefined : false;
}

function partsMap(parts: readonly string[]): TypedMap {
  return new TypedMap(
    'map[string]string',
    parts.map((part, at) => [`_${at}`, part] as const),
  );
}

function replaceAll(old: string, by: string, value: string): string | Unknown {
  const result = old === '' ? [...value].map((char) => by + char).join('') + by : value.split(old).join(by);
  return result.length > longestText ? tooLarge() : result;
}

function quoteAll(values: readonly Value[], quoteOne: (value: Value) => string): string {
  const known = values.filter((value) => value !== null);
  return known.map(quoteOne).join(' ');
}

function cat(values: readonly Value[]): string {
  // `strings.TrimSpace` is applied to the format, so empty values keep their spaces.
  const known = values.filter((value) => value !== null);
  return known.map(printValue).join(' ');
}

/** Each byte that is a space is left out; the others count as Latin-1 once one was (goutils DeleteWhiteSpace). */
function deleteWhiteSpace(value: string): string {
  const chars = Array.from(toBytes(value), (byte) => String.fromCharCode(byte));
  const kept = chars.filter((char) => !isSpace(char));
  return kept.length === chars.length ? value : kept.join('');
}

function initials(value: string): string {
  const chars = Array.from(toBytes(value), (byte) => String.fromCharCode(byte));
  return chars.filter((char, at) => !isSpace(char) && (at === 0 || isSpace(chars[at - 1] as string))).join('');
}

function untitle(value: string): string {
  const chars = [...value];
  return chars.map((char, at) => (at === 0 || isSpace(chars[at - 1] as string) ? toLowerChar(char) : char)).join('');
}

function sortAlpha(value: Value): string[] {
  return Array.isArray(value) ? stringItems(value).sort(compareText) : [strval(value)];
}

function joinItems(separator: string, value: Value): string | Unknown {
  const joined = stringItems(value).reduce(
    (left, item, at) => (at === 0 ? item : concatText(left, concatText(separator, item))),
    '',
  );
  return joined.length > longestText ? tooLarge() : joined;
}

/** sprig's functions on strings (strings.go, goutils, xstrings). */
export const stringFunctions = [
  fn('hello', [], string, () => 'Hello!'),
  fn('trim', [string], string, trimSpace),
  fn('trimAll', [string, string], string, (cutset, value) => trimChars(value, cutset)),
  fn('trimall', [string, string], string, (cutset, value) => trimChars(value, cutset)),
  fn('trimPrefix', [string, string], string, (prefix, value) =>
    value.startsWith(prefix) ? value.slice(prefix.length) : value,
  ),
  fn('trimSuffix', [string, string], string, (suffix, value) =>
    value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value,
  ),
  fn('upper', [string], string, toUpper, text),
  fn('lower', [string], string, toLower, text),
  fn('title', [string], string, toTitle),
  fn('untitle', [string], string, untitle),
  fn('camelcase', [string], string, toPascalCase),
  fn('snakecase', [string], string, (value) => joinWords(value, '_')),
  fn('kebabcase', [string], string, (value) => joinWords(value, '-')),
  fn('swapcase', [string], string, swapCase, text),
  fn('nospace', [string], string, deleteWhiteSpace),
  fn('initials', [string], string, initials),
  fn('repeat', [intNumber, string], string, repeat),
  fn('substr', [intNumber, intNumber, string], string, substring),
  fn('trunc', [intNumber, string], string, truncate),
  fn('abbrev', [intNumber, string], string, (width, value) => (width < 4 ? value : abbreviate(value, 0, width))),
  fn('abbrevboth', [intNumber, intNumber, string], string, (left, right, value) =>
    right < 4 || (left > 0 && right < 7) ? value : abbreviate(value, left, right),
  ),
  fn('contains', [string, string], bool, partlyKnown(containsText), see),
  fn('hasPrefix', [string, string], bool, partlyKnown(beginsWith), see),
  fn('hasSuffix', [string, string], bool, partlyKnown(endsWith), see),
  fn('quote', [rest(any)], string, (values) => quoteAll(values, (value) => quoteGo(strval(value))), text),
  fn('squote', [rest(any)], string, (values) => quoteAll(values, (value) => `'${printValue(value)}'`), text),
  fn('cat', [rest(any)], string, cat, text),
  fn('indent', [intNumber, string], string, indent, text),
  fn('nindent', [intNumber, string], string, nindent, text),
  fn('replace', [string, string, string], string, replaceAll),
  fn('plural', [string, string, intNumber], string, (one, many, count) => (count === 1 ? one : many)),
  fn('wrap', [intNumber, string], string, (width, value) => wrapText(value, width, '', false)),
  fn('wrapWith', [intNumber, string, string], string, (width, newLine, value) => wrapText(value, width, newLine, true)),
  fn('toString', [any], string, strval, text),
  fn('toStrings', [any], strings, stringItems),
  fn('join', [string, any], string, joinItems, text),
  fn('split', [string, string], stringDict, (separator, value) => partsMap(splitText(value, separator))),
  fn('splitList', [string, string], strings, (separator, value) => splitText(value, separator)),
  fn('splitn', [string, intNumber, string], stringDict, (separator, count, value) =>
    partsMap(splitText(value, separator, count)),
  ),
  fn('sortAlpha', [any], strings, sortAlpha),
];
