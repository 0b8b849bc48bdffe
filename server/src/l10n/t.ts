import { config, t as translate } from '@vscode/l10n';
import ko from './ko.json' with { type: 'json' };

/** Languages that messages are written in; English needs no bundle. */
const BUNDLES: Readonly<Record<string, Record<string, string>>> = { ko };

/**
 * Sets the language of every message from now on. An entry of the program calls it once, before the first message.
 * @param locale a language tag or a POSIX locale (`ko`, `ko-KR`, `ko_KR.UTF-8`); English where there is no bundle.
 */
export function setLanguage(locale: string | undefined): void {
  const wanted = /^[a-z]+/.exec((locale ?? '').toLowerCase())?.[0] ?? '';
  const bundle = BUNDLES[wanted];
  current = bundle ? wanted : 'en';
  config({ contents: bundle ?? {} });
}

/** The language of messages, as a language tag. */
export function language(): string {
  return current;
}

let current = 'en';

/**
 * A message for people, in the language that was set. The English text with `{0}`, `{1}`… in place of the values is its
 * key in `ko.json`; a test compares the keys with every use. One sentence each: sentences are never glued together.
 */
export function t(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const key = strings.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
  return translate(key, ...values);
}
