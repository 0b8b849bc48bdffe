import { parseTimestamp } from './timestamps.ts';

const prefix = 'tag:yaml.org,2002:';

/** The types a scalar's text may stand for. */
export type ScalarType = 'null' | 'bool' | 'int' | 'float' | 'timestamp' | 'str';

/** A scalar's type and value; integers are `bigint` (int64 or uint64), floats `number`. */
export interface ResolvedScalar {
  readonly type: ScalarType;
  readonly value: null | boolean | bigint | number | string;
}

const words = new Map<string, ResolvedScalar>();
function addWords(type: ScalarType, value: ResolvedScalar['value'], ...texts: string[]): void {
  for (const text of texts) words.set(text, { type, value });
}
addWords('bool', true, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON');
addWords('bool', false, 'n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF');
addWords('null', null, '', '~', 'null', 'Null', 'NULL');
addWords('float', Number.NaN, '.nan', '.NaN', '.NAN');
addWords('float', Number.POSITIVE_INFINITY, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF');
addWords('float', Number.NEGATIVE_INFINITY, '-.inf', '-.Inf', '-.INF');

const maxUint64 = 0xffff_ffff_ffff_ffffn;
const minInt64 = -0x8000_0000_0000_0000n;

/** Reads an integer as strconv.ParseInt(text, 0, 64) or ParseUint do; undefined when it is none or too large. */
export function parseGoInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits = ''] = match;
  const octal = /^0[oO]?([0-7]+)$/.exec(digits);
  const size = BigInt(octal ? `0o${octal[1]}` : digits);
  if (sign === '-') return -size >= minInt64 ? -size : undefined;
  if (sign === '+') return size <= -(minInt64 + 1n) ? size : undefined;
  return size <= maxUint64 ? size : undefined;
}

function parseFloatText(text: string): number | undefined {
  if (!/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The type of an unquoted, untagged scalar (go.yaml.in/yaml/v2 resolve.go): YAML 1.1 without sexagesimals. */
export function resolvePlainScalar(text: string): ResolvedScalar {
  const word = words.get(text);
  if (word) return word;
  const str: ResolvedScalar = { type: 'str', value: text };
  if (text.startsWith('.')) {
    // strconv.ParseFloat takes underscores between digits.
    const value = /_(?![0-9])|(?<![0-9])_/.test(text) ? undefined : parseFloatText(text.replaceAll('_', ''));
    return value === undefined ? str : { type: 'float', value };
  }
  if (!/^[-+0-9]/.test(text)) return str;
  if (parseTimestamp(text)) return { type: 'timestamp', value: text };
  return resolveNumber(text) ?? str;
}

function resolveNumber(text: string): ResolvedScalar | undefined {
  const plain = text.replaceAll('_', '');
  const int = parseGoInteger(plain);
  if (int !== undefined) return { type: 'int', value: int };
  const float = parseFloatText(plain);
  return float === undefined ? undefined : { type: 'float', value: float };
}

/** `!!str` for `tag:yaml.org,2002:str`; other tags as they are. */
export function shortTag(tag: string): string {
  return tag.startsWith(prefix) ? `!!${tag.slice(prefix.length)}` : tag;
}

/**
 * The type of a scalar with a tag.
 * @returns the value, undefined for tags that leave the text as it is, or the error that go-yaml gives.
 */
export function resolveTaggedScalar(tag: string, text: string): ResolvedScalar | { readonly error: string } {
  const wanted = shortTag(tag);
  const str: ResolvedScalar = { type: 'str', value: text };
  if (wanted === '!!binary') return decodeBinary(text);
  if (!['!!bool', '!!int', '!!float', '!!null', '!!timestamp'].includes(wanted)) return str;
  const found =
    wanted !== '!!timestamp' && parseTimestamp(text) ? (resolveNumber(text) ?? str) : resolvePlainScalar(text);
  if (`!!${found.type}` === wanted) return found;
  if (wanted === '!!float' && found.type === 'int' && BigInt.asIntN(64, found.value as bigint) === found.value)
    return { type: 'float', value: Number(found.value) };
  return { error: `cannot decode !!${found.type} \`${text}\` as a ${wanted}` };
}

/** Bytes that are no UTF-8 become U+FFFD, as they do on the way through JSON. */
function decodeBinary(text: string): ResolvedScalar | { readonly error: string } {
  const clean = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean))
    return { error: '!!binary value contains invalid base64 data' };
  const bytes = Uint8Array.from(atob(clean), (char) => char.charCodeAt(0));
  return { type: 'str', value: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}
