import { listOf, objectOf } from './json.ts';

const ACTION = /\{\{([^{}]*)\}\}/g;
/** A parameter at the start of a chain: `.name`, `.metadata.labels.env`. */
const CHAIN = /(?<![\w)\]"$.])\.([A-Za-z_][\w.-]*)/g;
const FLAT = /^\s*([\w./-]+)\s*$/;

/**
 * The parameters that an ApplicationSet's template names, as they are written: `name`, `metadata.labels.env`. For a skeleton
 * that a person fills in; what expressions compute is not followed.
 */
export function usedParameters(spec: Readonly<Record<string, unknown>>): string[] {
  const text = [spec['template'], spec['templatePatch'], ...listOf(spec['generators']).map(valuesOf)]
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part ?? '').replaceAll('\\"', '"')))
    .join('\n');
  const used = new Set<string>();
  for (const [, action = ''] of text.matchAll(ACTION)) {
    if (spec['goTemplate'] === true) for (const [, chain = ''] of action.matchAll(CHAIN)) used.add(chain);
    else {
      const flat = FLAT.exec(action)?.[1];
      if (flat !== undefined) used.add(flat);
    }
  }
  return [...used].sort();
}

/** The templates of a generator's own `values`. */
function valuesOf(generator: unknown): unknown {
  return Object.values(objectOf(generator)).map((spec) => objectOf(spec)['values']);
}
