import { yamlFile } from '../../documents/yamlFile.ts';
import { t } from '../../l10n/t.ts';
import { decodeFields } from '../../manifests/decodeFields.ts';
import { REPLACEMENT_FIELDS } from '../../manifests/kustomizationFields.ts';
import type { FieldOptions, Replacement, Selector } from '../../manifests/kustomizationTypes.ts';
import { assign, findTargets, lookup, splitFieldPath } from './fieldPath.ts';
import { copyValue } from './fields.ts';
import { requireFile } from './loadFile.ts';
import type { Transformer } from './patches.ts';
import { type Origin, within } from './provenance.ts';
import { currentId, forgetId, type Resource, type ResourceSet } from './resource.ts';
import { effectiveNamespace, idText } from './resourceId.ts';
import { compileSelector, matchesId, matchesMetadata } from './selector.ts';
import { documentKey, type Layer, refused, report, type Session } from './session.ts';

/** Configures `replacements` (ReplacementTransformer.go): each written here or in a file, which holds one or a list. */
export function configureReplacements(
  session: Session,
  layer: Layer,
  list: readonly Replacement[],
  origin: Origin,
): Transformer | undefined {
  const steps: { replacement: Replacement; origin: Origin }[] = [];
  for (const [i, entry] of list.entries()) {
    const place = within(origin, i);
    if (!entry?.path) {
      steps.push({ replacement: entry ?? {}, origin: place });
      continue;
    }
    if (entry.source || entry.targets) {
      report(session, place, refused('cannot specify both path and inline replacement'));
      continue;
    }
    const { file } = requireFile(session, layer, entry.path, 'configuration', within(place, 'path'));
    if (file !== undefined) steps.push(...readReplacements(session, file));
  }
  if (steps.length === 0) return undefined;
  return (set) => {
    for (const step of steps) replace(session, set, step.replacement, step.origin);
    set.changed();
  };
}

function readReplacements(session: Session, file: string): { replacement: Replacement; origin: Origin }[] {
  const value = session.tree.derive(yamlFile, file)?.documents[0]?.value();
  const root: Origin = { file, document: 0, path: [] };
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item, i) => {
    const { value: decoded, problems } = decodeFields(item, { fields: REPLACEMENT_FIELDS });
    const origin = Array.isArray(value) ? within(root, i) : root;
    if (problems[0]) report(session, origin, refused(problems[0].message));
    return decoded ? [{ replacement: decoded as Replacement, origin }] : [];
  });
}

/** Copies one value to all its targets (api/filters/replacement/replacement.go). */
function replace(
  session: Session,
  set: ResourceSet,
  { source, sourceValue, targets }: Replacement,
  origin: Origin,
): undefined {
  const fail = (message: string, at = origin): undefined => report(session, at, refused(message));
  if ((!source && typeof sourceValue !== 'string') || !targets) {
    fail('replacements must specify a source and at least one target');
    return;
  }
  let value: unknown = sourceValue;
  if (source) {
    const resource = selectSource(set, source, (message) => fail(message, within(origin, 'source')));
    if (!resource) return;
    const path = source.fieldPath || 'metadata.name';
    if (!isReadable(session, resource, path)) return;
    value = lookup(resource.object, splitFieldPath(path));
    if (isEmpty(value))
      return fail(`fieldPath \`${path}\` is missing for replacement source`, within(origin, 'source'));
    const refined = refine(value, source.options);
    if (refined === undefined) return fail('options.index is out of bounds', within(origin, 'source'));
    value = refined;
  }
  for (const [i, target] of targets.entries()) {
    const at = within(within(origin, 'targets'), i);
    const selected = target.select && compileSelector(target.select);
    if (!selected || typeof selected === 'string') {
      fail(selected ?? 'target must specify resources to select', at);
      continue;
    }
    const rejected = (target.reject ?? []).flatMap((selector) => {
      const compiled = compileSelector(selector);
      return typeof compiled === 'string'
        ? []
        : [{ compiled, byMetadata: Boolean(selector.labelSelector || selector.annotationSelector) }];
    });
    for (const resource of set.list) {
      const ids = [...resource.previous, currentId(resource)];
      if (!ids.some((id) => matchesId(selected, id)) || !matchesMetadata(selected, resource)) continue;
      if (rejected.some(({ compiled, byMetadata }) => byMetadata && matchesMetadata(compiled, resource))) continue;
      if (rejected.some(({ compiled, byMetadata }) => !byMetadata && ids.some((id) => matchesId(compiled, id))))
        continue;
      for (const path of target.fieldPaths?.length ? target.fieldPaths : ['metadata.name'])
        setTarget(session, resource, path, value, target.options, at);
    }
  }
}

