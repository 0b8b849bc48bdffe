import { fieldNamed } from '../applications/goTypes.ts';
import { isObject, objectOf } from '../applications/json.ts';
import { parseYaml, yamlFile } from '../documents/yamlFile.ts';
import { join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { quoted } from '../l10n/t.ts';
import type { Problem } from '../problems/problem.ts';
import type { ApplicationSource } from './claim.ts';
import { type FieldType, SOURCE_FIELDS } from './sourceOverrideFields.ts';

/** A source with the overrides that lie in its path. */
export interface EffectiveSource {
  readonly source: ApplicationSource;
  /** The override files that were read: the link and its target where it is one. */
  readonly files: readonly string[];
  /** Why Argo CD refuses them. */
  readonly problem?: Problem;
}

/** What an object nested deeper than this says is not followed. */
const MAX_DEPTH = 64;

/**
 * Merges `.argocd-source.yaml` and then `.argocd-source-<app>.yaml` into a source (`reposerver/repository/repository.go`
 * mergeSourceParameters): a JSON merge patch, decoded over the source as it was. So lists are replaced, objects are merged,
 * and `null` takes nothing away but inside `valuesObject`; chart, path, repoURL and targetRevision stay as in the spec.
 * @param path the app path, clean and existing
 * @param appName the Application's name; `namespace_name` where Argo CD qualifies it
 */
export function mergeSourceOverrides(
  tree: Tree,
  path: string,
  appName: string,
  source: ApplicationSource,
): EffectiveSource {
  const names = ['.argocd-source.yaml', ...(appName === '' ? [] : [`.argocd-source-${appName}.yaml`])];
  const files: string[] = [];
  let merged = source;
  for (const name of names) {
    if (name.includes('/')) continue;
    const file = join(path, name);
    const real = resolvePath(tree, file);
    if (!('path' in real) || real.kind === 'directory') continue;
    files.push(...new Set([file, real.path]));
    const next = applyOverride(tree, real.path, merged);
    if ('message' in next) {
      const message = quoted(`error while parsing source parameters: ${file}: ${next.message}`);
      const at = { file: real.path, ...(next.span && { span: next.span }) };
      return { source, files, problem: { code: 'invalid-application', message, at } };
    }
    merged = next.source;
  }
  if (merged === source) return { source, files };
  const result: Record<string, unknown> = { ...merged };
  for (const field of ['chart', 'path', 'repoURL', 'targetRevision']) {
    if (source[field] === undefined) delete result[field];
    else result[field] = source[field];
  }
  return { source: result, files };
}

type Refusal = { readonly message: string; readonly span?: { readonly start: number; readonly end: number } };

function applyOverride(
  tree: Tree,
  file: string,
  source: ApplicationSource,
): { readonly source: ApplicationSource } | Refusal {
  const document = (tree.derive(yamlFile, file) ?? parseYaml('')).documents[0];
  const patch = document?.value();
  const broken = document?.problems[0];
  if (broken) return { message: broken.message, span: broken.span };
  if (patch === undefined || patch === null) return { message: 'Invalid JSON Patch' };
  if (!isObject(patch)) return { message: `cannot unmarshal ${jsonType(patch)} into an ApplicationSource` };
  const problems: { message: string; path: readonly (string | number)[] }[] = [];
  const decoded = decodeObject(source, patch, SOURCE_FIELDS, [], problems);
  const problem = problems[0];
  if (!problem) return { source: decoded };
  const span = document?.valueSpan(problem.path);
  return { message: problem.message, ...(span && { span }) };
}

type Problems = { message: string; path: readonly (string | number)[] }[];

function decodeObject(
  old: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, FieldType>>,
  path: readonly (string | number)[],
  problems: Problems,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...old };
  // A field that is written in another case stands beside the source's own, and Go decodes both, in the order of their names.
  const respelt = Object.keys(patch).some((key) => (fieldNamed(fields, key) ?? key) !== key);
  const entries = respelt
    ? Object.entries(mergePatch(old, patch, 0) as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1))
    : Object.entries(patch);
  for (const [key, value] of entries) {
    const name = fieldNamed(fields, key);
    if (value === null || name === undefined) continue;
    const before = Object.hasOwn(result, name) ? result[name] : undefined;
    result[name] = decode(before, value, fields[name] as FieldType, [...path, key], problems);
  }
  return result;
}

function decode(
  old: unknown,
  value: unknown,
  type: FieldType,
  path: readonly (string | number)[],
  problems: Problems,
): unknown {
  if (type === 'any') return mergePatch(old, value, 0);
  const wrong = (): unknown => {
    problems.push({ message: `cannot unmarshal ${jsonType(value)} into the field ${path.join('.')}`, path });
    return old;
  };
  if (type === 'string' || type === 'boolean') return value === null || typeof value === type ? value : wrong();
  if (type === 'map') {
    if (!isObject(value)) return wrong();
    const texts = Object.entries(value).filter(([, text]) => text !== null);
    if (texts.some(([, text]) => typeof text !== 'string')) return wrong();
    return { ...(isObject(old) ? old : {}), ...Object.fromEntries(texts) };
  }
  if ('object' in type)
    return isObject(value) ? decodeObject(objectOf(old), value, type.object, path, problems) : wrong();
  if (!Array.isArray(value)) return wrong();
  // Go decodes into the items that the list held before, whose other fields so remain.
  const before: readonly unknown[] = Array.isArray(old) ? old : [];
  return value.map((item: unknown, i) => decode(before[i], item, type.list, [...path, i], problems));
}

/** RFC 7386. */
function mergePatch(target: unknown, patch: unknown, depth: number): unknown {
  if (!isObject(patch) || depth > MAX_DEPTH) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else
      Object.defineProperty(result, key, {
        value: mergePatch(Object.hasOwn(result, key) ? result[key] : undefined, value, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return result;
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}
