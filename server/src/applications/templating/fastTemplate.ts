import { quoteGo } from '../../gotemplate/yaml/quoteGo.ts';

/** Looks up a parameter by its whole flat name. */
export type Lookup = (name: string) => unknown;

/** What an ApplicationSet's field became. */
export type Rendered = { readonly text: string } | { readonly error: string };

/** `strings.TrimSpace`, which trims every white space of Unicode. */
const GO_SPACE = /^[\s\u0085]+|[\s\u0085]+$/g;

/**
 * Replaces `{{name}}` as an ApplicationSet without goTemplate does (`applicationset/utils/utils.go` Replace, valyala/fasttemplate):
 * only where one line holds a pair; tags run from the first `{{` to the next `}}`; a tag that names no string stays as it is.
 */
export function renderFastTemplate(template: string, lookup: Lookup): Rendered {
  if (!hasPairOnALine(template)) return { text: template };
  let out = '';
  let rest = template;
  for (;;) {
    const open = rest.indexOf('{{');
    if (open < 0) return { text: out + rest };
    out += rest.slice(0, open);
    rest = rest.slice(open + 2);
    const close = rest.indexOf('}}');
    if (close < 0)
      return {
        error: `invalid template: Cannot find end tag="}}" in the template=${quoteGo(template)} starting from ${quoteGo(rest)}`,
      };
    const tag = rest.slice(0, close);
    const name = tag.replace(GO_SPACE, '');
    const value = name === '' ? undefined : lookup(name);
    out += typeof value === 'string' ? value : `{{${tag}}}`;
    rest = rest.slice(close + 2);
  }
}

/** Whether some line has `{{` and, behind it, `}}`. */
function hasPairOnALine(text: string): boolean {
  return text.split('\n').some((line) => {
    const open = line.indexOf('{{');
    return open >= 0 && line.indexOf('}}', open + 2) >= 0;
  });
}
