import type { YamlPath } from '../documents/yamlFile.ts';
import type { Tree } from '../files/tree.ts';
import { UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { GeneratorFixtures } from '../settings/model.ts';
import type { SpecProblem } from './application.ts';
import { isObject, type JsonObject, put } from './json.ts';
import { type Lookup, type Rendered, renderFastTemplate } from './templating/fastTemplate.ts';
import { renderGoTemplate } from './templating/goTemplate.ts';

/** One parameter set: one Application to be. */
export interface ParamSet {
  /** Flat names in fasttemplate mode, nested objects in goTemplate mode. */
  readonly values: JsonObject;
  /** Set when something that the repository can't tell makes it: names that are not in `values` are then unknown. */
  readonly uncertainty: string | undefined;
  /** Whether names that are missing are unknown rather than absent. */
  readonly open: boolean;
  /** What made it, for people: `name=auth`, `apps/auth`. */
  readonly element: string;
}

/** What a generator yields. */
export interface Yield {
  readonly sets: readonly ParamSet[];
  /** Argo CD fails here: nothing of the ApplicationSet is applied. */
  readonly error?: string;
  readonly problems: readonly SpecProblem[];
}

/** What expansion may ask for. */
export interface GeneratorContext {
  treeOf(repoURL: string, revision: string): Tree | { readonly unknown: string };
  readonly newGlobbing: boolean;
  readonly fixtures: GeneratorFixtures;
}

/** The ApplicationSet's own settings, passed down to generators. */
export interface ExpandScope {
  readonly context: GeneratorContext;
  readonly goTemplate: boolean;
  readonly goTemplateOptions: readonly string[];
  /** How deep matrix and merge are nested. */
  readonly depth: number;
}

/** One kind of generator. One file a kind; `generators/table.ts` lists them. */
export interface Generator {
  /** Its key in the ApplicationSet. */
  readonly key: string;
  /** @param at the path of the generator's own object, for problems. */
  generate(spec: JsonObject, scope: ExpandScope, at: YamlPath): Yield;
}

/** Parameter sets of one generator, at most. */
export const MAX_SETS = 10_000;

/** Renders a text with a parameter set. */
export function renderText(
  template: string,
  set: Pick<ParamSet, 'values' | 'open' | 'uncertainty'>,
  scope: ExpandScope,
): Rendered {
  if (scope.goTemplate)
    return renderGoTemplate(
      template,
      set.values,
      scope.goTemplateOptions,
      set.open ? (set.uncertainty ?? t`a parameter that the repository can’t tell`) : undefined,
    );
  return renderFastTemplate(template, lookupOf(set));
}

function lookupOf({ values, open }: Pick<ParamSet, 'values' | 'open'>): Lookup {
  return (name) => (Object.hasOwn(values, name) ? values[name] : open ? UNKNOWN_TEXT : undefined);
}

/** Fields that hold JSON of any shape, and say so in their errors (`applicationset/utils/utils.go` deeplyReplace). */
const RAW_FIELDS = new Set(['valuesObject', 'elements']);

/** Renders every string and key of a value; the first error ends it. */
export function renderValue(
  value: unknown,
  set: Pick<ParamSet, 'values' | 'open' | 'uncertainty'>,
  scope: ExpandScope,
): { value: unknown } | { error: string } {
  if (typeof value === 'string') {
    const rendered = renderText(value, set, scope);
    return 'error' in rendered ? rendered : { value: rendered.text };
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const rendered = renderValue(item, set, scope);
      if ('error' in rendered) return rendered;
      items.push(rendered.value);
    }
    return { value: items };
  }
  if (!isObject(value)) return { value };
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const name = renderText(key, set, scope);
    if ('error' in name) return name;
    const rendered = renderValue(item, set, scope);
    if ('error' in rendered)
      return RAW_FIELDS.has(key)
        ? { error: `failed to deeply replace JSON field contents: ${rendered.error}` }
        : rendered;
    put(out, name.text, rendered.value);
  }
  return { value: out };
}

const NOT_REPLACED = 'failed to replace templated string: failed to replace templated string with rendered values';

/** Adds the generator's `values`, rendered against the parameters: `values.k`, or `.values.k` with goTemplate. They can't see each other, and take the place of `values` that are there (`applicationset/generators/value_interpolation.go`). */
export function addValues(
  params: JsonObject,
  values: unknown,
  set: { open: boolean; uncertainty: string | undefined },
  scope: ExpandScope,
): { values: JsonObject } | { error: string } {
  if (!isObject(values) || Object.keys(values).length === 0) return { values: params };
  const out: Record<string, unknown> = { ...params };
  const nested: Record<string, unknown> = {};
  for (const [key, raw] of Object.entries(values)) {
    const text = typeof raw === 'string' ? raw : String(raw);
    const rendered = renderText(text, { values: params, ...set }, scope);
    if ('error' in rendered) return { error: `${NOT_REPLACED}: ${rendered.error}` };
    if (scope.goTemplate) put(nested, key, rendered.text);
    else put(out, `values.${key}`, rendered.text);
  }
  if (scope.goTemplate) out['values'] = nested;
  return { values: out };
}

/** One parameter set of which nothing is known but what `values` say. */
export function unknownSet(
  uncertainty: string,
  known: JsonObject,
  values: unknown,
  scope: ExpandScope,
  element = '',
): Yield {
  const set = { open: true, uncertainty };
  const withValues = addValues(known, values, set, scope);
  if ('error' in withValues) return { sets: [], error: withValues.error, problems: [] };
  return { sets: [{ values: withValues.values, ...set, element }], problems: [] };
}
