import { isObject, listOf, objectOf } from '../../applications/json.ts';
import { type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinPath } from '../shell/path.ts';
import { textOf } from '../values.ts';
import { yamlText } from '../yamlText.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from './host.ts';
import { fillScript, type YamlSource } from './yamlScripts.ts';

const PARAMETER = /<<\s*([\w.-]+)\s*>>/g;

/** CircleCI: the `run` steps of jobs and commands, also below `when` and `unless`. */
export const circleci: Host = {
  name: 'CircleCI',
  matches: (path) => /(?:^|\/)\.circleci\/.*\.ya?ml$/.test(path),
  read(tree, path) {
    const file = tree.derive(yamlFile, path);
    const document = file?.documents[0];
    if (!file || !document) return { scripts: [], notes: [] };
    const source = { text: file.text, document };
    const config = objectOf(document.value());
    const scripts = ['jobs', 'commands'].flatMap((group) =>
      Object.entries(objectOf(config[group])).flatMap(([name, value]) => {
        const owner = objectOf(value);
        return stepsAt(
          source,
          owner['steps'],
          [group, name, 'steps'],
          {
            directory: directoryOf(owner['working_directory'], BASE_MARK),
            variables: new Map(environmentOf(owner['environment'])),
            parameters: objectOf(owner['parameters']),
          },
          0,
        );
      }),
    );
    return { scripts, notes: document.problems.map(({ message }) => `${path}: ${message}`) };
  },
};

interface Scope {
  readonly directory: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

function stepsAt(source: YamlSource, steps: unknown, at: YamlPath, scope: Scope, depth: number): Script[] {
  return listOf(steps).flatMap((step, i): Script[] => {
    const run = objectOf(step)['run'];
    const here: YamlPath = [...at, i];
    for (const block of ['when', 'unless'])
      if (depth < 10 && isObject(objectOf(step)[block]))
        return stepsAt(source, objectOf(objectOf(step)[block])['steps'], [...here, block, 'steps'], scope, depth + 1);
    const text = yamlText(source.text, source.document, isObject(run) ? [...here, 'run', 'command'] : [...here, 'run']);
    if (!text) return [];
    const own = objectOf(run);
    return [
      {
        language: 'shell',
        text: fillScript(text, PARAMETER, () => UNKNOWN_TEXT),
        starts: [''],
        directory: directoryOf(own['working_directory'], scope.directory),
        variables: new Map([
          ...scope.variables,
          ...environmentOf(own['environment']),
          ['CIRCLE_WORKING_DIRECTORY', ROOT_MARK],
        ]),
      },
    ];
  });
}

/** The checkout is in the job's working directory, so that only a step's own one leads elsewhere. */
function directoryOf(value: unknown, outer: string): string {
  const text = textOf(value);
  if (text === undefined || /^(?:~|\/|\.$)/.test(text)) return outer;
  return joinPath(outer, text.replace(PARAMETER, UNKNOWN_TEXT));
}

function environmentOf(value: unknown): [string, string][] {
  const entries = isObject(value)
    ? Object.entries(value)
    : listOf(value).flatMap((item) => Object.entries(objectOf(item)));
  return entries.map(([name, text]) => [name, (textOf(text) ?? UNKNOWN_TEXT).replace(PARAMETER, UNKNOWN_TEXT)]);
}
