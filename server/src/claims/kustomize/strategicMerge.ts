import { copyValue, type Fields, isFields, member, setMember } from './fields.ts';
import { mergeKey } from './mergeKeys.ts';
import { type Origin, type Provenance, within } from './provenance.ts';

/** Where a merge stands: what is needed to tell where each value came from. */
interface Place {
  readonly provenance: Provenance;
  /** Origin of the value being patched, and of the patch's value. */
  readonly old: Origin;
  readonly patch: Origin;
  /** Whether lists may be merged by key: only in kinds that Kubernetes itself has. */
  readonly builtin: boolean;
}

/** The value is to be removed. */
const CLEAR = Symbol('clear');

/**
 * Applies a strategic merge patch in place (kyaml/yaml/merge2 as patchstrategicmerge.go uses it): maps merge, null and
 * `$patch: delete` remove, `$patch: replace` replaces, lists are replaced unless the kind's schema gives them a key.
 * @returns `deleted` when nothing is left, or the error's text.
 */
export function strategicMerge(
  object: Fields,
  patch: Fields,
  provenance: Provenance,
  origin: Origin,
  builtin: boolean,
): 'deleted' | 'merged' | { readonly problem: string } {
  // kustomize drops the result of a replacement at the root.
  if (directiveOf(patch) === 'replace') return 'merged';
  try {
    const result = mergeMap(object, patch, { provenance, old: provenance.root, patch: origin, builtin });
    return result === CLEAR ? 'deleted' : 'merged';
  } catch (error) {
    if (error instanceof KindMismatch) return { problem: error.message };
    throw error;
  }
}

/** Two values at one place that can't be merged. */
class KindMismatch extends Error {}

function mergeMap(target: Fields, patch: Fields, place: Place): Fields | typeof CLEAR {
  const directive = directiveOf(patch);
  if (directive === 'delete') return CLEAR;
  if (directive === 'replace') {
    for (const key of Object.keys(target)) if (!Object.hasOwn(patch, key) || key === '$patch') delete target[key];
    for (const key of Object.keys(patch)) if (key !== '$patch') put(target, key, cleaned(patch[key]), place);
    return target;
  }
  for (const key of Object.keys(patch)) {
    if (key === '$patch') continue;
    const inner: Place = {
      ...place,
      old: place.provenance.child(target, key, place.old),
      patch: within(place.patch, key),
    };
    const merged = mergeValue(member(target, key), patch[key], key, inner);
    if (merged === CLEAR) delete target[key];
    else if (merged !== member(target, key)) put(target, key, merged, place);
  }
  return target;
}

function put(target: Fields, key: string, value: unknown, place: Place): void {
  if (value === CLEAR) {
    delete target[key];
    return;
  }
  setMember(target, key, value);
  place.provenance.mark(target, key, within(place.patch, key));
}

function mergeValue(old: unknown, patch: unknown, key: string, place: Place): unknown {
  if (patch === null) return CLEAR;
  if (old === undefined || old === null) return cleaned(patch);
  if (kindOf(old) !== kindOf(patch))
    throw new KindMismatch(`wrong Node Kind for ${key} expected: ${kindOf(old)} was ${kindOf(patch)}`);
  if (isFields(old) && isFields(patch)) return mergeMap(old, patch, place);
  if (Array.isArray(old) && Array.isArray(patch)) return mergeList(old, patch, key, place);
  return patch;
}

function mergeList(old: unknown[], patch: unknown[], key: string, place: Place): unknown {
  const by = place.builtin ? mergeKey(key, [...old, ...patch]) : undefined;
  if (by === undefined) return cleaned(patch);
  const removed = patch
    .filter((item) => isFields(item) && directiveOf(item) === 'delete')
    .map((item) => member(item, by));
  if (patch.some((item) => isFields(item) && directiveOf(item) === 'replace' && !Object.hasOwn(item, by)))
    return cleaned(patch.filter((item) => isFields(item) && Object.hasOwn(item, by)));
  const origins = place.provenance.items(old, place.old);
  const byKey = new Map(old.map((item, i) => [member(item, by), { item, origin: origins[i] as Origin }]));
  const result: { item: unknown; origin: Origin }[] = [];
  for (const [i, item] of patch.entries()) {
    const value = member(item, by);
    if (removed.includes(value)) continue;
    const present = byKey.get(value);
    const from = within(place.patch, i);
    byKey.delete(value);
    if (present && isFields(present.item) && isFields(item)) {
      const merged = mergeMap(present.item, item, { ...place, old: present.origin, patch: from });
      if (merged !== CLEAR) result.push({ item: merged, origin: present.origin });
    } else result.push({ item: cleaned(item), origin: from });
  }
  for (const [value, rest] of byKey) if (!removed.includes(value)) result.push(rest);
  old.splice(0, old.length, ...result.map(({ item }) => item));
  origins.splice(0, origins.length, ...result.map(({ origin }) => origin));
  return old;
}

/** A copy without nulls and directives, as a patch's value becomes part of the object. */
function cleaned(value: unknown): unknown {
  if (!isFields(value)) return copyValue(value);
  if (directiveOf(value) === 'delete') return CLEAR;
  const out: Fields = {};
  for (const key of Object.keys(value)) {
    if (key === '$patch' || value[key] === null) continue;
    const inner = cleaned(value[key]);
    if (inner !== CLEAR) setMember(out, key, inner);
  }
  return out;
}

function directiveOf(patch: Fields): 'delete' | 'replace' | 'merge' | undefined {
  const directive = member(patch, '$patch');
  return directive === 'delete' || directive === 'replace' || directive === 'merge' ? directive : undefined;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'SequenceNode';
  return isFields(value) ? 'MappingNode' : 'ScalarNode';
}
