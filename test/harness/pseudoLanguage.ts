import { setLanguage } from '../../server/src/l10n/t.ts';

/** A bundle that has every message: its own words between marks; values and the signs around code outside of them. */
const MARKED = new Proxy<Record<string, string>>(
  {},
  {
    get: (_, key) =>
      key === '{0}'
        ? '⟦{0}⟧'
        : String(key)
            .split(/(\{\d+\}|`)/)
            .map((part) => (/[A-Za-z]/.test(part) ? `⟦${part}⟧` : part))
            .join(''),
  },
);

/** From now on messages stand between ⟦ and ⟧; what people read outside of them was never offered to a translator. */
export function speakPseudo(): void {
  setLanguage('qps', { qps: MARKED });
}

/** Words that stand side by side, as in a sentence; not in lists, names, paths or options. */
const ENGLISH = /(?<![\w/.-])[A-Za-z’']{2,}(?: [A-Za-z’']{2,}(?![\w/.-])){2,}/g;

/** What stays as it is: our own name, and commands that are there to be copied (on a line of their own). */
const KEPT = /Argo CD Coverage|^ +→ (?:argocd|kubectl) .*$/gm;

/** Runs of three English words or more that stand outside of messages, code, tags and the targets of links. */
export function untranslated(shown: string): string[] {
  let text = shown
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/g, '|')
    .replace(/ (?:title|aria-label|placeholder)="([^"]*)"/g, '>|$1|<')
    .replace(/<code>[\s\S]*?<\/code>/g, '|')
    .replace(/(`+)[\s\S]*?\1/g, '|')
    .replace(KEPT, '|')
    .replace(/\]\([^)]*\)/g, ']|');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/⟦[^⟦⟧]*⟧/g, '|');
  }
  return [...text.replace(/<[^>]*>/g, '|').matchAll(ENGLISH)].map(String);
}
