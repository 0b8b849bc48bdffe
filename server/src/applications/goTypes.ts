import { decodeBase64 } from '../gotemplate/yaml/baseEncoding.ts';
import { isObject, type JsonObject, put } from './json.ts';

/** The Go type of a JSON value, as encoding/json decodes it. `raw` is whatever JSON there is. */
export type GoType = 'string' | 'bool' | 'int64' | 'intOrString' | 'bytes' | 'raw' | GoStruct | GoList | GoMap;

/** Fields in the order in which Go has them: that of rendering. */
export interface GoStruct {
  readonly struct: string;
  readonly fields: Readonly<Record<string, GoType>>;
}

interface GoList {
  readonly list: GoType;
  /** What Go calls the list where it has a name of its own. */
  readonly named?: string;
}

interface GoMap {
  readonly map: GoType;
}

const strings: GoList = { list: 'string' };
const texts: GoMap = { map: 'string' };

function struct(name: string, fields: Readonly<Record<string, GoType>>): GoStruct {
  return { struct: name, fields };
}

const helm = struct('ApplicationSourceHelm', {
  valueFiles: strings,
  parameters: { list: struct('HelmParameter', { name: 'string', value: 'string', forceString: 'bool' }) },
  releaseName: 'string',
  values: 'string',
  fileParameters: { list: struct('HelmFileParameter', { name: 'string', path: 'string' }) },
  version: 'string',
  passCredentials: 'bool',
  ignoreMissingValueFiles: 'bool',
  skipCrds: 'bool',
  valuesObject: 'raw',
  namespace: 'string',
  kubeVersion: 'string',
  apiVersions: strings,
  skipTests: 'bool',
  skipSchemaValidation: 'bool',
});

const patchTarget = struct('KustomizeSelector', {
  group: 'string',
  version: 'string',
  kind: 'string',
  name: 'string',
  namespace: 'string',
  annotationSelector: 'string',
  labelSelector: 'string',
});

const kustomize = struct('ApplicationSourceKustomize', {
  namePrefix: 'string',
  nameSuffix: 'string',
  images: { list: 'string', named: 'v1alpha1.KustomizeImages' },
  commonLabels: texts,
  version: 'string',
  commonAnnotations: texts,
  forceCommonLabels: 'bool',
  forceCommonAnnotations: 'bool',
  namespace: 'string',
  commonAnnotationsEnvsubst: 'bool',
  replicas: {
    list: struct('KustomizeReplica', { name: 'string', count: 'intOrString' }),
    named: 'v1alpha1.KustomizeReplicas',
  },
  patches: {
    list: struct('KustomizePatch', { path: 'string', patch: 'string', target: patchTarget, options: { map: 'bool' } }),
    named: 'v1alpha1.KustomizePatches',
  },
  components: strings,
  ignoreMissingComponents: 'bool',
  labelWithoutSelector: 'bool',
  kubeVersion: 'string',
  apiVersions: strings,
  labelIncludeTemplates: 'bool',
});

const jsonnetVariables: GoList = {
  list: struct('JsonnetVar', { name: 'string', value: 'string', code: 'bool' }),
};

const directory = struct('ApplicationSourceDirectory', {
  recurse: 'bool',
  jsonnet: struct('ApplicationSourceJsonnet', { extVars: jsonnetVariables, tlas: jsonnetVariables, libs: strings }),
  exclude: 'string',
  include: 'string',
  disableExtensionFilter: 'bool',
});

const nameAndValue = { name: 'string', value: 'string' } as const;

const plugin = struct('ApplicationSourcePlugin', {
  name: 'string',
  env: { list: struct('EnvEntry', nameAndValue), named: 'v1alpha1.Env' },
  parameters: {
    list: struct('ApplicationSourcePluginParameter', { name: 'string', string: 'string', map: texts, array: strings }),
    named: 'v1alpha1.ApplicationSourcePluginParameters',
  },
});

const tools = { helm, kustomize, directory, plugin } as const;

const source = struct('ApplicationSource', {
  repoURL: 'string',
  path: 'string',
  targetRevision: 'string',
  ...tools,
  chart: 'string',
  ref: 'string',
  name: 'string',
  tagPrefix: 'string',
});

const syncPolicy = struct('SyncPolicy', {
  automated: struct('SyncPolicyAutomated', { prune: 'bool', selfHeal: 'bool', allowEmpty: 'bool', enabled: 'bool' }),
  syncOptions: { list: 'string', named: 'v1alpha1.SyncOptions' },
  retry: struct('RetryStrategy', {
    limit: 'int64',
    backoff: struct('Backoff', { duration: 'string', factor: 'int64', maxDuration: 'string' }),
    refresh: 'bool',
  }),
  managedNamespaceMetadata: struct('ManagedNamespaceMetadata', { labels: texts, annotations: texts }),
});

const ignoreDifferences: GoList = {
  list: struct('ResourceIgnoreDifferences', {
    group: 'string',
    kind: 'string',
    name: 'string',
    namespace: 'string',
    jsonPointers: strings,
    jqPathExpressions: strings,
    managedFieldsManagers: strings,
  }),
  named: 'v1alpha1.IgnoreDifferences',
};

const sourceHydrator = struct('SourceHydrator', {
  drySource: struct('DrySource', { repoURL: 'string', targetRevision: 'string', path: 'string', ...tools }),
  syncSource: struct('SyncSource', { targetBranch: 'string', path: 'string', repoURL: 'string' }),
  hydrateTo: struct('HydrateTo', { targetBranch: 'string' }),
});

