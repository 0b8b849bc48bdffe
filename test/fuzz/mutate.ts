import fc from 'fast-check';
import type { Case, CaseEncoding, Target } from './target.ts';

/** What brings any reader into trouble. */
const NASTY: readonly string[] = [
  '\0',
  '\ufeff',
  '\ud800',
  '\ufdd0',
  '\ufdd1',
  '\u001b[31m',
  '\r\n',
  '\t',
  '__proto__',
  'constructor',
  'toString',
  '*a'.repeat(60),
  '**/'.repeat(40),
  '(a+)+$',
  '(.*)*\\1',
  '[[:alpha:]',
  '['.repeat(400),
  '{'.repeat(400),
  '{a,'.repeat(60),
  '('.repeat(400),
  'a'.repeat(4000),
  '../'.repeat(30),
  '/',
  '..',
  '{{',
  '}}',
  '{{ . }}',
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '? ',
  ': ',
  '- ',
  '---\n',
  '...\n',
  '|\n',
  '>-\n',
  '#',
  '"',
  "'",
  '\\',
  '%',
  '9'.repeat(400),
  '-1',
  '1e999',
  'null',
  '~',
  '</script><img src=x onerror=alert(1)>',
  '](command:x)',
  '가'.normalize('NFD'),
  '배포',
  '💥',
];

const place = fc.nat(9_999);
const at = (text: string, position: number): number => Math.floor((position / 10_000) * (text.length + 1));

type Mutation = (text: string) => string;

function lines(text: string, from: number, count: number, change: (part: string[]) => string[]): string {
  const all = text.split('\n');
  const start = Math.floor((from / 10_000) * all.length);
  return [...all.slice(0, start), ...change(all.slice(start, start + count)), ...all.slice(start + count)].join('\n');
}

function mutations(pieces: readonly string[]): fc.Arbitrary<Mutation> {
  const piece = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(...NASTY));
  const some = fc.integer({ min: 1, max: 12 });
  return fc.oneof(
    fc.tuple(place, piece).map(
      ([p, what]): Mutation =>
        (t) =>
          t.slice(0, at(t, p)) + what + t.slice(at(t, p)),
    ),
    fc.tuple(place, piece, fc.integer({ min: 2, max: 300 })).map(
      ([p, what, n]): Mutation =>
        (t) =>
          t.slice(0, at(t, p)) + what.slice(0, 40).repeat(n) + t.slice(at(t, p)),
    ),
    fc.tuple(place, some).map(
      ([p, n]): Mutation =>
        (t) =>
          t.slice(0, at(t, p)) + t.slice(at(t, p) + n),
    ),
    fc.tuple(place, some, piece).map(
      ([p, n, what]): Mutation =>
        (t) =>
          t.slice(0, at(t, p)) + what + t.slice(at(t, p) + n),
    ),
    fc.tuple(place, some).map(
      ([p, n]): Mutation =>
        (t) =>
          lines(t, p, n, () => []),
    ),
    fc.tuple(place, some, some).map(
      ([p, n, m]): Mutation =>
        (t) =>
          lines(t, p, n, (part) => Array(m).fill(part).flat()),
    ),
    fc.tuple(place, some, piece).map(
      ([p, n, what]): Mutation =>
        (t) =>
          lines(t, p, n, (part) => part.map((line) => `${what}${line}`)),
    ),
    fc.tuple(place, some).map(
      ([p, n]): Mutation =>
        (t) =>
          lines(t, p, n, (part) => part.map((line) => `  ${line}`)),
    ),
    fc.tuple(place, some, piece).map(
      ([p, n, what]): Mutation =>
        (t) =>
          lines(t, p, n, (part) => part.map((line) => line.replace(/(: ?|- ).*/, (_, sign) => `${sign}${what}`))),
    ),
    fc.tuple(place, place).map(
      ([p, q]): Mutation =>
        (t) =>
          t.slice(0, at(t, p)) + t.slice(at(t, q)),
    ),
    fc.constant<Mutation>((t) => t.replaceAll('\n', '\r\n')),
    fc.constant<Mutation>((t) => `\ufeff${t}`),
  );
}

/** Larger texts are another test's matter: here each case must be cheap. */
export const MAX_BYTES = 64 * 1024;

/** Random cases of a target: its own texts and those given mutated, and texts made of its pieces. */
export function casesOf(target: Target, texts: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Case> {
  const change = mutations(target.pieces);
  const piece = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...target.pieces) }, fc.constantFrom(...NASTY));
  const encoding = fc.oneof(
    { weight: 30, arbitrary: fc.constant<CaseEncoding>('utf8') },
    { weight: 1, arbitrary: fc.constant<CaseEncoding>('latin1') },
    { weight: 1, arbitrary: fc.constant<CaseEncoding>('utf16le') },
  );
  return fc.constantFrom(...target.hostile).chain((file) => {
    const seeds = texts[file] ?? [''];
    const mutated = fc
      .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }))
      .map(([seed, steps]) => steps.reduce((text, step) => step(text), seed));
    const made = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
    const text = fc.oneof({ weight: 3, arbitrary: mutated }, made).map((whole) => cut(whole));
    return fc.record({ target: fc.constant(target.name), file: fc.constant(file), text, encoding });
  });
}

function cut(text: string): string {
  return text.length <= MAX_BYTES / 4 ? text : text.slice(0, MAX_BYTES / 4);
}