/** What lies in the metadata is known of every object; for the rest the whole object is asked for. */
function isReadable(session: Session, resource: Resource, path: string): boolean {
  if (resource.whole || /^(metadata\.(name|namespace|labels|annotations)\b|kind$|apiVersion$)/.test(path)) return true;
  if (!resource.generated) session.missed.add(documentKey(resource.provenance.root));
  return false;
}

function selectSource(set: ResourceSet, source: Selector, fail: (message: string) => void): Resource | undefined {
  const matches = set.list.filter((resource) =>
    [...resource.previous, currentId(resource)].some(
      (id) =>
        (!source.name || source.name === id.name) &&
        (!source.namespace || effectiveNamespace({ ...id, namespace: source.namespace }) === effectiveNamespace(id)) &&
        (!source.group || source.group === id.group) &&
        (!source.version || source.version === id.version) &&
        (!source.kind || source.kind === id.kind),
    ),
  );
  if (matches.length === 1) return matches[0];
  if (matches.length > 1) fail(`multiple matches for selector ${idText({ ...EMPTY, ...source })}`);
  else if (!set.incomplete) fail(`nothing selected by ${idText({ ...EMPTY, ...source })}`);
  return undefined;
}

const EMPTY = { group: '', version: '', kind: '', name: '', namespace: '' };

function refine(value: unknown, options: FieldOptions | null | undefined): unknown {
  if (!options?.delimiter) return value;
  const part = String(value).split(options.delimiter)[options.index ?? 0];
  return (options.index ?? 0) < 0 ? undefined : part;
}

function setTarget(
  session: Session,
  resource: Resource,
  path: string,
  value: unknown,
  options: FieldOptions | null | undefined,
  origin: Origin,
): void {
  if (!isReadable(session, resource, path)) return;
  const targets = findTargets(
    resource.object,
    splitFieldPath(path),
    options?.create === true,
    resource.provenance,
    origin,
  );
  if (targets.length === 0) {
    const message = options?.create ? 'unable to find or create field' : 'unable to find field';
    report(session, origin, refused(`${message} "${path}" in replacement target`), [
      { origin: resource.provenance.root, message: t`The target` },
    ]);
  }
  for (const target of targets) {
    const old = (target.container as Record<string | number, unknown>)[target.key];
    assign(target, combine(old, value, options), resource.provenance, origin);
    forgetId(resource);
  }
}

/** The new value of a field: with a delimiter only a part of the old one is replaced; scalars keep their type. */
function combine(old: unknown, value: unknown, options: FieldOptions | null | undefined): unknown {
  let text = value;
  if (options?.delimiter) {
    const parts = String(old ?? '').split(options.delimiter);
    const index = options.index ?? 0;
    if (index < 0) parts.unshift(String(value));
    else if (index >= parts.length) parts.push(String(value));
    else parts[index] = String(value);
    text = parts.join(options.delimiter);
  }
  if (typeof old === 'number' && typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (typeof old === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (typeof old === 'string' && (typeof text === 'number' || typeof text === 'boolean')) return String(text);
  return copyValue(text);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
