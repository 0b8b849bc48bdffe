import { any, dict, fn, type GoFunction, list, string, TemplateError } from '../functionTypes.ts';
import { Unknown, type Value } from '../values.ts';
import { decodeJson } from '../yaml/json/decode.ts';
import { encodeJson } from '../yaml/json/encode.ts';
import { jsonKind, unmarshalYaml } from '../yaml/readYaml.ts';
import { readToml } from '../yaml/toml/readToml.ts';
import { marshalToml } from '../yaml/toml/writeToml.ts';
import { marshalYaml, marshalYamlPretty, type YamlWriting } from '../yaml/writeYaml.ts';

const see = { unknown: 'see' } as const;
const yes = { html: true, indent: '' };

/** How a failed function answers: Helm's functions with a text or a value, Argo CD's with an error. */
type Failure<T> = (problem: string) => T;

function failWith(problem: string): never {
  throw new TemplateError(problem);
}

/** Without its last line break, since templates bring their own. */
function written(writing: YamlWriting, onError: Failure<string>): string | Unknown {
  if (writing instanceof Unknown) return writing;
  if (typeof writing === 'object') return onError(writing.error);
  return writing.endsWith('\n') ? writing.slice(0, -1) : writing;
}

function toYaml(name: string, onError: Failure<string>): GoFunction {
  return fn(name, [any], string, (value) => written(marshalYaml(value), onError), see);
}

function fromYaml(name: string, onError: Failure<Map<string, Value>>): GoFunction {
  return fn(name, [string], dict, (text) => {
    const { value, error } = unmarshalYaml(text, 'map');
    return error === undefined ? (value as Map<string, Value>) : onError(error);
  });
}

function fromYamlArray(name: string, onError: Failure<readonly Value[]>): GoFunction {
  return fn(name, [string], list, (text) => {
    const { value, error } = unmarshalYaml(text, 'slice');
    return error === undefined ? (value as readonly Value[]) : onError(error);
  });
}

function unmarshalJson(text: string, goType: string, kind: 'object' | 'array'): Value | { readonly error: string } {
  const decoded = decodeJson(text);
  if ('error' in decoded) return decoded;
  const found = jsonKind(decoded.value);
  if (found === kind || found === 'null') return decoded.value;
  return { error: `json: cannot unmarshal ${found} into Go value of type ${goType}` };
}

function isError(value: Value | { readonly error: string }): value is { readonly error: string } {
  return typeof value === 'object' && value !== null && 'error' in value;
}

const errorMap = (problem: string): Map<string, Value> => new Map([['Error', problem]]);

function fromJson(text: string): Map<string, Value> {
  const value = unmarshalJson(text, 'map[string]interface {}', 'object');
  return isError(value) ? errorMap(value.error) : ((value ?? new Map()) as Map<string, Value>);
}

function fromJsonArray(text: string): readonly Value[] {
  const value = unmarshalJson(text, '[]interface {}', 'array');
  return isError(value) ? [value.error] : ((value ?? []) as readonly Value[]);
}

function fromToml(text: string): Map<string, Value> {
  const read = readToml(text);
  return 'error' in read ? errorMap(read.error) : read.value;
}

function toJson(name: string, onError: Failure<string>): GoFunction {
  return fn(
    name,
    [any],
    string,
    (value) => {
      const encoded = encodeJson(value, yes);
      return typeof encoded === 'object' && 'error' in encoded ? onError(encoded.error) : encoded;
    },
    see,
  );
}

function toToml(name: string, onError: Failure<string>): GoFunction {
  return fn(
    name,
    [any],
    string,
    (value) => {
      // The encoder panics, and so even Helm's function fails.
      if (value === null) throw new TemplateError('reflect: call of reflect.Value.Type on zero Value');
      const writing = marshalToml(value);
      return typeof writing === 'object' && 'error' in writing ? onError(writing.error) : writing;
    },
    see,
  );
}

const nothing = (): string => '';
const itself = (problem: string): string => problem;

/** The functions Helm adds to sprig or puts in its place (pkg/engine/funcs.go); those that fail answer with a value. */
export const helmDocumentFunctions = [
  toYaml('toYaml', nothing),
  fn('toYamlPretty', [any], string, (value) => written(marshalYamlPretty(value), nothing), see),
  fromYaml('fromYaml', errorMap),
  fromYamlArray('fromYamlArray', (problem) => [problem]),
  toJson('toJson', nothing),
  fn('fromJson', [string], dict, fromJson),
  fn('fromJsonArray', [string], list, fromJsonArray),
  toToml('toToml', itself),
  fn('fromToml', [string], dict, fromToml),
];

/** Helm 4's additions: the same with errors. */
export const helm4DocumentFunctions = [
  toYaml('mustToYaml', failWith),
  toToml('mustToToml', failWith),
  toJson('mustToJson', failWith),
];

/** What Argo CD adds for ApplicationSets (applicationset/utils/template_functions.go); errors are errors. */
export const applicationSetDocumentFunctions = [
  toYaml('toYaml', failWith),
  fromYaml('fromYaml', failWith),
  fromYamlArray('fromYamlArray', failWith),
];