const spec = struct('ApplicationSpec', {
  source,
  destination: struct('ApplicationDestination', { server: 'string', namespace: 'string', name: 'string' }),
  project: 'string',
  syncPolicy,
  ignoreDifferences,
  info: { list: struct('Info', nameAndValue) },
  revisionHistoryLimit: 'int64',
  sources: { list: source, named: 'v1alpha1.ApplicationSources' },
  sourceHydrator,
});

const metadata = struct('ObjectMeta', {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  labels: texts,
  annotations: texts,
  ownerReferences: { list: 'raw' },
  finalizers: strings,
});

/** An Application (`pkg/apis/application/v1alpha1/types.go`), as far as a template can write one. */
export const APPLICATION: GoStruct = struct('Application', {
  apiVersion: 'string',
  kind: 'string',
  metadata,
  spec,
});

/** The field that a key names: encoding/json prefers the exact name and takes one in any case. */
export function fieldNamed(fields: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === lower);
}

/** Decodes a value as encoding/json does: fields that the type doesn't have are dropped, as are nulls. The first wrong type is the error. */
export function decodeGo(value: unknown, type: GoType): { readonly value: unknown; readonly error?: string } {
  const decoder = new Decoder();
  const decoded = decoder.decode(value, type, '', '');
  return decoder.error === undefined ? { value: decoded } : { value: decoded, error: decoder.error };
}

class Decoder {
  error: string | undefined;

  /** @param owner the struct that has the field, and `path` the way to it from the top; both empty at the top. */
  decode(value: unknown, type: GoType, owner: string, path: string): unknown {
    if (value === null || value === undefined || type === 'raw') return value;
    if (typeof type === 'string') return this.scalar(value, type, owner, path);
    if ('list' in type) {
      if (!Array.isArray(value)) return this.wrong(value, type, owner, path);
      return value.map((item) => this.decode(item, type.list, owner, path));
    }
    if (!isObject(value)) return this.wrong(value, type, owner, path);
    return 'map' in type ? this.map(value, type, owner, path) : this.struct(value, type, path);
  }

  private struct(value: JsonObject, type: GoStruct, path: string): JsonObject {
    const out: Record<string, unknown> = {};
    // Errors come in the order of the text, fields in that of the type.
    const decoded = new Map<string, unknown>();
    for (const [key, item] of Object.entries(value)) {
      const name = fieldNamed(type.fields, key);
      const field = name === undefined ? undefined : type.fields[name];
      if (name === undefined || field === undefined || item === null) continue;
      decoded.set(name, this.decode(item, field, type.struct, path === '' ? name : `${path}.${name}`));
    }
    for (const key of Object.keys(type.fields)) if (decoded.has(key)) put(out, key, decoded.get(key));
    return out;
  }

  private map(value: JsonObject, type: GoMap, owner: string, path: string): JsonObject {
    const out: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) put(out, key, this.decode(item, type.map, owner, path) ?? '');
    return out;
  }

  private scalar(value: unknown, type: GoType & string, owner: string, path: string): unknown {
    if (type === 'bytes') return isBytes(value) ? value : this.wrong(value, type, owner, path);
    if (type === 'intOrString')
      return typeof value === 'string' || Number.isInteger(value) ? value : this.wrong(value, type, owner, path);
    const wanted = type === 'bool' ? 'boolean' : type === 'int64' ? 'number' : 'string';
    const fits = typeof value === wanted && (type !== 'int64' || Number.isInteger(value));
    return fits ? value : this.wrong(value, type, owner, path);
  }

  private wrong(value: unknown, type: GoType, owner: string, path: string): undefined {
    const kind = kindOf(value, type);
    const target = path === '' ? 'value' : `struct field ${owner}.${path}`;
    this.error ??= `json: cannot unmarshal ${kind} into Go ${target} of type ${goName(type)}`;
    return undefined;
  }
}

/** What encoding/json takes for `[]byte`: base64, or a list of numbers. */
function isBytes(value: unknown): boolean {
  if (typeof value === 'string') return !('error' in decodeBase64(value));
  const isByte = (item: unknown): boolean =>
    item === null || (Number.isInteger(item) && Number(item) >= 0 && Number(item) < 256);
  return Array.isArray(value) && value.every(isByte);
}

function kindOf(value: unknown, type: GoType): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return type === 'int64' ? `number ${value}` : 'number';
  if (typeof value === 'string') return 'string';
  return Array.isArray(value) ? 'array' : 'object';
}

function goName(type: GoType): string {
  if (type === 'intOrString') return 'int32';
  if (type === 'bytes') return '[]uint8';
  if (typeof type === 'string') return type;
  if ('list' in type) return type.named ?? `[]${goName(type.list)}`;
  if ('map' in type) return `map[string]${goName(type.map)}`;
  return type.struct === 'ObjectMeta' ? 'v1.ObjectMeta' : `v1alpha1.${type.struct}`;
}

/** The same value with its fields in Go's order, in which they are rendered and their errors told. */
export function inGoOrder(value: unknown, type: GoType | undefined): unknown {
  if (type === undefined || typeof type === 'string') return value;
  if (Array.isArray(value)) return 'list' in type ? value.map((item) => inGoOrder(item, type.list)) : value;
  if (!isObject(value) || !('struct' in type)) return value;
  const out: Record<string, unknown> = {};
  const known = Object.keys(type.fields).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(type.fields, key));
  for (const key of [...known, ...others]) put(out, key, inGoOrder(value[key], type.fields[key]));
  return out;
}
