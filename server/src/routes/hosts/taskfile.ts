import { isObject, listOf, objectOf } from '../../applications/json.ts';
import { type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { basename, dirname, join } from '../../files/paths.ts';
import type { Tree } from '../../files/tree.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinPath } from '../shell/path.ts';
import { stringsOf, textOf } from '../values.ts';
import { yamlText } from '../yamlText.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from './host.ts';
import { fillIn } from './makeText.ts';
import { directoriesAbove } from './shellScript.ts';
import { fillScript, type YamlSource } from './yamlScripts.ts';

const TEMPLATE = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g;

const OWN_NAMES = ['Taskfile', 'taskfile', 'Taskfile.dist'].flatMap((name) => [`${name}.yml`, `${name}.yaml`]);

/** Taskfiles (taskfile.dev): each command of a task, with the variables of the file and the task and its loops over lists. */
export const taskfile: Host = {
  name: 'Taskfile',
  matches: (path) =>
    /^[Tt]askfile(?:\.dist)?\.ya?ml$/.test(basename(path)) || /(?:^|\/)\.?taskfiles?\/.*\.ya?ml$/i.test(path),
  read(tree, path) {
    const file = tree.derive(yamlFile, path);
    const document = file?.documents[0];
    if (!file || !document) return { scripts: [], notes: [] };
    const source = { text: file.text, document };
    const root = objectOf(document.value());
    // An included Taskfile's tasks run where the one that includes it stands, with its variables.
    const starts = directoriesAbove(path);
    const outermost = outermostOf(tree, path);
    const outer = new Map<string, string>([
      ...(outermost === path ? [] : varsOf(objectOf(tree.derive(yamlFile, outermost)?.documents[0]?.value())['vars'])),
      ['ROOT_DIR', `${ROOT_MARK}/${dirname(outermost)}`],
      ['TASKFILE_DIR', `${ROOT_MARK}/${dirname(path)}`],
    ]);
    const scripts = Object.entries(objectOf(root['tasks'])).flatMap(([name, value]) => {
      const task = isObject(value) ? value : { cmds: value };
      const at: YamlPath = isObject(value) ? ['tasks', name, 'cmds'] : ['tasks', name];
      const variables = new Map([...outer, ...varsOf(root['vars']), ...varsOf(task['vars'])]);
      const fill = (text: string): string =>
        fillIn(text, TEMPLATE, (match) => variables.get((match[1] as string).replace(/^\./, '')));
      const environment = [...varsOf(root['env']), ...varsOf(task['env'])].map(
        ([key, text]) => [key, fill(text)] as const,
      );
      const directory = textOf(task['dir']);
      return commandsAt(source, task, at).flatMap(({ text, items }) =>
        items.map(
          (item): Script => ({
            language: 'shell',
            text: fillScript(text, TEMPLATE, (expression) => {
              if (expression === '.ITEM' && item !== undefined) return item;
              const found = variables.get(expression.replace(/^\./, ''));
              return found === undefined ? UNKNOWN_TEXT : fill(found);
            }),
            starts,
            directory: directory === undefined ? BASE_MARK : joinPath(BASE_MARK, fill(directory)),
            variables: new Map(environment),
          }),
        ),
      );
    });
    return { scripts, notes: document.problems.map(({ message }) => `${path}: ${message}`) };
  },
};

/** The Taskfile that is nearest to the root of the repository above a path: the one that people run. */
function outermostOf(tree: Tree, path: string): string {
  for (const directory of directoriesAbove(path))
    for (const name of OWN_NAMES) if (tree.kind(join(directory, name)) === 'file') return join(directory, name);
  return path;
}

/** The commands of a task, each with the items of its loop. */
function commandsAt(source: YamlSource, task: Readonly<Record<string, unknown>>, at: YamlPath) {
  const commands = task['cmds'] ?? task['cmd'];
  const list = Array.isArray(commands) ? commands : [commands];
  return list.flatMap((command, i) => {
    const own: YamlPath = Array.isArray(commands)
      ? [...at, i]
      : task['cmd'] === undefined
        ? at
        : [...at.slice(0, -1), 'cmd'];
    const text = yamlText(source.text, source.document, isObject(command) ? [...own, 'cmd'] : own);
    const loop = isObject(command) ? command['for'] : undefined;
    const items: readonly (string | undefined)[] = Array.isArray(loop) ? stringsOf(loop).slice(0, 100) : [undefined];
    return text ? [{ text, items }] : [];
  });
}

/** Variables with plain values; those that a command gives are unknown. */
function varsOf(value: unknown): [string, string][] {
  return Object.entries(objectOf(value)).flatMap(([name, item]): [string, string][] => {
    const text =
      textOf(item) ??
      (Array.isArray(item)
        ? listOf(item)
            .flatMap((one) => textOf(one) ?? [])
            .join(' ')
        : undefined);
    return text === undefined
      ? []
      : [[name, text.replace(/\{\{-?\s*\.(\w+)\s*\|\s*default\s+"([^"]*)"\s*-?\}\}/g, '$2')]];
  });
}
