import { t } from '../../l10n/t.ts';
import { isObject, type JsonObject, listOf, put } from '../json.ts';
import type { Generator, ParamSet, Yield } from '../params.ts';
import { readObjects } from '../yamlText.ts';

/** `elements` as they are written, then those of `elementsYaml` (`applicationset/generators/list.go`). */
export const list: Generator = {
  key: 'list',
  generate(spec, scope, at) {
    const sets: ParamSet[] = [];
    for (const element of listOf(spec['elements'])) {
      if (element !== null && !isObject(element)) return fail(`error unmarshling list element ${noObject(element)}`);
      const params = scope.goTemplate ? { values: element ?? {} } : flatElement(element ?? {});
      if ('error' in params) return fail(params.error);
      sets.push({ values: params.values, uncertainty: undefined, open: false, element: labelOf(params.values) });
    }
    const text = spec['elementsYaml'];
    if (typeof text === 'string' && text !== '') {
      const read = readObjects(text);
      if ('error' in read) return fail(`error unmarshling decoded ElementsYaml ${read.error}`);
      for (const element of read.value)
        sets.push({ values: element, uncertainty: undefined, open: false, element: labelOf(element) });
    }
    const problems =
      sets.length === 0
        ? [
            {
              code: 'generator-matches-nothing' as const,
              message: t`The list has no elements: this generator makes no Application.`,
              path: Array.isArray(spec['elements']) ? [...at, 'elements'] : at,
            },
          ]
        : [];
    return { sets, problems };
  },
};

function fail(error: string): Yield {
  return { sets: [], error, problems: [] };
}

/** encoding/json's words for an element that is no object. */
function noObject(element: unknown): string {
  const kind = Array.isArray(element) ? 'array' : typeof element === 'boolean' ? 'bool' : typeof element;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
}

/** Without goTemplate every value must be a string, but for `values`, whose strings become `values.k`. */
function flatElement(element: JsonObject): { values: JsonObject } | { error: string } {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(element)) {
    if (key === 'values') {
      if (!isObject(value)) return { error: 'error parsing values map' };
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner !== 'string') return { error: 'error parsing value as string %!w(<nil>)' };
        put(out, `values.${name}`, inner);
      }
    } else if (typeof value === 'string') put(out, key, value);
    else return { error: 'error parsing value as string %!w(<nil>)' };
  }
  return { values: out };
}

function labelOf(values: JsonObject): string {
  for (const key of ['name', 'cluster', 'env', ...Object.keys(values)]) {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (typeof value === 'string') return `${key}=${value}`;
  }
  return '';
}
