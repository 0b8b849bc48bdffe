import { TemplateError } from '../functionTypes.ts';
import { type GoMap, isList, isMap, Unknown, type Value } from '../values.ts';
import { mostValues } from './limits.ts';
import { isEmpty } from './support.ts';

const deepest = 200;

/**
 * Merges `source` into `target` in place as dario.cat/mergo does for map[string]interface {}: values of `target` stay
 * where they are not empty, unless `overwrite`. Maps that only `source` has are shared, not copied.
 * @throws TemplateError for maps that contain themselves
 */
export function mergeMaps(target: GoMap, source: GoMap, overwrite: boolean, depth = 0, count = { merged: 0 }): void {
  count.merged += source.size;
  if (depth > deepest || count.merged > mostValues) throw new TemplateError('the maps are nested too deeply to merge');
  for (const [key, value] of [...source]) {
    if (value === null) {
      if (overwrite) target.set(key, null);
      continue;
    }
    const had = target.has(key);
    const old = target.get(key) ?? null;
    if (isMap(value) && isMap(old)) mergeMaps(old, value, overwrite, depth + 1, count);
    if (isList(value) && !(had && old !== null)) target.set(key, value);
    if (isList(value) && overwrite) target.set(key, value);
    if (keepsOld(old, value)) continue;
    if (overwrite || !had || isEmpty(old)) target.set(key, value);
  }
}

/** What the target has and is not empty stays for lists (already handled) and for pairs of maps. */
function keepsOld(old: Value, value: Value): boolean {
  if (old instanceof Unknown) return false;
  return !isEmpty(old) && (isList(value) || (isMap(value) && isMap(old)));
}
