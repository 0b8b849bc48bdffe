import { RE2JS, RE2JSSyntaxException } from 're2js';
import { any, bool, fn, intNumber, string, TemplateError } from '../functionTypes.ts';
import { stringList, type TypedList } from '../values.ts';
import { nilList } from '../yaml/nilLists.ts';
import { quoteGo } from '../yaml/quoteGo.ts';

type Span = readonly [start: number, end: number];

interface Match {
  readonly whole: Span;
  readonly group: (at: number | string) => string;
}

const cacheSize = 200;
const cache = new Map<string, RE2JS | { readonly error: string }>();

/** Compiles a pattern; compiled patterns are kept, since templates use the same ones again and again. */
function compile(pattern: string): RE2JS | { readonly error: string } {
  const cached = cache.get(pattern);
  if (cached) return cached;
  let compiled: RE2JS | { readonly error: string };
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    compiled = { error: describeError(error.message) };
  }
  if (cache.size >= cacheSize) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

/** regexp always names what is wrong, even when that is empty. */
function describeError(message: string): string {
  return message.endsWith('trailing backslash at end of expression') ? `${message}: \`\`` : message;
}

/** How a function treats a pattern that is no regular expression: with regexp's error, or as MustCompile panics. */
type Compiler = (pattern: string) => RE2JS;

const compileOrFail: Compiler = (pattern) => {
  const compiled = compile(pattern);
  if ('error' in compiled) throw new TemplateError(compiled.error);
  return compiled;
};

const compileOrPanic: Compiler = (pattern) => {
  const compiled = compile(pattern);
  if (!('error' in compiled)) return compiled;
  const shown = /[`\x00-\x1f\x7f]/.test(pattern) ? quoteGo(pattern) : `\`${pattern}\``;
  throw new TemplateError(`regexp: Compile(${shown}): ${compiled.error}`);
};

/** The matches as Go's regexp finds them: an empty match right after a match does not count. */
function* findAll(regex: RE2JS, text: string): Generator<Match> {
  const matcher = regex.matcher(text);
  let at = 0;
  let previousEnd = -1;
  while (at <= text.length && matcher.find(at)) {
    const whole: Span = [matcher.start(), matcher.end()];
    const isEmpty = whole[0] === whole[1];
    if (!isEmpty || whole[0] !== previousEnd) {
      const group = (which: number | string): string => matcher.group(which as number) ?? '';
      yield { whole, group };
    }
    previousEnd = whole[1];
    at = isEmpty ? whole[1] + (((text.codePointAt(whole[1]) ?? 0) > 0xffff && 2) || 1) : whole[1];
  }
}

/** Go's Expand: `$1`, `${1}`, `$name`, `${name}`, `$$`; a name is as long as possible and missing groups are empty. */
function expand(template: string, regex: RE2JS, match: Match): string {
  return template.replace(
    /\$(?:\$|\{(\w+)\}|(\w+))?/g,
    (whole, braced: string | undefined, bare: string | undefined) => {
      if (whole === '$$') return '$';
      const name = braced ?? bare;
      if (name === undefined) return '$';
      if (/^[0-9]+$/.test(name)) return Number(name) <= regex.groupCount() ? match.group(Number(name)) : '';
      return Object.hasOwn(regex.namedGroups(), name) ? match.group(name) : '';
    },
  );
}

function replaceAll(regex: RE2JS, text: string, replacement: (match: Match) => string): string {
  let result = '';
  let from = 0;
  for (const match of findAll(regex, text)) {
    result += text.slice(from, match.whole[0]) + replacement(match);
    from = match.whole[1];
  }
  return result + text.slice(from);
}

function find(regex: RE2JS, text: string): string {
  const matcher = regex.matcher(text);
  return matcher.find() ? (matcher.group() ?? '') : '';
}

/** regexp.FindAllString: nil when nothing matches. */
function findStrings(regex: RE2JS, text: string, count: number): TypedList {
  const found: string[] = [];
  for (const match of findAll(regex, text)) {
    if (count >= 0 && found.length >= count) break;
    found.push(text.slice(...match.whole));
  }
  return found.length === 0 ? nilList('[]string') : stringList(found);
}

/** regexp.Split. */
function split(regex: RE2JS, pattern: string, text: string, count: number): TypedList {
  if (count === 0) return nilList('[]string');
  if (pattern !== '' && text === '') return stringList(['']);
  const parts: string[] = [];
  let from = 0;
  let end = 0;
  for (const match of findAll(regex, text)) {
    if (count > 0 && parts.length === count - 1) break;
    end = match.whole[0];
    if (match.whole[1] !== 0) parts.push(text.slice(from, end));
    from = match.whole[1];
  }
  if (end !== text.length) parts.push(text.slice(from));
  return stringList(parts);
}

function family(named: (name: string) => string, compiler: Compiler) {
  return [
    fn(named('Find'), [string, string], string, (pattern, text) => find(compiler(pattern), text)),
    fn(named('FindAll'), [string, string, intNumber], any, (pattern, text, count) =>
      findStrings(compiler(pattern), text, count),
    ),
    fn(named('ReplaceAll'), [string, string, string], string, (pattern, text, by) => {
      const regex = compiler(pattern);
      return replaceAll(regex, text, (match) => expand(by, regex, match));
    }),
    fn(named('ReplaceAllLiteral'), [string, string, string], string, (pattern, text, by) =>
      replaceAll(compiler(pattern), text, () => by),
    ),
    fn(named('Split'), [string, string, intNumber], any, (pattern, text, count) =>
      split(compiler(pattern), pattern, text, count),
    ),
  ];
}

/** sprig's regular expressions (regex.go): RE2, which is linear. The must… functions report bad patterns as errors. */
export const regexFunctions = [
  ...family((name) => `regex${name}`, compileOrPanic),
  ...family((name) => `mustRegex${name}`, compileOrFail),
  fn('regexMatch', [string, string], bool, (pattern, text) => {
    const compiled = compile(pattern);
    return !('error' in compiled) && compiled.matcher(text).find();
  }),
  fn('mustRegexMatch', [string, string], bool, (pattern, text) => compileOrFail(pattern).matcher(text).find()),
  fn('regexQuoteMeta', [string], string, (text) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
];
