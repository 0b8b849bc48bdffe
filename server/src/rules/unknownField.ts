import { type FieldType, fieldsOf } from '../applications/fieldTypes.ts';
import { isObject } from '../applications/json.ts';
import type { Definition } from '../coverage/definition.ts';
import type { Fleet } from '../coverage/fleet.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { nearestName } from '../settings/nearestName.ts';
import { oncePerPlace, placeIn } from './located.ts';
import { replacing } from './replacement.ts';
import type { Finding, FleetRule } from './rule.ts';

/** Fields that Applications, ApplicationSets and AppProjects don't have: nothing reads them, and nobody says so. */
export const unknownField: FleetRule = {
  codes: ['unknown-field'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const definition of definitionsOf(fleet))
      for (const finding of checkFields(definition, definition.object, definition.kind, []))
        if (isNew(finding.at)) yield finding;
  },
};

/** Each Application, ApplicationSet and AppProject as somebody wrote it, those that a set makes left out. */
function* definitionsOf({ apps, sets, projects }: Fleet): Generator<Definition> {
  for (const app of apps) if (!app.generatedBy) yield app.definition;
  for (const set of sets) yield set.definition;
  yield* projects;
}

function* checkFields(definition: Definition, value: unknown, type: FieldType, path: YamlPath): Generator<Finding> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* checkFields(definition, item, type, [...path, i]);
    return;
  }
  if (!isObject(value)) return;
  const fields = fieldsOf(type);
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    const innerType = fields.get(key);
    if (innerType !== undefined) yield* checkFields(definition, inner, innerType, at);
    else if (!fields.has(key) && !hasUnknown(key) && !key.includes('{{'))
      yield unknown(definition, key, at, fields, value);
  }
}

function unknown(
  definition: Definition,
  key: string,
  path: YamlPath,
  fields: ReadonlyMap<string, unknown>,
  siblings: Readonly<Record<string, unknown>>,
): Finding {
  const free = [...fields.keys()].filter((name) => !Object.hasOwn(siblings, name));
  const meant = nearestName(key, free);
  const holder = path
    .slice(0, -1)
    .join('.')
    .replace(/\.(\d+)/g, '[$1]');
  return {
    code: 'unknown-field',
    at: placeIn(definition, definition.keyPlace?.(path) ?? definition.origin(path)),
    message: messageOf(definition.kind, holder, key, meant),
    ...replacing(key, meant),
  };
}

function messageOf(kind: string, holder: string, key: string, meant: string | undefined): string {
  if (holder === '')
    return meant === undefined
      ? t`${kind} has no field \`${key}\`: it has no effect.`
      : t`${kind} has no field \`${key}\`: it has no effect. Did you mean \`${meant}\`?`;
  return meant === undefined
    ? t`${kind} has no field \`${key}\` in \`${holder}\`: it has no effect.`
    : t`${kind} has no field \`${key}\` in \`${holder}\`: it has no effect. Did you mean \`${meant}\`?`;
}
