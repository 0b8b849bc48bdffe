import { type GoMap, isList, isMap, type Value } from '../values.ts';
import { ValuesMap } from './valuesMap.ts';

/** Where a value stands among the values of a chart: keys, and indices of lists, from the root chart's values on. */
export type ValuePath = readonly (string | number)[];

interface Step {
  readonly parent: Step | undefined;
  readonly key: string | number;
}

/**
 * Tells where the entries of maps stand among values, as long as templates read the maps themselves: what a function copies
 * is not found. Nothing is looked at before the first question.
 * @param roots the `.Values` of a chart and its subcharts, each with its own path
 */
export function valuePaths(
  roots: readonly { readonly values: Value; readonly path: ValuePath }[],
): (map: GoMap, key: string) => ValuePath | undefined {
  let steps: WeakMap<GoMap, Step | undefined> | undefined;
  return (map, key) => {
    steps ??= indexMaps(roots);
    if (!steps.has(map)) return undefined;
    const path: (string | number)[] = [key];
    for (let step = steps.get(map); step; step = step.parent) path.unshift(step.key);
    return path;
  };
}

function indexMaps(
  roots: readonly { readonly values: Value; readonly path: ValuePath }[],
): WeakMap<GoMap, Step | undefined> {
  const steps = new WeakMap<GoMap, Step | undefined>();
  // The root comes first: what a subchart has from it is known by its place there.
  for (const { values, path } of [...roots].sort((a, b) => a.path.length - b.path.length)) {
    let root: Step | undefined;
    for (const key of path) root = { parent: root, key };
    const pending: { value: Value; step: Step | undefined }[] = [{ value: values, step: root }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { value, step } = next;
      if (isList(value))
        for (const [key, item] of value.entries()) pending.push({ value: item, step: { parent: step, key } });
      if (!isMap(value) || steps.has(value)) continue;
      steps.set(value, step);
      if (value instanceof ValuesMap) pending.push({ value: value.table, step });
      else for (const [key, item] of value) pending.push({ value: item, step: { parent: step, key } });
    }
  }
  return steps;
}
