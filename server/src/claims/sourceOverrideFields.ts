/** The JSON types of `spec.source` (`pkg/apis/application/v1alpha1/types.go` ApplicationSource), for what decoding accepts. */
export type FieldType =
  | 'string'
  | 'boolean'
  | 'any'
  | 'map' // of strings
  | { readonly list: FieldType }
  | { readonly object: Readonly<Record<string, FieldType>> };

const strings: FieldType = { list: 'string' };
const named = (fields: Readonly<Record<string, FieldType>>): FieldType => ({ list: { object: fields } });
const jsonnetVariables = named({ name: 'string', value: 'string', code: 'boolean' });

/** The fields of a source; others are dropped. */
export const SOURCE_FIELDS: Readonly<Record<string, FieldType>> = {
  repoURL: 'string',
  path: 'string',
  targetRevision: 'string',
  chart: 'string',
  ref: 'string',
  name: 'string',
  helm: {
    object: {
      valueFiles: strings,
      parameters: named({ name: 'string', value: 'string', forceString: 'boolean' }),
      fileParameters: named({ name: 'string', path: 'string' }),
      releaseName: 'string',
      values: 'string',
      valuesObject: 'any',
      version: 'string',
      namespace: 'string',
      kubeVersion: 'string',
      apiVersions: strings,
      passCredentials: 'boolean',
      ignoreMissingValueFiles: 'boolean',
      skipCrds: 'boolean',
      skipTests: 'boolean',
      skipSchemaValidation: 'boolean',
    },
  },
  kustomize: {
    object: {
      namePrefix: 'string',
      nameSuffix: 'string',
      namespace: 'string',
      version: 'string',
      kubeVersion: 'string',
      apiVersions: strings,
      images: strings,
      components: strings,
      ignoreMissingComponents: 'boolean',
      commonLabels: 'map',
      commonAnnotations: 'map',
      commonAnnotationsEnvsubst: 'boolean',
      forceCommonLabels: 'boolean',
      forceCommonAnnotations: 'boolean',
      labelWithoutSelector: 'boolean',
      labelIncludeTemplates: 'boolean',
      replicas: named({ name: 'string', count: 'any' }),
      patches: named({ path: 'string', patch: 'string', target: 'any', options: 'any' }),
    },
  },
  directory: {
    object: {
      recurse: 'boolean',
      include: 'string',
      exclude: 'string',
      disableExtensionFilter: 'boolean',
      jsonnet: { object: { extVars: jsonnetVariables, tlas: jsonnetVariables, libs: strings } },
    },
  },
  plugin: {
    object: {
      name: 'string',
      env: named({ name: 'string', value: 'string' }),
      parameters: named({ name: 'string', string: 'string', array: strings, map: 'map' }),
    },
  },
};
