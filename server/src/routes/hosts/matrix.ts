import { isObject, listOf, objectOf } from '../../applications/json.ts';
import { textOf } from '../values.ts';

/** Runs of one matrix, at most, as on GitHub. */
const MAX_RUNS = 256;

/**
 * The runs that a workflow's `strategy.matrix` makes: the product of its axes, then each `include` entry, which extends the
 * runs whose values it does not contradict or else makes a run of its own. An object's fields are `axis.field`.
 * `exclude` takes nothing away: a run too many names no wrong file.
 */
export function matrixRuns(matrix: Readonly<Record<string, unknown>>): readonly ReadonlyMap<string, string>[] {
  let runs: Map<string, string>[] = [new Map()];
  const axes = new Set<string>();
  for (const [axis, values] of Object.entries(matrix)) {
    if (axis === 'include' || axis === 'exclude') continue;
    const choices = listOf(values);
    if (choices.length === 0 || runs.length * choices.length > MAX_RUNS) continue;
    axes.add(axis);
    runs = runs.flatMap((run) => choices.map((value) => new Map([...run, ...fieldsOf(axis, value, 0)])));
  }
  const own: Map<string, string>[] = [];
  for (const entry of listOf(matrix['include']).slice(0, MAX_RUNS)) {
    const added = Object.entries(objectOf(entry)).flatMap(([axis, value]) => fieldsOf(axis, value, 0));
    const fitting =
      axes.size === 0
        ? []
        : runs.filter((run) => added.every(([axis, value]) => !axes.has(axis) || run.get(axis) === value));
    for (const run of fitting) for (const [axis, value] of added) run.set(axis, value);
    if (fitting.length === 0) own.push(new Map(added));
  }
  const made = axes.size === 0 && own.length > 0 ? own : [...runs, ...own];
  return made.slice(0, MAX_RUNS);
}

function fieldsOf(axis: string, value: unknown, depth: number): [string, string][] {
  if (isObject(value) && depth < 5)
    return Object.entries(value).flatMap(([field, inner]) => fieldsOf(`${axis}.${field}`, inner, depth + 1));
  const text = textOf(value);
  return text === undefined ? [] : [[axis, text]];
}
