import type { YamlPath } from '../../documents/yamlFile.ts';
import { objectOf } from '../json.ts';
import type { ExpandScope, Yield } from '../params.ts';
import { runGenerator } from './table.ts';

/** matrix and merge may hold one level of matrix and merge; what those hold deeper is dropped as it is read. */
const MAX_DEPTH = 2;

/**
 * Runs a generator inside of a matrix or merge: exactly one kind, and nested only once (`matrix.go` and `merge.go` getParams).
 * @param source the generator with the first one's parameters filled in; its selector is that of `child`, which stays as written.
 */
export function runChild(child: unknown, scope: ExpandScope, at: YamlPath, source: unknown = child): Yield {
  const failed = (error: string): Yield => ({ sets: [], error, problems: [] });
  const { matrix, merge, selector: _filled, ...terminal } = objectOf(source);
  const nested = scope.depth + 1 < MAX_DEPTH ? { matrix, merge } : {};
  const entry = { ...terminal, ...nested, selector: objectOf(child)['selector'] };
  const made = runGenerator(entry, { ...scope, depth: scope.depth + 1 }, at);
  if (made.error !== undefined)
    return failed(`child generator returned an error on parameter generation: ${made.error}`);
  if (made.ran === 0) return failed('child generator generated no parameters');
  return made.ran > 1 ? failed('found more than one generator in matrix.Generators') : made;
}
