import { toBytes } from '../goString.ts';
import { GoObject, goTypeOf, Int, isList, isMap, NO_VALUE, TypedList, Unknown, type Value } from '../values.ts';
import { encodeBase64 } from './baseEncoding.ts';
import { type EmitNode, emitDocument, goYamlV2, goYamlV3 } from './emitter.ts';
import { formatFloat } from './formatFloat.ts';
import { encodeJson } from './json/encode.ts';
import { encodeJsonNumber } from './json/encodeString.ts';
import { marshalObject } from './json/marshalObject.ts';
import { isNilList } from './nilLists.ts';
import { readYaml } from './readYaml.ts';
import { resolvePlainScalar } from './resolveScalar.ts';
import { readsAsOtherType } from './scalarStyle.ts';
import { compareKeys } from './sortKeys.ts';

const deepest = 500;
/** go-yaml finds no key in JSON that is longer than 1024 characters, escapes included. */
const longKey = 150;
/** No manifest has this many nodes; values that do come from templates that multiply. */
const mostNodes = 300_000;

/** The text, an unknown when it would be too large, or Go's error. */
export type YamlWriting = string | Unknown | { readonly error: string };

class YamlFailure extends Error {}

/** Counts nodes and open collections, so that cycles and explosions end. */
abstract class Builder {
  private nodes = 0;
  private readonly open = new Set<Value>();

  abstract build(value: Value): EmitNode;

  get full(): boolean {
    return this.nodes > mostNodes;
  }

  protected nest<T>(value: Value, build: () => T): T {
    if (this.open.has(value) || this.open.size > deepest)
      throw new YamlFailure(`json: unsupported value: encountered a cycle via ${goTypeOf(value)}`);
    this.open.add(value);
    const result = build();
    this.open.delete(value);
    return result;
  }

  protected sequence(items: readonly Value[]): EmitNode {
    this.nodes += items.length;
    return { kind: 'sequence', items: this.full ? [] : items.map((item) => this.build(item)) };
  }

  protected mapping(map: ReadonlyMap<string, Value>, lettersFirst: boolean): EmitNode {
    this.nodes += map.size;
    const entries = this.full ? [] : [...map].sort(([a], [b]) => compareKeys(a, b, lettersFirst));
    return { kind: 'mapping', entries: entries.map(([key, item]) => [this.key(key), this.build(item)] as const) };
  }

  protected abstract text(text: string): EmitNode;

  protected key(key: string): EmitNode {
    return this.text(key);
  }
}

function plain(text: string): EmitNode {
  return { kind: 'scalar', text, style: 'plain' };
}

function stringNode(text: string, tag?: string): EmitNode {
  const quoted = tag === undefined && readsAsOtherType(text);
  return { kind: 'scalar', text, tag, style: text.includes('\n') ? 'literal' : quoted ? 'double' : 'plain' };
}

/** Values on their way through JSON, as sigs.k8s.io/yaml writes them. */
class JsonBuilder extends Builder {
  /** Some texts do not survive the way through JSON as they are, or are not allowed on it. */
  mustReread = false;

  build(value: Value): EmitNode {
    if (value === null || value === NO_VALUE || isNilList(value)) return plain('null');
    if (typeof value === 'boolean') return plain(String(value));
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return plain(this.number(value));
    if (value instanceof Int) return plain(value.toString());
    if (value instanceof Unknown) return plain(value.text);
    if (value instanceof TypedList && value.elementType === 'uint8')
      return this.text(encodeBase64(Uint8Array.from(value, (byte) => Number((byte as Int).value))));
    if (isList(value)) return this.nest(value, () => this.sequence(value));
    if (isMap(value)) return this.nest(value, () => this.mapping(value, false));
    if (value instanceof GoObject) return this.nest(value, () => this.build(marshalObject(value)));
    throw new YamlFailure(`json: unsupported type: ${goTypeOf(value)}`);
  }

  /** The JSON number is read again as YAML: whole ones that fit 64 bits stay, the others are floats. */
  private number(value: number): string {
    const json = encodeJsonNumber(value);
    if (json === undefined) {
      const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
      throw new YamlFailure(`json: unsupported value: ${name}`);
    }
    const resolved = resolvePlainScalar(json).value;
    return typeof resolved === 'bigint' ? resolved.toString() : formatFloat(value);
  }

  protected text(text: string): EmitNode {
    if (/[\x7f-\x9f\ufffe\uffff]|\p{Surrogate}/u.test(text)) this.mustReread = true;
    return stringNode(text);
  }

  protected override key(key: string): EmitNode {
    if (key.length > longKey) this.mustReread = true;
    return this.text(key);
  }
}

/** Values as go.yaml.in/yaml/v3 writes them directly. */
class DirectBuilder extends Builder {
  build(value: Value): EmitNode {
    if (value === null || value === NO_VALUE) return plain('null');
    if (typeof value === 'boolean') return plain(String(value));
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return plain(this.number(value));
    if (value instanceof Int) return plain(value.toString());
    if (value instanceof Unknown) return plain(value.text);
    if (isList(value)) return this.nest(value, () => this.sequence(value));
    if (isMap(value)) return this.nest(value, () => this.mapping(value, true));
    if (value instanceof GoObject) return this.nest(value, () => this.build(marshalObject(value)));
    throw new YamlFailure(`cannot marshal type: ${goTypeOf(value)}`);
  }

  private number(value: number): string {
    if (Number.isNaN(value)) return '.nan';
    return Number.isFinite(value) ? formatFloat(value) : value > 0 ? '.inf' : '-.inf';
  }

  protected text(text: string): EmitNode {
    if (!/\p{Surrogate}/u.test(text)) return stringNode(text);
    const encoded = encodeBase64(toBytes(text));
    const lines = encoded.length > 70 ? (encoded.match(/.{1,70}/g) ?? []).map((line) => `${line}\n`) : [encoded];
    return stringNode(lines.join(''), '!!binary');
  }
}

/** Builds and writes; a cycle or a value that has no text is Go's error. */
function write(builder: Builder, value: Value, rules: typeof goYamlV2): YamlWriting {
  try {
    const node = builder.build(value);
    if (builder.full) return new Unknown('the YAML text is too large to write');
    return builder instanceof JsonBuilder && builder.mustReread ? reread(value) : emitDocument(node, rules);
  } catch (error) {
    if (error instanceof YamlFailure) return { error: error.message };
    throw error;
  }
}

/** Goes the whole way: JSON text, read as YAML, written again. */
function reread(value: Value): YamlWriting {
  const json = encodeJson(value, { html: true, indent: '' });
  if (typeof json !== 'string') return json;
  const read = readYaml(json, { exactIntegers: true });
  return read.error ? { error: read.error.message } : emitDocument(new JsonBuilder().build(read.value), goYamlV2);
}

/** A value as sigs.k8s.io/yaml's Marshal writes it (through JSON, then go-yaml v2), with its last line break. */
export function marshalYaml(value: Value): YamlWriting {
  return write(new JsonBuilder(), value, goYamlV2);
}

/** A value as go-yaml v3 writes it with an indentation of 2 (Helm's toYamlPretty), with its last line break. */
export function marshalYamlPretty(value: Value): YamlWriting {
  return write(new DirectBuilder(), value, goYamlV3);
}
