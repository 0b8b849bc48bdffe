import { any, fn, string, TemplateError } from '../functionTypes.ts';
import { fromBytes, toBytes } from '../goString.ts';
import { hasUnknown } from '../unknown.ts';
import { Unknown, type Value } from '../values.ts';
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from '../yaml/baseEncoding.ts';
import { decodeJson } from '../yaml/json/decode.ts';
import { encodeJson, type JsonStyle } from '../yaml/json/encode.ts';
import { ShapedUnknown } from './unknowns.ts';

const see = { unknown: 'see' } as const;

function toJson(style: JsonStyle, onError: (problem: string) => string) {
  return (value: Value): string | Unknown => {
    const encoded = encodeJson(value, style);
    return typeof encoded === 'object' && 'error' in encoded ? onError(encoded.error) : encoded;
  };
}

function fail(problem: string): never {
  throw new TemplateError(problem);
}

const compact: JsonStyle = { html: true, indent: '' };
const pretty: JsonStyle = { html: true, indent: '  ' };
const raw: JsonStyle = { html: false, indent: '' };
const empty = (): string => '';

function decodeOr(decode: (text: string) => Uint8Array | { error: string }) {
  return (text: string): string => {
    const bytes = decode(text);
    return 'error' in bytes ? bytes.error : fromBytes(bytes);
  };
}

function decodeText(text: string | Unknown): string | Unknown {
  if (text instanceof ShapedUnknown && text.decoded) return text.decoded;
  if (text instanceof Unknown) return text;
  return hasUnknown(text) ? new Unknown('a part of the text is not known') : decodeOr(decodeBase64)(text);
}

function mustFromJson(text: string): Value {
  const decoded = decodeJson(text);
  if ('error' in decoded) throw new TemplateError(decoded.error);
  return decoded.value;
}

function fromJson(text: string): Value {
  const decoded = decodeJson(text);
  return 'error' in decoded ? null : decoded.value;
}

/** sprig's encodings (strings.go, defaults.go). Bad base64 gives the error's text as result. */
export const encodingFunctions = [
  fn('b64enc', [string], string, (text) => encodeBase64(toBytes(text))),
  fn('b64dec', [string], string, decodeText, see),
  fn('b32enc', [string], string, (text) => encodeBase32(toBytes(text))),
  fn('b32dec', [string], string, decodeOr(decodeBase32)),
  fn('toJson', [any], string, toJson(compact, empty), see),
  fn('mustToJson', [any], string, toJson(compact, fail), see),
  fn('toPrettyJson', [any], string, toJson(pretty, empty), see),
  fn('mustToPrettyJson', [any], string, toJson(pretty, fail), see),
  fn('toRawJson', [any], string, toJson(raw, fail), see),
  fn('mustToRawJson', [any], string, toJson(raw, fail), see),
  fn('fromJson', [string], any, fromJson),
  fn('mustFromJson', [string], any, mustFromJson),
];
