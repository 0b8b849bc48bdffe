import { isObject, type JsonObject, put } from './json.ts';

/**
 * A generator's own template over the set's (mergo without override, `generator_spec_processor.go` mergeGeneratorTemplate):
 * a non-empty field of the generator's wins, empty ones are filled, maps merge key by key, lists win whole.
 */
export function mergeTemplate(own: JsonObject, base: JsonObject): JsonObject {
  const out: Record<string, unknown> = { ...own };
  for (const [key, value] of Object.entries(base)) {
    const mine = Object.hasOwn(out, key) ? out[key] : undefined;
    if (isObject(mine) && isObject(value)) put(out, key, mergeTemplate(mine, value));
    else if (isEmpty(mine)) put(out, key, value);
  }
  return out;
}

/** Parameters over others (mergo with override, `matrix.go`, `merge.go`): maps merge, everything else overrides, empty or not. */
export function mergeOver(base: JsonObject, over: JsonObject): JsonObject {
  const out: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = Object.hasOwn(out, key) ? out[key] : undefined;
    if (isObject(old) && isObject(value)) put(out, key, mergeOver(old, value));
    else put(out, key, value);
  }
  return out;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    value === 0 ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0)
  );
}
