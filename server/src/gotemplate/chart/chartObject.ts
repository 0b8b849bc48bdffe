import { type GoMap, GoObject, isList, isMap, stringList, TypedMap, typedList, type Value } from '../values.ts';
import { nilList } from '../yaml/nilLists.ts';
import type { Chart } from './chart.ts';
import { type ChartDependency, type ChartMetadata, scalarText } from './metadata.ts';

/** A Go struct whose fields are known beforehand, with the names that encoding/json gives them. */
class Struct extends GoObject {
  readonly goType: string;
  readonly #fields: ReadonlyMap<string, Value>;
  readonly #json: () => GoMap;

  constructor(goType: string, fields: ReadonlyMap<string, Value>, json: () => GoMap) {
    super();
    this.goType = goType;
    this.#fields = fields;
    this.#json = json;
  }

  override field(name: string): Value | undefined {
    return this.#fields.get(name);
  }

  override entries(): readonly (readonly [string, Value])[] {
    return [...this.#fields];
  }

  marshalJson(): Value {
    return this.#json();
  }
}

/**
 * `.Chart` (`pkg/engine/engine.go` recAllTpls): the metadata with `IsRoot`. Helm 3 gives a struct, Helm 4 a map, which has no
 * `.Chart.Metadata` and answers nothing for what is missing.
 */
export function chartObject(chart: Chart, isRoot: boolean, helmMajor: 3 | 4): Value {
  const fields = metadataFields(chart.metadata);
  if (helmMajor === 4) return new Map([...fields, ['IsRoot', isRoot]]);
  const json = (): GoMap => new Map(chart.metadata.raw);
  const metadata = new Struct('chart.Metadata', fields, json);
  return new Promoted(metadata, isRoot);
}

/** A struct with an embedded one: its fields and methods are found through it. */
class Promoted extends GoObject {
  readonly goType = 'struct { chart.Metadata; IsRoot bool }';
  readonly #metadata: Struct;
  readonly #isRoot: boolean;

  constructor(metadata: Struct, isRoot: boolean) {
    super();
    this.#metadata = metadata;
    this.#isRoot = isRoot;
  }

  override field(name: string): Value | undefined {
    if (name === 'IsRoot') return this.#isRoot;
    return name === 'Metadata' ? this.#metadata : this.#metadata.field(name);
  }

  override entries(): readonly (readonly [string, Value])[] {
    return [
      ['Metadata', this.#metadata],
      ['IsRoot', this.#isRoot],
    ];
  }

  marshalJson(): Value {
    return new Map([...(this.#metadata.marshalJson() as GoMap), ['IsRoot', this.#isRoot]]);
  }
}

function metadataFields({ raw, ...read }: ChartMetadata): Map<string, Value> {
  const text = (key: string): Value => scalarText(raw.get(key));
  return new Map<string, Value>([
    ['Name', read.name],
    ['Home', text('home')],
    ['Sources', texts(raw.get('sources'))],
    ['Version', read.version],
    ['Description', text('description')],
    ['Keywords', texts(raw.get('keywords'))],
    ['Maintainers', structs(raw.get('maintainers'), '*chart.Maintainer', { Name: 'name', Email: 'email', URL: 'url' })],
    ['Icon', text('icon')],
    ['APIVersion', read.apiVersion],
    ['Condition', text('condition')],
    ['Tags', text('tags')],
    ['AppVersion', text('appVersion')],
    ['Deprecated', raw.get('deprecated') === true],
    ['Annotations', annotations(raw.get('annotations'))],
    ['KubeVersion', read.kubeVersion],
    ['Dependencies', dependencyObjects(read.dependencies)],
    ['Type', read.type],
  ]);
}

function dependencyObjects(entries: ChartMetadata['dependencies']): Value {
  const objects = entries.filter((entry) => entry !== undefined).map(dependencyObject);
  return objects.length > 0 ? typedList('[]*chart.Dependency', objects) : nilList('[]*chart.Dependency');
}

/** `chart.Dependency`; what Helm has kept is enabled. */
function dependencyObject(entry: ChartDependency): Struct {
  const { name, version, repository, condition, tags, alias, importValues } = entry;
  const fields = new Map<string, Value>([
    ['Name', name],
    ['Version', version],
    ['Repository', repository],
    ['Condition', condition],
    ['Tags', stringList([...tags])],
    ['Enabled', true],
    ['ImportValues', [...importValues]],
    ['Alias', alias],
  ]);
  const written: (readonly [string, Value])[] = [
    ['version', version],
    ['condition', condition],
    ['tags', stringList([...tags])],
    ['import-values', [...importValues]],
    ['alias', alias],
  ];
  const given = written.filter(([, value]) => (value as string | readonly Value[]).length > 0);
  const json = new Map<string, Value>([['name', name], ['repository', repository], ['enabled', true], ...given]);
  return new Struct('*chart.Dependency', fields, () => json);
}

function texts(value: Value | undefined): Value {
  return value !== undefined && isList(value) ? stringList(value.map(scalarText)) : nilList('[]string');
}

function annotations(value: Value | undefined): Value {
  const entries = isMap(value) ? [...value].map(([key, item]) => [key, scalarText(item)] as const) : [];
  return new TypedMap('map[string]string', entries);
}

function structs(value: Value | undefined, goType: string, names: Readonly<Record<string, string>>): Value {
  if (value === undefined || !isList(value)) return nilList(`[]${goType}`);
  const items = value.filter(isMap).map((map) => {
    const fields = Object.entries(names).map(([field, key]) => [field, scalarText(map.get(key))] as const);
    return new Struct(goType, new Map(fields), () => new Map(map));
  });
  return typedList(`[]${goType}`, items);
}
