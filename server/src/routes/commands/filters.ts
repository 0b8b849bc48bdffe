import { ROOT_MARK } from '../hosts/host.ts';
import type { Content } from '../shell/invocation.ts';
import { type CommandReader, type Effect, filesTarget } from './command.ts';
import { passing } from './kubectl.ts';

/** Programs that write what they read, changed or not; files among their arguments are read. */
const FILTERS = new Set(
  `cat envsubst sed tee yq jq tr grep egrep awk gomplate sops op vault ytt kbld cut head tail sort uniq gettext perl python3 python
  kubeseal argocd-vault-plugin avp base64 gunzip zcat unix2dos dos2unix envtpl j2 jinja2 mustache vals mo esh kubectl-slice`.split(
    /\s+/,
  ),
);

/** `cat FILE`, `envsubst < FILE`, `sed … FILE`, `sops -d FILE`: manifests on their way through a pipe. */
export const filters: CommandReader = {
  programs: FILTERS,
  read(invocation) {
    const contents = invocation.argv.slice(1).flatMap((argument, i): Content[] => {
      const previous = invocation.argv[i] ?? '';
      if (!/\.(?:ya?ml|json|tpl|tmpl|j2|template|envsubst)$/.test(argument) || argument.startsWith('-')) return [];
      // What a program writes to, or takes as its own configuration, is not what it prints.
      if (
        /^(?:-o|--output|--config|--context|-d|-c|--values|--data-values-file)$/.test(previous) &&
        invocation.argv[0] !== 'sops'
      )
        return [];
      const target = filesTarget(invocation, argument, false);
      return target ? [{ type: 'target', kind: 'kubectl', target }] : [];
    });
    if (contents.length === 0 || invocation.argv[0] === 'tee') return passing(invocation.input);
    return passing({ words: [], contents });
  },
};

/** `echo`, `printf`, `ls`, `find`, `dirname`…: words that a script goes on with. */
export const words: CommandReader = {
  programs: new Set(['echo', 'printf', 'ls', 'find', 'dirname', 'basename', 'realpath', 'readlink', 'git']),
  read(invocation): Effect {
    const args = invocation.argv.slice(1);
    const plain = args.filter((argument) => !argument.startsWith('-'));
    const told = (found: readonly string[], contents: readonly Content[] = []): Effect =>
      passing({ words: found, contents });
    switch (invocation.argv[0]) {
      case 'echo':
        return told(plain, [{ type: 'text', text: plain.join(' '), span: invocation.span }]);
      case 'printf':
        return told(plain.slice(1), [
          { type: 'text', text: plain.join(' ').replaceAll('\\n', '\n'), span: invocation.span },
        ]);
      case 'ls':
        return told(plain);
      case 'find':
        return told(found(args));
      case 'dirname':
        return told(plain.map((path) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')));
      case 'basename':
        return told(plain.slice(0, 1).map((path) => stripped(path.slice(path.lastIndexOf('/') + 1), plain[1])));
      case 'git':
        return args[0] === 'rev-parse' && args.includes('--show-toplevel') ? told([ROOT_MARK]) : told([]);
      default:
        return told(plain.slice(0, 1));
    }
  },
};

function stripped(name: string, suffix: string | undefined): string {
  return suffix !== undefined && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name;
}

/** The files that `find DIR… -name PATTERN` lists, as globs. */
function found(args: readonly string[]): string[] {
  const first = args.findIndex((argument) => /^[-(!]/.test(argument));
  const directories = first < 0 ? args : args.slice(0, first);
  const names: string[] = [];
  let depth: number | undefined;
  for (const [i, argument] of args.entries()) {
    // What is left out (`! -name x`) can't make a file wrong that another pattern names.
    if ((argument === '-name' || argument === '-iname') && !/^(?:!|-not)$/.test(args[i - 1] ?? ''))
      names.push(args[i + 1] ?? '*');
    if (argument === '-path' || argument === '-wholename' || argument === '-regex') names.push('*');
    if (argument === '-maxdepth') depth = Number(args[i + 1]);
  }
  if (names.length === 0) names.push('*');
  const between = depth === 1 ? '' : '**/';
  return (directories.length > 0 ? directories : ['.']).flatMap((directory) =>
    names.map((name) => `${directory}/${between}${name}`),
  );
}
