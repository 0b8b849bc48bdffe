import { formatFloat } from './formatFloat.ts';
import { quoteGo } from './quoteGo.ts';

/** A map key as go-yaml decodes it. */
export type YamlKey = null | boolean | bigint | number | string;

/** A decoded map; the string tells keys of different types apart. */
export type YamlMap = Map<string, { readonly key: YamlKey; readonly value: YamlValue }>;

/** A value as go-yaml decodes it: integers are `bigint`, floats `number`. */
export type YamlValue = YamlKey | YamlValue[] | YamlMap;

/** Go's `%#v` of a decoded value, as error texts show it. */
export function goSyntax(value: YamlValue): string {
  return value === null ? '<nil>' : nestedSyntax(value);
}

function nestedSyntax(value: YamlValue): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return quoteGo(value);
  if (typeof value === 'number') return formatFloat(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(nestedSyntax).join(', ')}}`;
  if (value instanceof Map) {
    const entries = [...value.values()].map((entry) => `${nestedSyntax(entry.key)}:${nestedSyntax(entry.value)}`);
    return `map[interface {}]interface {}{${entries.join(', ')}}`;
  }
  if (typeof value === 'bigint' && value > 0x7fff_ffff_ffff_ffffn) return `0x${value.toString(16)}`;
  return String(value);
}
