import { type GoMap, isList, isMap, type Value } from '../values.ts';
import { decodeJson } from '../yaml/json/decode.ts';
import { unmarshalYaml } from '../yaml/readYaml.ts';
import { SetError, setValues, typedValue } from './setValues.ts';

/** What the user gives to `helm template`, in the order in which Helm lays one over the other. */
export interface UserValues {
  /** `--values` files with their names: the text, or what `unmarshalYaml` made of it, which stays as it is. */
  readonly valueFiles?: readonly ({ readonly name: string } & ({ readonly text: string } | ReadValues))[];
  /** Values that are no text, over the files. */
  readonly values?: GoMap;
  /** `name=value` lines. */
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  /** Names (with the syntax of `--set`) and what their files contain. */
  readonly setFile?: readonly { readonly name: string; readonly content: Value }[];
}

/** What `unmarshalYaml` makes of the text of a values file. */
export interface ReadValues {
  readonly value: Value;
  readonly error?: string;
}

/** Combines what the user gives (`pkg/cli/values/options.go` MergeValues); Helm's complaint is the error. */
export function mergeUserValues(user: UserValues): { readonly values: GoMap } | { readonly error: string } {
  let base: GoMap = new Map();
  for (const file of user.valueFiles ?? []) {
    const { value, error } = 'text' in file ? unmarshalYaml(file.text, 'map') : file;
    if (error !== undefined) return { error: `failed to parse ${file.name}: ${error}` };
    base = mergeMaps(base, value as GoMap);
  }
  if (user.values) base = mergeMaps(base, user.values);
  const lines = [user.setJson, user.set, user.setString, user.setFile];
  // These write into what they find.
  if (lines.some((list) => list && list.length > 0)) base = copied(base) as GoMap;
  for (const line of user.setJson ?? []) {
    const error = setJsonLine(line, base);
    if (error !== undefined) return { error: `failed parsing --set-json data ${line}: ${error}` };
  }
  const groups = [
    { option: '--set', lines: user.set ?? [], read: typedValue },
    { option: '--set-string', lines: user.setString ?? [], read: (text: string): Value => text },
    ...(user.setFile ?? []).map(({ name, content }) => ({
      option: '--set-file',
      lines: [`${name}=file`],
      read: () => content,
    })),
  ];
  for (const { option, lines, read } of groups)
    for (const line of lines) {
      try {
        setValues(line, base, read);
      } catch (error) {
        if (!(error instanceof SetError)) throw error;
        return { error: `failed parsing ${option} data: ${error.message}` };
      }
    }
  return { values: base };
}

/** Lays `over` over `base`: maps are merged, anything else is replaced. */
function mergeMaps(base: GoMap, over: GoMap): GoMap {
  const out: GoMap = new Map(base);
  for (const [key, value] of over) {
    const present = out.get(key);
    out.set(key, isMap(value) && isMap(present) ? mergeMaps(present, value) : value);
  }
  return out;
}

function copied(value: Value): Value {
  if (isMap(value)) return new Map([...value].map(([key, item]) => [key, copied(item)]));
  return isList(value) ? value.map(copied) : value;
}

/** One `name=json` line, or a JSON object as a whole; several values in a line are not understood. */
function setJsonLine(line: string, base: GoMap): string | undefined {
  const whole = line.trim().startsWith('{');
  const equals = line.indexOf('=');
  const text = whole ? line : line.slice(equals + 1);
  const read = text.trim() === '' ? { value: null } : decodeJson(text);
  if ('error' in read) return read.error;
  if (whole && isMap(read.value)) {
    for (const [key, value] of mergeMaps(base, read.value)) base.set(key, value);
    return undefined;
  }
  try {
    setValues(`${line.slice(0, equals)}=json`, base, () => read.value);
  } catch (error) {
    if (!(error instanceof SetError)) throw error;
    return error.message;
  }
  return undefined;
}
