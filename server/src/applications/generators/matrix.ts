import type { YamlPath } from '../../documents/yamlFile.ts';
import { quoteGo } from '../../gotemplate/yaml/quoteGo.ts';
import { t } from '../../l10n/t.ts';
import { goText, isObject, type JsonObject, listOf, objectOf, put } from '../json.ts';
import { mergeOver } from '../mergeTemplate.ts';
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
    const first = runChild(children[0], scope, [...at, 'generators', 0]);
    if (first.error !== undefined)
      return { ...FAILED, error: `error failed to get params for first generator in matrix generator: ${first.error}` };
    const sets: ParamSet[] = [];
    const problems = new Map(first.problems.map((problem) => [JSON.stringify(problem), problem]));
    let emptySeconds = 0;
    for (const outer of first.sets) {
      const filled = interpolate(children[1], outer, scope);
      const second =
        'error' in filled
          ? {
              ...FAILED,
              error: `child generator returned an error on parameter generation: failed to replace parameters in generator: ${filled.error}`,
            }
          : runChild(children[1], scope, [...at, 'generators', 1], filled.value);
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
        message: t`The second generator matches nothing: the matrix makes no Application.`,
        path: [...at, 'generators', 1] as YamlPath,
      });
    return { sets, problems: [...problems.values()] } satisfies Yield;
  },
};

/** Fills the second generator's strings with the first's parameters (`applicationset/utils/utils.go` RenderGeneratorParams). */
function interpolate(child: unknown, outer: ParamSet, scope: ExpandScope): { value: unknown } | { error: string } {
  if (!isObject(child) || (Object.keys(outer.values).length === 0 && !outer.open)) return { value: child };
  const out: Record<string, unknown> = {};
  for (const [key, generator] of Object.entries(child)) {
    const { values, generators, ...others } = objectOf(generator);
    const rendered = renderValue(isObject(generator) ? others : generator, outer, scope);
    if ('error' in rendered) return rendered;
    const more: Record<string, unknown> = {};
    if (isObject(values)) {
      const kept = interpolateValues(values, outer, scope);
      if ('error' in kept) return kept;
      more['values'] = kept.value;
    }
    if (Array.isArray(generators)) {
      const inner = generators.map((item: unknown) => interpolate(item, outer, scope));
      const failed = inner.find((item) => 'error' in item);
      if (failed) return failed;
      more['generators'] = inner.map((item) => ('value' in item ? item.value : undefined));
    }
    out[key] = isObject(rendered.value) ? { ...rendered.value, ...more } : rendered.value;
  }
  return { value: out };
}

/** `values` are rendered again with the second's own parameters: what the first doesn't know stays in them as it is written. */
function interpolateValues(
  values: JsonObject,
  outer: ParamSet,
  scope: ExpandScope,
): { value: unknown } | { error: string } {
  const options = scope.goTemplateOptions.filter((option) => !option.startsWith('missingkey='));
  const strict = { ...scope, goTemplateOptions: [...options, 'missingkey=error'] };
  const out: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(values)) {
    const rendered = renderValue(text, outer, strict);
    if ('error' in rendered && !MISSING_KEY.test(rendered.error))
      return { error: `failed to pre-resolve Values key ${quoteGo(name)}: ${rendered.error}` };
    put(out, name, 'error' in rendered ? text : rendered.value);
  }
  return { value: out };
}

const MISSING_KEY = /map has no entry for key|can't evaluate field/;

function combine(outer: ParamSet, inner: ParamSet, scope: ExpandScope): ParamSet | { error: string } {
  const element = [outer.element, inner.element].filter((text) => text !== '').join(' × ');
  const facts = { open: outer.open || inner.open, uncertainty: outer.uncertainty ?? inner.uncertainty, element };
  if (scope.goTemplate) return { ...facts, values: mergeOver(inner.values, outer.values) };
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(outer.values)) put(out, key, text(value));
  for (const [key, value] of Object.entries(inner.values)) {
    if (Object.hasOwn(out, key) && out[key] !== text(value))
      return {
        error: `failed to combine string maps with merging params for the matrix generator: found duplicate key ${key} with different value, a: ${String(out[key])} ,b: ${String(text(value))}`,
      };
    put(out, key, text(value));
  }
  return { ...facts, values: out };
}

function text(value: unknown): unknown {
  return typeof value === 'string' ? value : goText(value);
}
