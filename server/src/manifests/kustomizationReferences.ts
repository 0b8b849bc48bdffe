import { parseYaml, type YamlDocument, type YamlPath } from '../documents/yamlFile.ts';
import type { Span } from '../problems/problem.ts';
import type { Kustomization } from './kustomizationTypes.ts';

/** What a kustomization takes another file (or directory, or URL) for. */
export type ReferenceKind =
  | 'resource'
  | 'base'
  | 'component'
  | 'crd'
  | 'configuration'
  | 'openapi'
  | 'generator'
  | 'transformer'
  | 'validator'
  | 'patch'
  | 'patchStrategicMerge'
  | 'patchJson6902'
  | 'replacement'
  | 'generatorFile'
  | 'generatorEnv'
  | 'helmChart'
  | 'helmValues';

/** One place where a kustomization names something outside itself. */
export interface KustomizationReference {
  readonly kind: ReferenceKind;
  /** The path, directory or URL as written, without the `key=` of generator files. */
  readonly text: string;
  /** Where it stands in the document: the entry's own keys. */
  readonly path: YamlPath;
  readonly span?: Span;
  /** The text is YAML itself and names no file. */
  readonly inline?: boolean;
}

/** Everything the fields of a kustomization name, with places; fields in the order kustomize reads them. */
export function kustomizationReferences(content: Kustomization, document: YamlDocument): KustomizationReference[] {
  const found: KustomizationReference[] = [];
  const add = (kind: ReferenceKind, text: string | null | undefined, path: YamlPath): void => {
    if (typeof text !== 'string') return;
    const inline = mayBeInline(kind) && isInlineObject(text);
    found.push({ kind, text, path, span: document.valueSpan(path), ...(inline ? { inline } : {}) });
  };
  const addAll = (kind: ReferenceKind, field: keyof Kustomization): void => {
    for (const [i, text] of items(content[field] as string[] | undefined)) add(kind, text, [field, i]);
  };
  addAll('resource', 'resources');
  addAll('base', 'bases');
  add('openapi', content.openapi?.['path'], ['openapi', 'path']);
  addAll('configuration', 'configurations');
  addAll('crd', 'crds');
  for (const field of ['configMapGenerator', 'secretGenerator'] as const)
    for (const [i, entry] of items(content[field])) {
      for (const [j, file] of items(entry.files)) add('generatorFile', fileSource(file), [field, i, 'files', j]);
      for (const [j, env] of items(entry.envs)) add('generatorEnv', env, [field, i, 'envs', j]);
      add('generatorEnv', entry.env || undefined, [field, i, 'env']);
    }
  for (const [i, chart] of items(content.helmCharts)) {
    add('helmChart', chart.name, ['helmCharts', i, 'name']);
    add('helmValues', chart.valuesFile, ['helmCharts', i, 'valuesFile']);
    for (const [j, file] of items(chart.additionalValuesFiles))
      add('helmValues', file, ['helmCharts', i, 'additionalValuesFiles', j]);
  }
  for (const [i, chart] of items(content.helmChartInflationGenerator)) {
    add('helmChart', chart.chartName, ['helmChartInflationGenerator', i, 'chartName']);
    add('helmValues', chart.values, ['helmChartInflationGenerator', i, 'values']);
  }
  addAll('generator', 'generators');
  addAll('component', 'components');
  addAll('patchStrategicMerge', 'patchesStrategicMerge');
  for (const [i, patch] of items(content.patches)) add('patch', patch.path || undefined, ['patches', i, 'path']);
  for (const [i, patch] of items(content.patchesJson6902))
    add('patchJson6902', patch.path || undefined, ['patchesJson6902', i, 'path']);
  for (const [i, entry] of items(content.replacements))
    add('replacement', entry.path || undefined, ['replacements', i, 'path']);
  addAll('transformer', 'transformers');
  addAll('validator', 'validators');
  return found;
}

/** The entries that are there, with their places in the list; a list may be absent and hold nulls. */
function* items<T>(list: readonly (T | null)[] | null | undefined): Generator<[number, T]> {
  for (const [i, item] of (list ?? []).entries()) if (item !== null && item !== undefined) yield [i, item];
}

/** The path of a generator's `files` entry, which may be `key=path`. */
export function fileSource(text: string): string {
  const equals = text.indexOf('=');
  return equals < 0 ? text : text.slice(equals + 1);
}

function mayBeInline(kind: ReferenceKind): boolean {
  return kind === 'generator' || kind === 'transformer' || kind === 'validator' || kind === 'patchStrategicMerge';
}

/** Whether a text that may be a path or YAML is YAML: kustomize tries to read objects from it first. */
function isInlineObject(text: string): boolean {
  if (text === '') return true;
  if (!/[\n{]/.test(text)) return false;
  return parseYaml(text).documents.every((document) => {
    const value = document.value();
    return value === undefined || value === null ? document.problems.length === 0 : isObject(value);
  });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';
}
