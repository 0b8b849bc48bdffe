import { parseVersion } from '../functions/semver/version.ts';
import { type GoMap, Int, isList, isMap, type Value } from '../values.ts';
import { formatFloat } from '../yaml/formatFloat.ts';
import { quoteGo } from '../yaml/quoteGo.ts';
import { jsonKind, readYaml } from '../yaml/readYaml.ts';

/** One entry of `dependencies`. */
export interface ChartDependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly alias: string;
  readonly importValues: readonly Value[];
}

/** What Chart.yaml says (`pkg/chart/metadata.go`). */
export interface ChartMetadata {
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly kubeVersion: string;
  readonly dependencies: readonly (ChartDependency | undefined)[];
  /** Everything as written, by the keys of Chart.yaml. */
  readonly raw: GoMap;
}

export type MetadataReading = { readonly metadata: ChartMetadata } | { readonly error: string };

const LISTS = ['sources', 'keywords', 'maintainers', 'dependencies'];
const STRINGS = [
  'name',
  'home',
  'version',
  'description',
  'icon',
  'apiVersion',
  'condition',
  'tags',
  'appVersion',
  'kubeVersion',
  'type',
];

/**
 * Reads Chart.yaml, and requirements.yaml over it, as Helm's loader does: YAML into a struct, scalars become strings.
 * @param earlier what was read from Chart.yaml, when this is requirements.yaml
 * @returns the error of `sigs.k8s.io/yaml`'s Unmarshal, without its prefix.
 */
export function readMetadata(text: string, earlier?: ChartMetadata): MetadataReading {
  const { value, error } = readYaml(text, { exactIntegers: true });
  if (error) return { error: `error converting YAML to JSON: ${error.message}` };
  if (value !== null && !isMap(value)) return mismatch(value, 'Metadata', 'chart.Metadata');
  const raw: GoMap = new Map([...(earlier?.raw ?? []), ...(value ?? [])]);
  for (const key of STRINGS) {
    const found = raw.get(key);
    if (isMap(found) || isList(found)) return mismatch(found, `Metadata.${key}`, 'string');
  }
  for (const key of LISTS) {
    const found = raw.get(key) ?? null;
    if (found !== null && !isList(found)) return mismatch(found, `Metadata.${key}`, listType(key));
  }
  const dependencies: (ChartDependency | undefined)[] = [];
  for (const item of listOf(raw.get('dependencies'))) {
    if (item !== null && !isMap(item)) return mismatch(item, 'Metadata.dependencies', 'chart.Dependency');
    dependencies.push(item === null ? undefined : readDependency(item));
  }
  return {
    metadata: {
      apiVersion: scalarText(raw.get('apiVersion')) || 'v1',
      name: scalarText(raw.get('name')),
      version: scalarText(raw.get('version')),
      type: scalarText(raw.get('type')),
      kubeVersion: scalarText(raw.get('kubeVersion')),
      dependencies,
      raw,
    },
  };
}

function listType(key: string): string {
  if (key === 'maintainers') return '[]*chart.Maintainer';
  return key === 'dependencies' ? '[]*chart.Dependency' : '[]string';
}

function mismatch(value: Value, place: string, wanted: string): { error: string } {
  const into = place === 'Metadata' ? 'value' : `struct field ${place}`;
  return {
    error: `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go ${into} of type ${wanted}`,
  };
}

function readDependency(map: GoMap): ChartDependency {
  return {
    name: scalarText(map.get('name')),
    version: scalarText(map.get('version')),
    repository: scalarText(map.get('repository')),
    condition: scalarText(map.get('condition')),
    tags: listOf(map.get('tags')).map(scalarText),
    alias: scalarText(map.get('alias')),
    importValues: listOf(map.get('import-values')),
  };
}

function listOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}

/** A scalar where Go wants a string: `version: 1.0` is `1`. */
export function scalarText(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatFloat(value);
  if (typeof value === 'boolean') return String(value);
  return value instanceof Int ? value.toString() : '';
}

/** What Helm refuses about a chart (`metadata.go` Validate), in its words; undefined when it is fine. */
export function validateMetadata(metadata: ChartMetadata): string | undefined {
  const { name, version, type } = metadata;
  if (name === '') return 'chart.metadata.name is required';
  if (name === '.' || name === '..' || name.includes('/')) return `chart.metadata.name ${quoteGo(name)} is invalid`;
  if (version === '') return 'chart.metadata.version is required';
  if ('error' in parseVersion(version)) return `chart.metadata.version ${quoteGo(version)} is invalid`;
  if (!['', 'application', 'library'].includes(type)) return 'chart.metadata.type must be application or library';
  if (listOf(metadata.raw.get('maintainers')).some((item) => item === null))
    return 'maintainers must not contain empty or null nodes';
  const names = new Set<string>();
  for (const dependency of metadata.dependencies) {
    if (!dependency) return 'dependencies must not contain empty or null nodes';
    const { alias } = dependency;
    if (alias !== '' && !/^[\w-]+$/.test(alias))
      return `dependency ${quoteGo(dependency.name)} has disallowed characters in the alias`;
    const key = alias || dependency.name;
    if (names.has(key)) return `more than one dependency with name or alias ${quoteGo(key)}`;
    names.add(key);
  }
  return undefined;
}
