import ko from './ko.json' with { type: 'json' };

/** Messages by their English text, with `{0}`, `{1}`… in place of the values. */
export type Bundle = Readonly<Record<string, string>>;

/** Languages that messages are written in; English needs no bundle. */
const BUNDLES: Readonly<Record<string, Bundle>> = { ko };

/**
 * Sets the language of every message from now on. An entry of the program calls it once, before the first message.
 * @param locale a language tag or a POSIX locale (`ko`, `ko-KR`, `ko_KR.UTF-8`); English where there is no bundle.
 * @param bundles by language; ours when left out.
 */
export function setLanguage(locale: string | undefined, bundles = BUNDLES): void {
  const wanted = /^[a-z]+/.exec((locale ?? '').toLowerCase())?.[0] ?? '';
  bundle = Object.hasOwn(bundles, wanted) ? bundles[wanted] : undefined;
  current = bundle ? wanted : 'en';
  translated = new WeakMap();
}

/** The language of messages, as a language tag. */
export function language(): string {
  return current;
}

let current = 'en';
let bundle: Bundle | undefined;
/** Messages that were looked up in this language, by where they stand in the program. */
let translated = new WeakMap<TemplateStringsArray, Pattern>();

/** Texts, and the numbers of the values that stand between them. */
interface Pattern {
  readonly texts: readonly string[];
  readonly values: readonly number[];
}

/**
 * A message for people, in the language that was set. The English text with `{0}`, `{1}`… in place of the values is its
 * key in `ko.json`; a test compares the keys with every use. One sentence each: sentences are never glued together.
 */
export function t(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const pattern = bundle && patternOf(strings, bundle);
  const texts = pattern?.texts ?? strings;
  let text = texts[0] as string;
  for (let i = 1; i < texts.length; i++) text += values[pattern?.values[i - 1] ?? i - 1] + (texts[i] as string);
  return text;
}

/**
 * Words of Argo CD, Helm, kustomize, Git or the system inside a message. People search for them as they are printed, so
 * they stay as they are in every language; saying so tells them from a message that nobody translated.
 */
export function quoted(words: string): string {
  return t`${words}`;
}

function patternOf(strings: TemplateStringsArray, messages: Bundle): Pattern {
  const known = translated.get(strings);
  if (known) return known;
  const key = strings.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
  const parts = (messages[key] ?? key).split(/\{(\d+)\}/);
  const pattern = {
    texts: parts.filter((_, i) => i % 2 === 0),
    values: parts.filter((_, i) => i % 2 === 1).map(Number),
  };
  translated.set(strings, pattern);
  return pattern;
}
