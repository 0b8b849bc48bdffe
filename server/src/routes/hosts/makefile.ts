import { basename, dirname } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinLines, type MappedText, replaceIn, textBuilder } from '../sourceMap.ts';
import { BASE_MARK, type Host, type Script } from './host.ts';
import { fillIn } from './makeText.ts';
import { directoriesAbove } from './shellScript.ts';

const OWN_NAME = /^(?:GNUmakefile|[Mm]akefile)$/;
const ASSIGNMENT = /^(?:export[ \t]+|override[ \t]+)*([A-Za-z_][\w.-]*)[ \t]*(\?=|:{0,3}=|\+=)[ \t]*(.*)$/;
const RULE = /^([^\s:#=][^:=#]*?)[ \t]*::?(?!=)[ \t]*([^=]*)$/;
/** `$(NAME)`, `${NAME}`, `$@`, `$$`: the last is the shell's own dollar. */
const REFERENCE = /\$(?:\$|\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\{([^{}]*)\}|([@<^*?%+A-Za-z]))/g;

/** Makefiles: each recipe line is a script of its own, in the directory make runs in. */
export const makefile: Host = {
  name: 'Makefile',
  matches: (path) => OWN_NAME.test(basename(path)) || /\.(?:mk|mak)$/.test(path),
  read(_tree, path, text) {
    const variables = new Map<string, string>();
    const recipes: { readonly target: string; readonly needs: string; readonly line: MappedText }[] = [];
    let rule: { target: string; needs: string } | undefined;
    const oneShell = /^\.ONESHELL[ \t]*:/m.test(text);
    for (const { line, start } of logicalLines(text)) {
      if (line.startsWith('\t')) {
        if (rule) recipes.push({ ...rule, line: recipeLine(line, start) });
        continue;
      }
      const assignment = ASSIGNMENT.exec(line);
      if (assignment) {
        const [, name, operator, value] = assignment as unknown as [string, string, string, string];
        const plain = value.replace(/\s#.*$/s, '').trim();
        variables.set(name, operator === '+=' ? `${variables.get(name) ?? ''} ${plain}`.trim() : plain);
        continue;
      }
      const found = RULE.exec(line);
      if (found) rule = { target: (found[1] as string).trim(), needs: (found[2] as string).trim() };
      else if (line.trim() !== '' && !/^\s*#|^(?:if|else|endif|include|-include|define|endef)/.test(line))
        rule = undefined;
    }
    const starts = OWN_NAME.test(basename(path)) ? [dirname(path)] : directoriesAbove(path);
    const script = (line: MappedText, target: string, needs: string): Script => ({
      language: 'shell',
      text: replaceIn(line, REFERENCE, (match) => expand(match, variables, target, needs)),
      starts,
      directory: BASE_MARK,
      variables: new Map(),
    });
    if (!oneShell) return { scripts: recipes.map(({ line, target, needs }) => script(line, target, needs)), notes: [] };
    const byTarget = new Map<string, typeof recipes>();
    for (const recipe of recipes) byTarget.set(recipe.target, [...(byTarget.get(recipe.target) ?? []), recipe]);
    return {
      scripts: [...byTarget.values()].map((lines) =>
        script(joinLines(lines.map(({ line }) => line)), lines[0]?.target ?? '', lines[0]?.needs ?? ''),
      ),
      notes: [],
    };
  },
};

function expand(
  match: RegExpMatchArray,
  variables: ReadonlyMap<string, string>,
  target: string,
  needs: string,
): string {
  if (match[0] === '$$') return '$';
  const name = match[1] ?? match[2] ?? match[3] ?? '';
  if (name === 'CURDIR') return BASE_MARK;
  if (name === '@') return target.includes(' ') || target.includes('%') ? UNKNOWN_TEXT : target;
  if (name === '<') return needs.split(/\s+/)[0]?.replace('%', UNKNOWN_TEXT) || UNKNOWN_TEXT;
  if (/^(?:KUBECTL|kubectl)$/.test(name) && !variables.has(name)) return 'kubectl';
  if (/^(?:KUSTOMIZE|HELM)$/.test(name) && !variables.has(name)) return name.toLowerCase();
  const value = variables.get(name);
  if (value === undefined) return UNKNOWN_TEXT;
  return fillIn(value, REFERENCE, (inner) => {
    if (inner[0] === '$$') return '$';
    const one = inner[1] ?? inner[2] ?? inner[3] ?? '';
    return one === 'CURDIR' ? BASE_MARK : variables.get(one);
  });
}

/** Lines with their continuations. */
function* logicalLines(text: string): Generator<{ readonly line: string; readonly start: number }> {
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    while (end > 0 && text[end - 1] === '\\') end = text.indexOf('\n', end + 1);
    if (end < 0) end = text.length;
    yield { line: text.slice(start, end), start };
    start = end + 1;
  }
}

/** A recipe line without its tab and make's own marks (`@`, `-`, `+`). */
function recipeLine(line: string, start: number): MappedText {
  const marks = /^[\t ]*[@+-]*[\t ]*/.exec(line)?.[0].length ?? 0;
  const builder = textBuilder();
  builder.add(line.slice(marks), start + marks);
  return builder.done();
}
