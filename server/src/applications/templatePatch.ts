import { quoteGo } from '../gotemplate/yaml/quoteGo.ts';
import { APPLICATION, decodeGo } from './goTypes.ts';
import { isObject, type JsonObject, objectOf, put } from './json.ts';
import { readJsonText } from './yamlText.ts';

/** List fields of an Application that Kubernetes merges by a key; every other list is replaced. */
const MERGE_KEYS: Readonly<Record<string, string>> = { ownerReferences: 'uid' };
/** Lists of scalars that are merged as sets. */
const MERGED_SETS = new Set(['finalizers']);
const MAX_DEPTH = 50;

/**
 * Applies a rendered `templatePatch`: YAML, then a strategic merge patch (`applicationset/controllers/template/patch.go`).
 * The project can't be changed; fields that an Application doesn't have are dropped as the result is read.
 */
export function applyTemplatePatch(object: JsonObject, patchText: string): { object: JsonObject } | { error: string } {
  const patch = readJsonText(patchText);
  if ('error' in patch)
    return { error: `error while converting template to json ${quoteGo(patch.json)}: ${patch.error}` };
  const typed = decodeGo(patch.value, APPLICATION);
  if (typed.error !== undefined) return { error: `invalid templatePatch ${quoteGo(patch.json)}: ${typed.error}` };
  if (!isObject(patch.value)) return { object };
  const merged = decodeGo(strategicMerge(object, patch.value, 0), APPLICATION);
  if (merged.error !== undefined) return { error: `error while unmarhsalling patched application: ${merged.error}` };
  const { spec, ...others } = merged.value as JsonObject;
  const { project: _patched, ...free } = objectOf(spec);
  const project = objectOf(object['spec'])['project'];
  return { object: { ...others, spec: project === undefined ? free : { ...free, project } } };
}

/** Maps merge, null deletes, `$patch` directs; lists are replaced but for those with a merge key. */
function strategicMerge(base: JsonObject, patch: JsonObject, depth: number): JsonObject {
  if (patch['$patch'] === 'replace') {
    const { $patch: _directive, ...rest } = patch;
    return rest;
  }
  if (patch['$patch'] === 'delete' || depth > MAX_DEPTH) return {};
  const out: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch') continue;
    const old = Object.hasOwn(out, key) ? out[key] : undefined;
    if (value === null) delete out[key];
    else if (isObject(value)) put(out, key, strategicMerge(isObject(old) ? old : {}, value, depth + 1));
    else if (Array.isArray(value) && Array.isArray(old) && MERGED_SETS.has(key))
      put(out, key, [...value, ...old.filter((item) => !value.includes(item))]);
    else if (Array.isArray(value) && Array.isArray(old) && MERGE_KEYS[key] !== undefined)
      put(out, key, mergeByKey(old, value, MERGE_KEYS[key]));
    else put(out, key, value);
  }
  return out;
}

function mergeByKey(old: readonly unknown[], patch: readonly unknown[], name: string): unknown[] {
  const out = [...old];
  for (const item of patch) {
    const i = out.findIndex((candidate) => isObject(candidate) && isObject(item) && candidate[name] === item[name]);
    if (i >= 0) out[i] = strategicMerge(out[i] as JsonObject, item as JsonObject, 1);
    else out.push(item);
  }
  return out;
}
