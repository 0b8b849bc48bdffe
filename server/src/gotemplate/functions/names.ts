import { any, fn, rest, string, TemplateError } from '../functionTypes.ts';
import { goTypeOf, Int, type Value } from '../values.ts';
import { toLower } from './text/letters.ts';

const longestDnsName = 253;

/** A text made into a DNS name: lower case, other characters `-`, at most 253 (applicationset/utils SanitizeName). */
export function sanitizeName(name: string): string {
  const cleaned = Array.from(toLower(name), (char) => (/^[-a-z0-9.]$/.test(char) ? char : '-')).join('');
  return cleaned
    .slice(0, longestDnsName)
    .replace(/^[-.]+/, '')
    .replace(/[-.]+$/, '');
}

/** A sanitized name as github.com/gosimple/slug makes it: dashes only, cut at a dash when `smart`. */
function makeSlug(name: string, longest: number, smart: boolean): string {
  if (!smart && longest < 0) throw new TemplateError(`runtime error: slice bounds out of range [:${longest}]`);
  const cut = !smart && name.length >= longest ? name.slice(0, longest) : name;
  const slug = cut
    .replace(/[^a-z0-9-]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  if (!smart || longest <= 0 || slug.length <= longest) return slug;
  const dash = slug.lastIndexOf('-', longest);
  return slug.slice(0, dash < 0 ? longest : dash);
}

function argument<T extends Value>(value: Value, type: string, is: (value: Value) => value is T): T {
  if (is(value)) return value;
  const found = value === null ? 'nil' : goTypeOf(value);
  throw new TemplateError(`interface conversion: interface {} is ${found}, not ${type}`);
}

const isInt = (value: Value): value is Int => value instanceof Int && value.kind === 'int';
const isBool = (value: Value): value is boolean => typeof value === 'boolean';
const isString = (value: Value): value is string => typeof value === 'string';

/** `slugify [longest=50] [smart=true] name`. */
function slugify(values: readonly Value[]): string {
  const name = values.length === 0 ? '' : argument(values.at(-1) as Value, 'string', isString);
  const longest = values.length > 1 ? argument(values[0] as Value, 'int', isInt).toNumber() : 50;
  const smart = values.length > 2 ? argument(values[1] as Value, 'bool', isBool) : true;
  return makeSlug(sanitizeName(name), longest, smart);
}

/** Argo CD's functions on names for ApplicationSets (applicationset/utils). */
export const nameFunctions = [
  fn('normalize', [string], string, sanitizeName),
  fn('slugify', [rest(any)], string, slugify),
];
