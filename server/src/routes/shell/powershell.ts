import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { t } from '../../l10n/t.ts';
import { ROOT_MARK } from '../hosts/host.ts';
import type { Run, ShellInput } from './interpret.ts';
import { NO_OUTPUT, type Output } from './invocation.ts';
import { joinPath } from './path.ts';

/** One token: a comment, a string, a here-string, a variable being set, a separator, or a word. */
const TOKEN =
  /<#[\s\S]*?#>|#[^\n]*|`\r?\n|@"\r?\n[\s\S]*?\n"@|@'\r?\n[\s\S]*?\n'@|"(?:[^"`]|`[\s\S]|"")*"|'(?:[^']|'')*'|\|\||&&|[|;{}()\n]|[^\s|;{}()"'`#]+|`./g;
const MAX_TOKENS = 100_000;

/**
 * Reads a PowerShell script as a list of simple commands with variables and pipes: enough for the command lines of deploy
 * scripts, not for what they compute. Runs nothing.
 */
export function interpretPowerShell(input: ShellInput, run: Run): string | undefined {
  const variables = new Map<string, string>(
    [...input.variables].map(([name, value]) => [`env:${name}`.toLowerCase(), value]),
  );
  if (input.file !== undefined) {
    const slash = input.file.lastIndexOf('/');
    variables.set('psscriptroot', slash < 0 ? ROOT_MARK : `${ROOT_MARK}/${input.file.slice(0, slash)}`);
  }
  let directory = input.directory;
  const fill = (text: string): string =>
    text
      .replace(
        /`(.)|\$(?:\{([^}]+)\}|([A-Za-z_][\w:]*))|\$\([^)]*\)/g,
        (whole, escaped: string | undefined, braced: string | undefined, bare: string | undefined) => {
          if (escaped !== undefined) return escaped;
          const name = (braced ?? bare)?.toLowerCase();
          if (name === 'pwd') return directory;
          return name === undefined || whole.startsWith('$(') ? UNKNOWN_TEXT : (variables.get(name) ?? UNKNOWN_TEXT);
        },
      )
      .slice(0, 4096);
  const value = (token: string): string => {
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (token.startsWith('"')) return fill(token.slice(1, -1).replaceAll('""', '"'));
    return fill(token);
  };
  let words: string[] = [];
  let texts: { text: string; start: number; end: number }[] = [];
  let start = -1;
  let end = 0;
  let pipeline = -1;
  let flow: Output = NO_OUTPUT;
  const finish = (piped: boolean): void => {
    const argv = words[0] === '&' || words[0] === '.' ? words.slice(1) : words;
    if (argv.length > 0) {
      const program = (argv[0] as string).replace(/^.*\//, '').replace(/\.exe$/i, '');
      const [name, operator] = argv;
      if (operator === '=' && name?.startsWith('$') === true)
        variables.set(name.slice(1).toLowerCase(), argv.length === 3 ? (argv[2] as string) : UNKNOWN_TEXT);
      else if (/^(?:cd|Set-Location|Push-Location|pushd|sl)$/i.test(program))
        directory = joinPath(directory, argv.slice(1).find((word) => !word.startsWith('-')) ?? UNKNOWN_TEXT);
      else if (/^(?:Pop-Location|popd)$/i.test(program)) directory = input.directory;
      else {
        const shell = /^(?:Get-Content|gc|type)$/i.test(program)
          ? ['cat', ...argv.slice(1).filter((word) => !/^-(?:Path|Raw)$/i.test(word))]
          : [program, ...argv.slice(1)];
        flow = run({
          argv: shell,
          directory,
          starts: input.starts,
          input: flow,
          substitutions: new Map(),
          span: { start: pipeline < 0 ? start : pipeline, end },
          text: input.text.slice(pipeline < 0 ? start : pipeline, end),
        });
      }
    } else if (texts.length > 0)
      flow = {
        words: [],
        contents: texts.map(({ text, start: from, end: to }) => ({
          type: 'text',
          text,
          span: { start: from, end: to },
        })),
      };
    if (piped) pipeline = pipeline < 0 ? start : pipeline;
    else {
      pipeline = -1;
      flow = NO_OUTPUT;
    }
    words = [];
    texts = [];
    start = -1;
  };
  let count = 0;
  for (const match of input.text.matchAll(TOKEN)) {
    if (++count > MAX_TOKENS) return t`the script is too large to follow`;
    const token = match[0];
    if (token.startsWith('#') || token.startsWith('<#') || /^`\r?\n$/.test(token)) continue;
    if (token === '|') finish(true);
    else if (/^(?:\n|;|\|\||&&|[{}()])$/.test(token)) finish(false);
    else {
      if (start < 0) start = match.index;
      end = match.index + token.length;
      if (token.startsWith('@"') || token.startsWith("@'"))
        texts.push({ text: token.slice(2, -2), start: match.index, end });
      else if (words.length === 0 && token.startsWith('$')) words.push(token);
      // Paths of Windows are those of the repository with other slashes.
      else words.push(value(token).replaceAll('\\', '/'));
    }
  }
  finish(false);
  return undefined;
}
