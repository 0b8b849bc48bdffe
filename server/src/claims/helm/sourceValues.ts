import type { UserValues } from '../../gotemplate/chart/userValues.ts';
import { mergeUserValues } from '../../gotemplate/chart/userValues.ts';
import { UNKNOWN_TEXT, Unknown } from '../../gotemplate/unknown.ts';
import { fromJson, type GoMap, isList, isMap, type Value } from '../../gotemplate/values.ts';
import type { SourceRequest } from '../claim.ts';
import { expandVariables } from './expandVariables.ts';
import { type HelmOptions, helmOptions } from './options.ts';
import { readValues, type SourceFiles, textOf } from './sourceFiles.ts';

/** The values that a source gives to `helm template`, before the chart's own defaults. */
export type SourceValues = {
  /** Whether a value file could not be read, so that any value may be another. */
  readonly incomplete: boolean;
} & ({ readonly values: GoMap } | { readonly error: string });

/**
 * Combines value files, `values` or `valuesObject`, `parameters` and `fileParameters` as Argo CD hands them to Helm
 * (`reposerver/repository/repository.go` helmTemplate, `util/helm/cmd.go` template).
 */
export function sourceValues(request: SourceRequest, files: SourceFiles): SourceValues {
  const options = helmOptions(request.source);
  const valueFiles: NonNullable<UserValues['valueFiles']>[number][] = [];
  let incomplete = false;
  for (const file of files.valueFiles) {
    const read = readValues(file);
    if (read === undefined) incomplete = true;
    else valueFiles.push({ ...read, name: file.entry });
  }
  const hasObject = options.valuesObject !== undefined && options.valuesObject !== null;
  if (!hasObject && options.values !== '') valueFiles.push({ name: 'values', text: options.values });
  const object = hasObject ? fromJson(options.valuesObject) : undefined;
  const user: UserValues = {
    valueFiles,
    ...(isMap(object) ? { values: object } : {}),
    ...parameterLines(request, options),
    setFile: options.fileParameters.map(({ name }, index) => {
      const file = files.fileParameters[index];
      const content = file && textOf(file);
      return { name, content: content ?? new Unknown('the content of a file that is not in the workspace') };
    }),
  };
  const merged = mergeUserValues(user);
  return 'error' in merged ? { ...merged, incomplete } : { values: markUnknown(merged.values) as GoMap, incomplete };
}

/** The `--set` and `--set-string` arguments; of two parameters with the same name the last counts. */
function parameterLines(request: SourceRequest, options: HelmOptions): Pick<UserValues, 'set' | 'setString'> {
  const set = new Map<string, string>();
  const setString = new Map<string, string>();
  const env = new Map([
    ['ARGOCD_APP_NAME', request.appName],
    ['ARGOCD_APP_NAMESPACE', request.destinationNamespace],
    ['ARGOCD_APP_PROJECT_NAME', request.project],
    ...['repoURL', 'path', 'targetRevision'].map((field, i): [string, string] => [
      ['ARGOCD_APP_SOURCE_REPO_URL', 'ARGOCD_APP_SOURCE_PATH', 'ARGOCD_APP_SOURCE_TARGET_REVISION'][i] as string,
      typeof request.source[field] === 'string' ? request.source[field] : '',
    ]),
  ]);
  const value = (name: string): string | undefined =>
    env.get(name) ?? (name.startsWith('ARGOCD_APP_REVISION') ? UNKNOWN_TEXT : undefined);
  for (const parameter of options.parameters)
    (parameter.forceString ? setString : set).set(parameter.name, expandVariables(parameter.value, value));
  const lines = (map: Map<string, string>): string[] => [...map].map(([name, text]) => `${name}=${escapeCommas(text)}`);
  return { set: lines(set), setString: lines(setString) };
}

/** Commas stay in the value, except in Helm's lists (`util/helm/cmd.go` cleanSetParameters). */
function escapeCommas(text: string): string {
  if (text.startsWith('{') && text.endsWith('}')) return text;
  let out = '';
  for (const [i, char] of Array.from(text).entries()) {
    out += char === ',' && (i === 0 || !out.endsWith('\\')) ? '\\,' : char;
  }
  return out;
}

/** Texts with unknown stretches become unknown values, so that decisions about them are open. */
function markUnknown(value: Value): Value {
  if (typeof value === 'string' && value.includes(UNKNOWN_TEXT))
    return new Unknown('a value of the Application that the repository can’t tell', value);
  if (isMap(value)) return new Map([...value].map(([key, item]) => [key, markUnknown(item)]));
  return isList(value) ? value.map(markUnknown) : value;
}
