import { basename } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinPath } from '../shell/path.ts';
import { plainText, replaceIn } from '../sourceMap.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from './host.ts';

/** A comment, a string, a brace, or a word: what of Groovy must be told apart to find the steps. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[{}]|[A-Za-z_]\w*|[=(),:]/g;
const STEPS: Readonly<Record<string, Script['language']>> = {
  sh: 'shell',
  bat: 'shell',
  powershell: 'powershell',
  pwsh: 'powershell',
};
const INTERPOLATION = /\\?\$(?:\{([^{}]*)\}|([A-Za-z_][\w.]*))/g;

/** Jenkinsfiles: the texts of `sh`, `bat` and `powershell` steps, inside `dir(…)` blocks, with the pipeline's own variables. */
export const jenkinsfile: Host = {
  name: 'Jenkinsfile',
  matches: (path) => /^Jenkinsfile|\.jenkinsfile$/i.test(basename(path)) || /\.groovy$/.test(path),
  read(_tree, _path, text) {
    const tokens = [...text.matchAll(TOKEN)].filter(([token]) => !token.startsWith('//') && !token.startsWith('/*'));
    const variables = assignments(tokens.map(([token]) => token));
    const scripts: Script[] = [];
    const directories: string[] = [BASE_MARK];
    let next: string | undefined;
    for (const [i, match] of tokens.entries()) {
      const token = match[0];
      const current = directories.at(-1) as string;
      if (token === '{') {
        directories.push(next ?? current);
        next = undefined;
      } else if (token === '}') {
        if (directories.length > 1) directories.pop();
      } else if (token === 'dir') {
        const argument = tokens.slice(i + 1, i + 3).find(([word]) => isString(word));
        if (argument) next = joinPath(current, fill(content(argument[0]).text, variables));
      } else if (Object.hasOwn(STEPS, token) && tokens[i - 1]?.[0] !== ':') {
        const argument = stepText(tokens, i);
        if (!argument) continue;
        const { text: body, offset } = content(argument[0]);
        const script = plainText(body, argument.index + offset);
        scripts.push({
          language: STEPS[token] as Script['language'],
          // Between double quotes Groovy fills in its own variables first.
          text: argument[0].startsWith('"')
            ? replaceIn(script, INTERPOLATION, (found) => interpolate(found, variables))
            : script,
          starts: [''],
          directory: current,
          variables: new Map([...variables, ['WORKSPACE', ROOT_MARK]]),
        });
      }
    }
    return { scripts, notes: [] };
  },
};

/** The text of a step: its only argument, or the one named `script`. */
function stepText(tokens: readonly RegExpMatchArray[], at: number): (RegExpMatchArray & { index: number }) | undefined {
  for (let i = at + 1; i < Math.min(tokens.length, at + 12); i++) {
    const token = tokens[i] as RegExpMatchArray & { index: number };
    if (isString(token[0])) {
      const named = tokens[i - 1]?.[0] === ':' ? tokens[i - 2]?.[0] : undefined;
      if (named === undefined || named === 'script') return token;
    } else if (/^[{}=]$/.test(token[0])) return undefined;
  }
  return undefined;
}

/** `NAME = 'value'`, in an `environment` block or as a variable. */
function assignments(tokens: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [i, token] of tokens.entries()) {
    const value = tokens[i + 2];
    if (tokens[i + 1] !== '=' || !/^[A-Za-z_]\w*$/.test(token) || value === undefined || !isString(value)) continue;
    const text = fill(content(value).text, found);
    // One that is set twice depends on the way taken.
    found.set(token, found.has(token) && found.get(token) !== text ? UNKNOWN_TEXT : text);
  }
  return found;
}

function interpolate(match: RegExpMatchArray, variables: ReadonlyMap<string, string>): string {
  // `\${X}` is left to the shell.
  if (match[0].startsWith('\\')) return match[0].slice(1);
  const name = (match[1] ?? match[2] ?? '').trim().replace(/^env\./, '');
  if (name === 'WORKSPACE') return ROOT_MARK;
  return variables.get(name) ?? UNKNOWN_TEXT;
}

function fill(text: string, variables: ReadonlyMap<string, string>): string {
  return text
    .replace(INTERPOLATION, (...groups) => interpolate(groups as unknown as RegExpMatchArray, variables))
    .slice(0, 4096);
}

function isString(token: string): boolean {
  return token.startsWith("'") || token.startsWith('"');
}

/** What stands between the quotes, and how far in. */
function content(token: string): { readonly text: string; readonly offset: number } {
  const offset = token.startsWith("'''") || token.startsWith('"""') ? 3 : 1;
  return { text: token.slice(offset, token.length - offset), offset };
}
