import type { YamlPath } from '../../documents/yamlFile.ts';
import { isObject } from '../json.ts';
import type { ExpandScope, Yield } from '../params.ts';
import { runGenerator } from './table.ts';

/** matrix and merge may hold one level of matrix and merge. */
const MAX_DEPTH = 2;

/** Runs a generator inside of a matrix or merge: exactly one kind, and nested only once. */
export function runChild(child: unknown, scope: ExpandScope, at: YamlPath, outer: string): Yield {
  const empty = { sets: [], problems: [] };
  if (!isObject(child)) return { ...empty, error: `a generator of the ${outer} is no object` };
  const nested = child['matrix'] !== undefined || child['merge'] !== undefined;
  if (nested && scope.depth + 1 >= MAX_DEPTH + 1)
    return { ...empty, error: `${outer} generators may be nested once only` };
  return runGenerator(child, { ...scope, depth: scope.depth + 1 }, at, true, outer);
}
