/** What a field of a kustomization may hold, as kustomize's Go types say. */
export type FieldType =
  | 'string'
  | 'bool'
  | 'int'
  | 'any'
  | { readonly list: FieldType }
  | { readonly map: FieldType }
  | { readonly fields: Readonly<Record<string, FieldType>> };

const strings: FieldType = { list: 'string' };
const stringMap: FieldType = { map: 'string' };
const list = (fields: Record<string, FieldType>): FieldType => ({ list: { fields } });

const gvk: Record<string, FieldType> = { group: 'string', version: 'string', kind: 'string' };
const resourceId: Record<string, FieldType> = { ...gvk, name: 'string', namespace: 'string' };
const selector: FieldType = {
  fields: { ...resourceId, annotationSelector: 'string', labelSelector: 'string' },
};
const patches = list({
  path: 'string',
  patch: 'string',
  target: selector,
  options: { fields: { allowNameChange: 'bool', allowKindChange: 'bool' } },
});
const images = list({ name: 'string', newName: 'string', tagSuffix: 'string', newTag: 'string', digest: 'string' });
const generatorOptions: FieldType = {
  fields: { labels: stringMap, annotations: stringMap, disableNameSuffixHash: 'bool', immutable: 'bool' },
};
const generator: Record<string, FieldType> = {
  namespace: 'string',
  name: 'string',
  behavior: 'string',
  literals: strings,
  files: strings,
  envs: strings,
  env: 'string',
  options: generatorOptions,
};
const fieldOptions: FieldType = { fields: { delimiter: 'string', index: 'int', encoding: 'string', create: 'bool' } };

/** A replacement, in a kustomization or in a file of its own. */
export const REPLACEMENT_FIELDS: Readonly<Record<string, FieldType>> = {
  source: { fields: { ...resourceId, fieldPath: 'string', options: fieldOptions } },
  sourceValue: 'string',
  targets: list({ select: selector, reject: { list: selector }, fieldPaths: strings, options: fieldOptions }),
};

/** Every field of a kustomization; kustomize refuses all others (api/types/kustomization.go). */
export const KUSTOMIZATION_FIELDS: Readonly<Record<string, FieldType>> = {
  kind: 'string',
  apiVersion: 'string',
  metadata: { fields: { name: 'string', namespace: 'string', labels: stringMap, annotations: stringMap } },
  openapi: stringMap,
  namePrefix: 'string',
  nameSuffix: 'string',
  namespace: 'string',
  commonLabels: stringMap,
  labels: list({
    pairs: stringMap,
    includeSelectors: 'bool',
    includeTemplates: 'bool',
    fields: list({ ...gvk, path: 'string', create: 'bool' }),
  }),
  commonAnnotations: stringMap,
  patchesStrategicMerge: strings,
  patchesJson6902: patches,
  patches,
  images,
  imageTags: images,
  replacements: list({ ...REPLACEMENT_FIELDS, path: 'string' }),
  replicas: list({ name: 'string', count: 'int' }),
  vars: list({
    name: 'string',
    objref: { fields: { apiVersion: 'string', ...resourceId } },
    fieldref: { fields: { fieldPath: 'string' } },
  }),
  sortOptions: {
    fields: { order: 'string', legacySortOptions: { fields: { orderFirst: strings, orderLast: strings } } },
  },
  resources: strings,
  components: strings,
  crds: strings,
  bases: strings,
  configMapGenerator: list(generator),
  secretGenerator: list({ ...generator, type: 'string' }),
  helmGlobals: { fields: { chartHome: 'string', configHome: 'string' } },
  helmCharts: list({
    name: 'string',
    version: 'string',
    repo: 'string',
    releaseName: 'string',
    namespace: 'string',
    additionalValuesFiles: strings,
    valuesFile: 'string',
    valuesInline: { map: 'any' },
    valuesMerge: 'string',
    includeCRDs: 'bool',
    skipHooks: 'bool',
    apiVersions: strings,
    kubeVersion: 'string',
    nameTemplate: 'string',
    skipTests: 'bool',
    debug: 'bool',
    devel: 'bool',
  }),
  helmChartInflationGenerator: list({
    chartName: 'string',
    chartVersion: 'string',
    chartRepoUrl: 'string',
    chartHome: 'string',
    chartRepoName: 'string',
    helmBin: 'string',
    helmHome: 'string',
    values: 'string',
    valuesLocal: { map: 'any' },
    valuesMerge: 'string',
    releaseName: 'string',
    releaseNamespace: 'string',
    extraArgs: strings,
  }),
  generatorOptions,
  configurations: strings,
  generators: strings,
  transformers: strings,
  validators: strings,
  buildMetadata: strings,
};
