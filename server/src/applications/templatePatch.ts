import { parseYaml } from '../documents/yamlFile.ts';
import { isObject, type JsonObject, put } from './json.ts';

/** List fields of an Application that Kubernetes merges by a key; every other list is replaced. */
const MERGE_KEYS: Readonly<Record<string, string>> = { ownerReferences: 'uid' };
/** Lists of scalars that are merged as sets. */
const MERGED_SETS = new Set(['finalizers']);
const MAX_DEPTH = 50;

/**
 * Applies a rendered `templatePatch`: YAML, then a strategic merge patch (`applicationset/utils/template_functions.go`,
 * `applicationset/controllers/template/patch.go`). The project can't be changed.
 */
export function applyTemplatePatch(object: JsonObject, patchText: string): { object: JsonObject } | { error: string } {
  const document = parseYaml(patchText).documents[0];
  const problem = document?.problems[0];
  if (problem) return { error: `error unmarshalling template patch: yaml: ${problem.message}` };
  const patch = document?.value();
  if (patch === null || patch === undefined) return { object };
  if (!isObject(patch)) return { error: 'error unmarshalling template patch: it is no object' };
  const spec = patch['spec'];
  const wrong = isObject(spec) ? wrongType(spec) : undefined;
  if (wrong !== undefined) return { error: `invalid templatePatch: cannot unmarshal ${wrong} of type string` };
  const kept = isObject(spec) ? { ...patch, spec: knownFields(spec) } : patch;
  return { object: strategicMerge(object, kept, 0) };
}

/** What a patch may change of a spec: other fields are dropped as they are read, and the project can't be changed. */
const SPEC_FIELDS = new Set([
  'destination',
  'source',
  'sources',
  'sourceHydrator',
  'syncPolicy',
  'ignoreDifferences',
  'info',
  'revisionHistoryLimit',
  '$patch',
]);

function knownFields(spec: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(spec).filter(([key]) => SPEC_FIELDS.has(key)));
}

const SOURCE_TEXTS = ['repoURL', 'path', 'targetRevision', 'chart', 'ref', 'name'];
const PARAMETER_TEXTS = ['name', 'value', 'path'];

/** The first field of a source that must be a text and is none (a bare `y` is a boolean in YAML 1.1). */
function wrongType(spec: JsonObject): string | undefined {
  const notText = (object: unknown, fields: readonly string[], at: string): string | undefined => {
    const field = isObject(object)
      ? fields.find((name) => object[name] !== undefined && object[name] !== null && typeof object[name] !== 'string')
      : undefined;
    return field === undefined ? undefined : `${at}.${field}`;
  };
  for (const source of [spec['source'], ...(Array.isArray(spec['sources']) ? (spec['sources'] as unknown[]) : [])]) {
    const found = notText(source, SOURCE_TEXTS, 'spec.source');
    if (found !== undefined) return found;
    const helm = isObject(source) ? source['helm'] : undefined;
    for (const list of ['parameters', 'fileParameters'])
      for (const item of isObject(helm) && Array.isArray(helm[list]) ? (helm[list] as unknown[]) : []) {
        const wrong = notText(item, PARAMETER_TEXTS, `spec.source.helm.${list}`);
        if (wrong !== undefined) return wrong;
      }
  }
  return undefined;
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
      put(out, key, [...old, ...value.filter((item) => !old.includes(item))]);
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
