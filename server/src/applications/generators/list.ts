import { parseYaml } from '../../documents/yamlFile.ts';
import { isObject, type JsonObject, listOf, put } from '../json.ts';
import type { Generator, ParamSet } from '../params.ts';

/** `elements` as they are written, then those of `elementsYaml` (`applicationset/generators/list.go`). */
export const list: Generator = {
  key: 'list',
  generate(spec, scope, at) {
    const sets: ParamSet[] = [];
    for (const element of listOf(spec['elements'])) {
      if (!isObject(element))
        return { sets: [], error: 'error unmarshling list element: an element is no object', problems: [] };
      const params = scope.goTemplate ? { values: element } : flatElement(element);
      if ('error' in params) return { sets: [], error: params.error, problems: [] };
      sets.push({ values: params.values, uncertainty: undefined, open: false, element: labelOf(params.values) });
    }
    const text = spec['elementsYaml'];
    if (typeof text === 'string' && text !== '') {
      const value = parseYaml(text).documents[0]?.value();
      if (!Array.isArray(value) || !value.every(isObject))
        return {
          sets: [],
          error: 'error unmarshling decoded ElementsYaml error unmarshaling JSON: it is no list of objects',
          problems: [],
        };
      for (const element of value)
        sets.push({ values: element, uncertainty: undefined, open: false, element: labelOf(element) });
    }
    const problems =
      sets.length === 0
        ? [
            {
              code: 'generator-matches-nothing' as const,
              message: 'The list has no elements: this generator makes no Application.',
              path: at,
            },
          ]
        : [];
    return { sets, problems };
  },
};

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
