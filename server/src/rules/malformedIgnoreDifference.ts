import { checkJqPath, checkJsonPointer, missingGroup, type PathMistake } from '../applications/ignoreDifferences.ts';
import { isObject, type JsonObject, listOf, objectOf } from '../applications/json.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { located, oncePerPlace, type Place, placeIn } from './located.ts';
import { replacing } from './replacement.ts';
import type { Finding, FleetRule } from './rule.ts';

/** Entries of `ignoreDifferences` that can't ignore anything, or that make Argo CD fail. */
export const malformedIgnoreDifference: FleetRule = {
  codes: ['malformed-ignore-difference'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps) {
      const entries = listOf(objectOf(app.object['spec'])['ignoreDifferences']);
      const at = (path: YamlPath): Place => located(app, ['spec', 'ignoreDifferences', ...path]);
      for (const finding of checkEntries(entries, at, true)) if (isNew(finding.at)) yield finding;
    }
    for (const { definition } of fleet.sets) {
      const entries = listOf(objectOf(definition.object['spec'])['ignoreApplicationDifferences']);
      const at = (path: YamlPath): Place =>
        placeIn(definition, definition.origin(['spec', 'ignoreApplicationDifferences', ...path]));
      for (const finding of checkEntries(entries, at, false)) if (isNew(finding.at)) yield finding;
    }
  },
};

const LISTS = ['jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'] as const;

function* checkEntries(
  entries: readonly unknown[],
  at: (path: YamlPath) => Place,
  namesKind: boolean,
): Generator<Finding> {
  for (const [i, entry] of entries.entries()) {
    if (!isObject(entry) || hasUnknown(JSON.stringify(entry))) continue;
    // One line of the entry stands for the whole.
    const head = [i, ...Object.keys(entry).slice(0, 1)];
    if (namesKind) yield* checkKind(entry, at(head), at([i, 'kind']));
    yield* checkPaths(entry['jsonPointers'], checkJsonPointer, (n) => at([i, 'jsonPointers', n]));
    yield* checkPaths(entry['jqPathExpressions'], checkJqPath, (n) => at([i, 'jqPathExpressions', n]));
    if (LISTS.every((list) => listOf(entry[list]).length === 0))
      yield malformed(at(head), t`This entry names no field: it ignores nothing.`);
  }
}

function* checkKind(entry: JsonObject, head: Place, kindPlace: Place): Generator<Finding> {
  const { group, kind } = entry;
  if (typeof kind !== 'string' || kind === '')
    yield malformed(head, t`This entry has no kind: Argo CD refuses the Application.`);
  const missing = missingGroup(group, kind);
  if (missing !== undefined)
    yield {
      ...malformed(
        kindPlace,
        t`Without a group this entry is about the core API group, and ${String(kind)} is in ${missing}: it ignores nothing.`,
      ),
      data: { group: missing },
    };
}

function* checkPaths(
  paths: unknown,
  check: (path: string) => PathMistake | undefined,
  at: (index: number) => Place,
): Generator<Finding> {
  for (const [n, path] of listOf(paths).entries()) {
    const mistake = typeof path === 'string' ? check(path) : undefined;
    if (mistake) yield { ...malformed(at(n), mistake.message), ...replacing(String(path), mistake.suggestion) };
  }
}

function malformed(at: Place, message: string): Finding {
  return { code: 'malformed-ignore-difference', at, message };
}
