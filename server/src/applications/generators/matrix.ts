import type { YamlPath } from '../../documents/yamlFile.ts';
import { goText, isObject, type JsonObject, listOf, put } from '../json.ts';
import { type ExpandScope, type Generator, MAX_SETS, type ParamSet, renderValue, type Yield } from '../params.ts';
import { runChild } from './child.ts';

const FAILED = { sets: [], problems: [] };

/** Every combination of two generators; the second sees the first's parameters (`applicationset/generators/matrix.go`). */
export const matrix: Generator = {
  key: 'matrix',
  generate(spec, scope, at) {
    const children = listOf(spec['generators']);
    if (children.length < 2) return { ...FAILED, error: 'found less than two generators, Matrix support only two' };
    if (children.length > 2) return { ...FAILED, error: 'found more than two generators, Matrix support only two' };
    const first = runChild(children[0], scope, [...at, 'generators', 0], 'matrix');
    if (first.error !== undefined)
      return { ...FAILED, error: `error failed to get params for first generator in matrix generator: ${first.error}` };
    const sets: ParamSet[] = [];
    const problems = new Map(first.problems.map((problem) => [JSON.stringify(problem), problem]));
    let emptySeconds = 0;
    for (const outer of first.sets) {
      const second = runChild(interpolate(children[1], outer, scope), scope, [...at, 'generators', 1], 'matrix');
      if (second.error !== undefined)
        return {
          ...FAILED,
          error: `failed to get params for second generator in the matrix generator: ${second.error}`,
        };
      for (const problem of second.problems)
        if (problem.code === 'generator-matches-nothing') emptySeconds++;
        else problems.set(JSON.stringify(problem), problem);
      for (const inner of second.sets) {
        if (sets.length >= MAX_SETS) break;
        const combined = combine(outer, inner, scope);
        if ('error' in combined) return { ...FAILED, error: combined.error };
        sets.push(combined);
      }
    }
    // The second generator may find nothing for one set and something for another; only nothing at all is worth telling.
    if (emptySeconds > 0 && sets.length === 0)
      problems.set('empty', {
        code: 'generator-matches-nothing',
        message: 'The second generator matches nothing: the matrix makes no Application.',
        path: [...at, 'generators', 1] as YamlPath,
      });
    return { sets, problems: [...problems.values()] } satisfies Yield;
  },
};

/** Fills the second generator's strings with the first's parameters; what can't be rendered yet stays as it is. */
function interpolate(child: unknown, outer: ParamSet, scope: ExpandScope): unknown {
  if (!isObject(child)) return child;
  const rendered = renderValue(child, outer, scope);
  if ('error' in rendered) return child;
  return scope.goTemplate ? keepValues(rendered.value as JsonObject, child, outer, scope) : rendered.value;
}

/** `values` are rendered again with the second's own parameters: what the first doesn't know stays in them as it is written. */
function keepValues(rendered: JsonObject, child: JsonObject, outer: ParamSet, scope: ExpandScope): JsonObject {
  const strict = { ...scope, goTemplateOptions: ['missingkey=error'] };
  const out: Record<string, unknown> = { ...rendered };
  for (const [key, generator] of Object.entries(child)) {
    const made = rendered[key];
    if (!isObject(generator) || !isObject(generator['values']) || !isObject(made)) continue;
    const values: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(generator['values'])) {
      const value = renderValue(text, outer, strict);
      put(values, name, 'error' in value ? text : value.value);
    }
    out[key] = { ...made, values };
  }
  return out;
}

function combine(outer: ParamSet, inner: ParamSet, scope: ExpandScope): ParamSet | { error: string } {
  const element = [outer.element, inner.element].filter((text) => text !== '').join(' × ');
  const facts = { open: outer.open || inner.open, uncertainty: outer.uncertainty ?? inner.uncertainty, element };
  if (scope.goTemplate) return { ...facts, values: mergeDeep(inner.values, outer.values) };
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(outer.values)) put(out, key, text(value));
  for (const [key, value] of Object.entries(inner.values)) {
    if (Object.hasOwn(out, key) && out[key] !== text(value))
      return {
        error: `failed to combine string maps with merging params for the matrix generator: found duplicate key ${key} with different value, a: ${String(text(value))} ,b: ${String(out[key])}`,
      };
    put(out, key, text(value));
  }
  return { ...facts, values: out };
}

function text(value: unknown): unknown {
  return typeof value === 'string' ? value : goText(value);
}

/** mergo with override: the first generator's values win, maps merge; empty values do not override. */
function mergeDeep(base: JsonObject, over: JsonObject): JsonObject {
  const out: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = Object.hasOwn(out, key) ? out[key] : undefined;
    if (isObject(old) && isObject(value)) put(out, key, mergeDeep(old, value));
    else if (!isEmpty(value) || old === undefined) put(out, key, value);
  }
  return out;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}
