import { isObject, listOf, objectOf } from '../../applications/json.ts';
import { type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { basename } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinPath } from '../shell/path.ts';
import { textOf } from '../values.ts';
import { yamlText } from '../yamlText.ts';
import { deployCommand } from './deploySteps.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from './host.ts';
import { fillScript, type YamlSource } from './yamlScripts.ts';

const MACRO = /\$\(([\w.-]+)\)/g;
const TEMPLATE = /\$\{\{([^}]*)\}\}/g;
const SOURCES =
  /^(?:System\.DefaultWorkingDirectory|Build\.SourcesDirectory|Build\.Repository\.LocalPath|Pipeline\.Workspace\/s)$/i;
const MAX_DEPTH = 40;

/** Azure Pipelines: `script`, `bash`, `pwsh` and the tasks that deploy manifests, wherever they stand. */
export const azurePipelines: Host = {
  name: 'Azure Pipelines',
  matches: (path) =>
    /^\.?azure-?pipelines?.*\.ya?ml$/i.test(basename(path)) ||
    /(?:^|\/)\.?(?:azure-?pipelines?|azdo|\.?ado|pipelines)\/.*\.ya?ml$/i.test(path),
  read(tree, path) {
    const file = tree.derive(yamlFile, path);
    const document = file?.documents[0];
    if (!file || !document) return { scripts: [], notes: [] };
    const scripts: Script[] = [];
    visit({ text: file.text, document }, document.value(), [], new Map(), scripts, 0);
    return { scripts, notes: document.problems.map(({ message }) => `${path}: ${message}`) };
  },
};

function visit(
  source: YamlSource,
  value: unknown,
  at: YamlPath,
  outer: ReadonlyMap<string, string>,
  scripts: Script[],
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) visit(source, item, [...at, i], outer, scripts, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  const variables = new Map([...outer, ...variablesOf(value['variables'])]);
  const script = stepScript(source, value, at, variables);
  if (script) scripts.push(script);
  else
    for (const [key, inner] of Object.entries(value)) visit(source, inner, [...at, key], variables, scripts, depth + 1);
}

function stepScript(
  source: YamlSource,
  step: Readonly<Record<string, unknown>>,
  at: YamlPath,
  variables: ReadonlyMap<string, string>,
): Script | undefined {
  const key = ['script', 'bash', 'pwsh', 'powershell'].find((name) => typeof step[name] === 'string');
  const inputs = objectOf(step['inputs']);
  const inline = ['script', 'inlineScript', 'inline'].find((name) => typeof inputs[name] === 'string');
  const task = textOf(step['task']);
  const text =
    key !== undefined
      ? yamlText(source.text, source.document, [...at, key])
      : task === undefined
        ? undefined
        : inline !== undefined
          ? yamlText(source.text, source.document, [...at, 'inputs', inline])
          : deployCommand(task, inputs, source.document.valueSpan([...at, 'task']));
  if (!text) return undefined;
  const value = (name: string): string => (SOURCES.test(name) ? ROOT_MARK : (variables.get(name) ?? UNKNOWN_TEXT));
  const fill = (written: string): string =>
    written.replace(MACRO, (_, name: string) => value(name)).replace(TEMPLATE, UNKNOWN_TEXT);
  const isPowerShell =
    key === 'pwsh' ||
    key === 'powershell' ||
    /PowerShell/i.test(task ?? '') ||
    textOf(inputs['scriptType']) === 'pscore';
  const env = Object.entries(objectOf(step['env'])).map(
    ([name, one]) => [name, fill(textOf(one) ?? UNKNOWN_TEXT)] as const,
  );
  return {
    language: isPowerShell ? 'powershell' : 'shell',
    text: fillScript(
      fillScript(text, TEMPLATE, (expression) => variables.get(expression.replace(/^variables\./, '')) ?? UNKNOWN_TEXT),
      MACRO,
      value,
    ),
    starts: [''],
    directory: joinPath(BASE_MARK, fill(textOf(step['workingDirectory'] ?? inputs['workingDirectory']) ?? '')),
    variables: new Map([
      ...[...variables].map(([name, one]) => [name.toUpperCase().replaceAll('.', '_'), one] as const),
      ['BUILD_SOURCESDIRECTORY', ROOT_MARK],
      ['SYSTEM_DEFAULTWORKINGDIRECTORY', ROOT_MARK],
      ...env,
    ]),
  };
}

/** `variables:` as a mapping, or as a list of `name` and `value`. */
function variablesOf(value: unknown): [string, string][] {
  const entries: (readonly [unknown, unknown])[] = isObject(value)
    ? Object.entries(value)
    : listOf(value).map((item) => [objectOf(item)['name'], objectOf(item)['value']] as const);
  return entries.flatMap(([name, item]): [string, string][] => {
    const text = textOf(item);
    return typeof name === 'string' && text !== undefined && !/\$[([{]/.test(text) ? [[name, text]] : [];
  });
}
