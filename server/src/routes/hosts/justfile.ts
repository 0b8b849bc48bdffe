import { basename, dirname } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinLines, type MappedText, plainText, replaceIn } from '../sourceMap.ts';
import { BASE_MARK, type Host } from './host.ts';

const INTERPOLATION = /\{\{([^{}]*)\}\}/g;

/** justfiles: each line of a recipe is a script of its own; a recipe with a `#!` line is one script. */
export const justfile: Host = {
  name: 'justfile',
  matches: (path) => /^\.?justfile$|\.just$/i.test(basename(path)),
  read(_tree, path, text) {
    const variables = new Map<string, string>();
    const recipes: MappedText[][] = [];
    let at = 0;
    let body: MappedText[] | undefined;
    for (const line of text.split('\n')) {
      const start = at;
      at += line.length + 1;
      if (/^[ \t]+\S/.test(line)) {
        const marks = /^[ \t]*[@-]*/.exec(line)?.[0].length ?? 0;
        body?.push(plainText(line.slice(marks), start + marks));
        continue;
      }
      const assignment = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(["'])(.*)\2\s*$/.exec(line);
      if (assignment) variables.set(assignment[1] as string, assignment[3] as string);
      else if (/^@?[A-Za-z_][^=]*:(?!=)/.test(line)) {
        body = [];
        recipes.push(body);
      } else if (line.trim() !== '') body = undefined;
    }
    const value = (match: RegExpMatchArray): string => {
      const name = (match[1] as string).trim();
      if (/^(?:justfile_directory|source_directory)\(\)$/.test(name)) return BASE_MARK;
      return variables.get(name) ?? UNKNOWN_TEXT;
    };
    const scripts = recipes.flatMap((lines) => {
      const whole = lines[0]?.text.startsWith('#!') === true;
      if (whole && !/\b(?:ba|z)?sh\b/.test(lines[0]?.text ?? '')) return [];
      return whole ? [joinLines(lines)] : continued(lines);
    });
    return {
      scripts: scripts.map((line) => ({
        language: 'shell',
        text: replaceIn(line, INTERPOLATION, value),
        starts: [dirname(path)],
        directory: BASE_MARK,
        variables: new Map(),
      })),
      notes: [],
    };
  },
};

/** Lines with their continuations. */
function continued(lines: readonly MappedText[]): MappedText[] {
  const made: MappedText[] = [];
  let open: MappedText[] = [];
  for (const line of lines) {
    open.push(line);
    if (line.text.endsWith('\\')) continue;
    made.push(joinLines(open));
    open = [];
  }
  if (open.length > 0) made.push(joinLines(open));
  return made;
}
