import { Int, type Value } from '../values.ts';
import { formatFloat32 } from './formatFloat.ts';
import { goSyntax, type YamlKey, type YamlMap, type YamlValue } from './goSyntax.ts';
import type { MappingNode, ScalarNode, YamlNode } from './nodes.ts';
import { resolvePlainScalar, resolveTaggedScalar } from './resolveScalar.ts';
import { YamlSyntaxError } from './tokens.ts';

const mergeTag = 'tag:yaml.org,2002:merge';
const wantMap = 'map merge requires map or sequence of maps as the value';

/** A key of a Go map, so that 1 and "1" stay two keys. */
function identity(key: YamlKey): string {
  return `${typeof key}:${key}`;
}

/**
 * Turns nodes into values as go-yaml's decoder does for interface{} (go.yaml.in/yaml/v2 decode.go): merge keys in
 * their place, later keys over earlier ones, aliases counted against its limits.
 */
export class Decoder {
  /** What strict reading complains about: keys that are there twice. */
  readonly duplicates: { readonly message: string; readonly offset: number }[] = [];
  private decoded = 0;
  private aliased = 0;
  private aliasDepth = 0;
  private readonly openAliases = new Set<YamlNode>();

  /** @throws YamlSyntaxError */
  decode(node: YamlNode): YamlValue {
    this.count(node);
    switch (node.kind) {
      case 'alias':
        return this.enterAlias(node, () => this.decode(node.target));
      case 'scalar':
        return decodeScalar(node);
      case 'sequence':
        return node.items.map((item) => this.decode(item));
      case 'mapping':
        return this.fillMap(node, new Map());
    }
  }

  private count(node: YamlNode): void {
    this.decoded++;
    if (this.aliasDepth > 0) this.aliased++;
    const tooMany = this.aliased > 100 && this.decoded > 1000 && this.aliased / this.decoded > this.allowedRatio();
    if (tooMany) throw new YamlSyntaxError('document contains excessive aliasing', node.start.offset);
  }

  private allowedRatio(): number {
    if (this.decoded <= 400_000) return 0.99;
    if (this.decoded >= 4_000_000) return 0.1;
    return 0.99 - 0.89 * ((this.decoded - 400_000) / 3_600_000);
  }

  private enterAlias<T>(node: YamlNode & { kind: 'alias' }, decode: () => T): T {
    if (this.openAliases.has(node))
      throw new YamlSyntaxError(`anchor '${node.name}' value contains itself`, node.start.offset);
    this.openAliases.add(node);
    this.aliasDepth++;
    const value = decode();
    this.aliasDepth--;
    this.openAliases.delete(node);
    return value;
  }

  private fillMap(node: MappingNode, map: YamlMap): YamlMap {
    for (const { key: keyNode, value: valueNode } of node.entries) {
      if (isMergeKey(keyNode)) {
        this.merge(valueNode, map);
        continue;
      }
      const key = this.decode(keyNode);
      if (typeof key === 'object' && key !== null)
        throw new YamlSyntaxError(`invalid map key: ${goSyntax(key)}`, keyNode.start.offset);
      const value = this.decode(valueNode);
      if (map.has(identity(key))) {
        const message = `line ${valueNode.start.line + 1}: key ${goSyntax(key)} already set in map`;
        this.duplicates.push({ message, offset: keyNode.start.offset });
      }
      map.set(identity(key), { key, value });
    }
    return map;
  }

  private merge(node: YamlNode, map: YamlMap): void {
    if (node.kind === 'sequence') {
      for (const item of [...node.items].reverse()) this.mergeOne(item, map);
    } else {
      this.mergeOne(node, map);
    }
  }

  private mergeOne(node: YamlNode, map: YamlMap): void {
    const target = node.kind === 'alias' ? node.target : node;
    if (target.kind !== 'mapping') throw new YamlSyntaxError(wantMap, node.start.offset);
    this.count(node);
    if (node.kind === 'alias') {
      this.enterAlias(node, () => {
        this.count(target);
        this.fillMap(target, map);
      });
    } else {
      this.fillMap(target, map);
    }
  }
}

function isMergeKey(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === '<<' && (node.implicit || node.tag === mergeTag);
}

/** @throws YamlSyntaxError when the tag does not fit the text. */
export function decodeScalar(node: ScalarNode): null | boolean | bigint | number | string {
  if (node.tag === '') return node.implicit ? resolvePlainScalar(node.text).value : node.text;
  const resolved = resolveTaggedScalar(node.tag, node.text);
  if ('error' in resolved) throw new YamlSyntaxError(resolved.error, node.start.offset);
  return resolved.value;
}

/** How sigs.k8s.io/yaml names a key in JSON. @throws YamlSyntaxError (without go-yaml's prefix) for null and uint64 keys. */
function jsonKey(key: YamlKey, value: YamlValue): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number') return formatFloat32(key);
  if (typeof key === 'bigint' && key <= 0x7fff_ffff_ffff_ffffn) return String(key);
  const type = key === null ? '%!s(<nil>)' : 'uint64';
  throw new JsonConversionError(
    `unsupported map key of type: ${type}, key: ${goSyntax(key)}, value: ${goSyntax(value)}`,
  );
}

/** An error of the step from YAML to JSON; its text carries no `yaml: ` prefix. */
export class JsonConversionError extends Error {}

/**
 * The JSON form of a decoded value: string keys, finite numbers (sigs.k8s.io/yaml convertToJSONableObject, json.Marshal).
 * @param exact keeps integers as Go's int64/uint64; without it every number is a float64, as after json.Unmarshal.
 * @throws JsonConversionError
 */
export function toJsonValue(value: YamlValue, exact: boolean): Value {
  const converted = convertValue(value, exact);
  const infinite = findInfinite(converted);
  if (infinite !== undefined) throw new JsonConversionError(`json: unsupported value: ${infinite}`);
  return converted;
}

function convertValue(value: YamlValue, exact: boolean): Value {
  if (typeof value === 'bigint') {
    if (!exact) return Number(value);
    return new Int(value > 0x7fff_ffff_ffff_ffffn ? 'uint64' : 'int', value);
  }
  if (Array.isArray(value)) return value.map((item) => convertValue(item, exact));
  if (value instanceof Map) {
    const result = new Map<string, Value>();
    for (const { key, value: item } of value.values()) result.set(jsonKey(key, item), convertValue(item, exact));
    return result;
  }
  return value;
}

function findInfinite(value: Value): string | undefined {
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return 'NaN';
    if (Number.isFinite(value)) return undefined;
    return value > 0 ? '+Inf' : '-Inf';
  }
  const items = Array.isArray(value) ? value : value instanceof Map ? [...value.values()] : [];
  for (const item of items) {
    const found = findInfinite(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
