import {
  type Command,
  type CommandNode,
  type CompoundList,
  type ParsedScript,
  type PipelineNode,
  parse,
  type Redirection,
  type Statement,
  type Word,
} from 'unbash';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { t } from '../../l10n/t.ts';
import type { Span } from '../../problems/problem.ts';
import { ROOT_MARK } from '../hosts/host.ts';
import { builtin } from './builtins.ts';
import { type Expander, expandParts, expandText, expandWord } from './expand.ts';
import { type Invocation, NO_OUTPUT, type Output } from './invocation.ts';
import { fileContent, joined, textOutput } from './output.ts';
import { joinPath } from './path.ts';
import { cloneState, mergeStates, type State } from './state.ts';
import { leaving, lineEnd, readVariable } from './structure.ts';
import { unwrap } from './wrappers.ts';

/** Longer scripts are not read. */
const MAX_TEXT = 500_000;
/** Commands that one script may run, loops and functions counted as often as they run. */
const MAX_COMMANDS = 5000;
const MAX_DEPTH = 40;

/** A shell script with what is known when it begins. */
export interface ShellInput {
  readonly text: string;
  readonly directory: string;
  readonly starts: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  /** The script's own file, repository-relative. */
  readonly file?: string;
}

/** Told of every simple command; answers what it writes to its standard output. */
export type Run = (invocation: Invocation) => Output;

/**
 * Follows a shell script as far as its text tells: every way through conditions, loops over what is listed, functions with
 * their arguments. Runs nothing. Bounded: at most 5,000 commands, 500 words for each word.
 * @returns why the script can't be read in full; undefined when it can.
 */
export function interpretShell(input: ShellInput, run: Run): string | undefined {
  if (input.text.length > MAX_TEXT) return t`the script is too large to follow`;
  const script = parse(input.text);
  const shell = new Shell(input, run);
  const state: State = {
    directory: input.directory,
    stack: [],
    variables: new Map([...input.variables].map(([name, value]) => [name, [value]])),
    functions: new Map(),
    args: undefined,
  };
  shell.list(script.commands, state, NO_OUTPUT, 0);
  shell.uncalled(state);
  return shell.left < 0 ? t`the script runs too many commands to follow them all` : undefined;
}

class Shell {
  readonly #input: ShellInput;
  readonly #run: Run;
  readonly #called = new Set<string>();
  /** The command whose place stands for those of a text it runs (`bash -c`). */
  #outer: { readonly span: Span; readonly text: string } | undefined;
  #source: string;
  left = MAX_COMMANDS;

  constructor(input: ShellInput, run: Run) {
    this.#input = input;
    this.#run = run;
    this.#source = input.text;
  }

  /** Functions that this script only defines: whoever sources it calls them. */
  uncalled(state: State): void {
    for (const [name, body] of [...state.functions])
      if (!this.#called.has(name)) this.node(body, cloneState({ ...state, args: undefined }), NO_OUTPUT, 1, undefined);
  }

  list(statements: readonly Statement[], state: State, input: Output, depth: number): Output {
    const outputs: Output[] = [];
    for (const { command } of statements) {
      if (this.left < 0) break;
      const parts = command.type === 'AndOr' ? command.commands : [command];
      for (const part of parts) outputs.push(this.#pipeline(part, state, input, depth));
    }
    return joined(outputs);
  }

  #pipeline(node: PipelineNode, state: State, input: Output, depth: number): Output {
    if (node.type !== 'Pipeline') return this.node(node, state, input, depth, undefined);
    let flow = input;
    const inner = node.commands.length > 1 ? cloneState(state) : state;
    for (const command of node.commands) flow = this.node(command, inner, flow, depth, node.pos);
    return flow;
  }

  /** @param from where the pipeline begins. */
  node(node: CommandNode | CompoundList, state: State, input: Output, depth: number, from: number | undefined): Output {
    if (depth > MAX_DEPTH || --this.left < 0) return NO_OUTPUT;
    const below = depth + 1;
    switch (node.type) {
      case 'Command':
        return this.#command(node, state, input, depth, from);
      case 'CompoundList':
        return this.list(node.commands, state, input, below);
      case 'BraceGroup':
        return this.list(node.body.commands, state, input, below);
      case 'Subshell':
        return this.list(node.body.commands, cloneState(state), input, below);
      case 'Redirected':
        return this.node(node.command, state, this.#redirected(node.redirects, state, input, depth), below, from);
      case 'If': {
        this.list(node.clause.commands, state, input, below);
        const branches: State[] = [];
        const outputs: Output[] = [];
        for (const body of [node.then, ...node.elif.map(({ then }) => then), node.else]) {
          const branch = cloneState(state);
          if (body) outputs.push(this.list(body.commands, branch, input, below));
          branches.push(branch);
        }
        mergeStates(state, leaving(branches, [node.then, ...node.elif.map(({ then }) => then), node.else]));
        return joined(outputs);
      }
      case 'Case': {
        const branches = node.items.map((item) => {
          const branch = cloneState(state);
          this.list(item.body.commands, branch, input, below);
          return branch;
        });
        mergeStates(
          state,
          leaving(
            branches,
            node.items.map(({ body }) => body),
          ),
        );
        return NO_OUTPUT;
      }
      case 'For':
      case 'Select': {
        const shell = this.#expander(state, depth);
        const words = node.wordlist ? node.wordlist.flatMap((word) => expandWord(word, shell)) : [UNKNOWN_TEXT];
        return this.#each(node.name.value, words, node.body, state, input, below);
      }
      case 'While': {
        const reads = readVariable(node.clause);
        if (reads !== undefined)
          return this.#each(
            reads,
            input.words.length > 0 ? input.words : [UNKNOWN_TEXT],
            node.body,
            state,
            NO_OUTPUT,
            below,
          );
        this.list(node.clause.commands, state, input, below);
        return this.list(node.body.commands, state, input, below);
      }
      case 'ArithmeticFor':
        return this.list(node.body.commands, state, input, below);
      case 'Function':
        state.functions.set(node.name.value, node.body);
        return NO_OUTPUT;
      case 'Coproc':
        return this.node(node.body, state, input, below, from);
      default:
        return NO_OUTPUT;
    }
  }

  #each(
    name: string,
    words: readonly string[],
    body: CompoundList,
    state: State,
    input: Output,
    depth: number,
  ): Output {
    const outputs: Output[] = [];
    for (const word of words) {
      if (this.left < 0) break;
      state.variables.set(name, [word]);
      outputs.push(this.list(body.commands, state, input, depth));
    }
    return joined(outputs);
  }

  #command(node: Command, state: State, piped: Output, depth: number, from: number | undefined): Output {
    const substitutions = new Map<string, Output>();
    const shell = this.#expander(state, depth, substitutions);
    const assigned = node.prefix.flatMap((part) => (part.type === 'Assignment' ? [part] : []));
    const assign = (target: State): void => {
      for (const { name, value, append } of assigned) {
        const made =
          value.type === 'ArrayValue'
            ? value.elements.flatMap((word) => expandWord(word, shell))
            : [expandText(value, shell)];
        const before = append === true ? (target.variables.get(name) ?? []) : [];
        target.variables.set(
          name,
          value.type === 'ArrayValue' ? [...before, ...made] : [before.join(' ') + made.join(' ')],
        );
      }
    };
    if (!node.name) {
      assign(state);
      return NO_OUTPUT;
    }
    const argv = expandWord(node.name, shell);
    for (const part of node.suffix) {
      if (part.type === 'Word') argv.push(...expandWord(part, shell));
      else if (part.type === 'Assignment')
        argv.push(`${part.name}=${part.value.type === 'ArrayValue' ? UNKNOWN_TEXT : expandText(part.value, shell)}`);
    }
    // Variables before a command hold for it alone, but nothing that matters here reads them otherwise.
    if (assigned.length > 0) assign(cloneState(state));
    const input = this.#redirected(node.redirects, state, piped, depth, substitutions);
    const span = { start: from ?? node.pos, end: lineEnd(node) };
    return this.#invoke(argv, state, input, depth, span, substitutions);
  }

  #invoke(
    words: readonly string[],
    state: State,
    input: Output,
    depth: number,
    span: Span,
    substitutions: ReadonlyMap<string, Output>,
  ): Output {
    const unwrapped = unwrap(words, input.words);
    const argv = unwrapped.argv;
    const program = argv[0] ?? '';
    const name = program.slice(program.lastIndexOf('/') + 1);
    const own = state.functions.get(program);
    if (own && depth < MAX_DEPTH) {
      this.#called.add(program);
      const inner: State = { ...state, args: argv.slice(1) };
      const output = this.node(own, inner, input, depth + 1, undefined);
      state.directory = inner.directory;
      return output;
    }
    const built = builtin(name, argv.slice(1), state);
    if (built) return built;
    switch (name) {
      case 'eval':
        return this.#text(argv.slice(1).join(' '), state, input, depth, span);
      case 'bash':
      case 'sh':
      case 'zsh':
      case 'dash': {
        const at = argv.findIndex((word) => /^-[a-z]*c$/.test(word));
        return at < 0 ? NO_OUTPUT : this.#text(argv[at + 1] ?? '', cloneState(state), input, depth, span);
      }
      default:
        return this.#run({
          argv: [name, ...argv.slice(1)],
          directory:
            unwrapped.directory === undefined ? state.directory : joinPath(state.directory, unwrapped.directory),
          starts: this.#input.starts,
          input,
          substitutions,
          span: this.#outer?.span ?? span,
          text: this.#outer?.text ?? this.#source.slice(span.start, span.end),
        });
    }
  }

  /** Commands in a text that a command is given; their place is that of the command. */
  #text(text: string, state: State, input: Output, depth: number, span: Span): Output {
    if (depth > MAX_DEPTH || (text.includes(UNKNOWN_TEXT) && text.replaceAll(UNKNOWN_TEXT, '').trim() === ''))
      return NO_OUTPUT;
    const [outer, source] = [this.#outer, this.#source];
    this.#outer = outer ?? { span, text: source.slice(span.start, span.end) };
    this.#source = text;
    const output = this.list(parse(text).commands, state, input, depth + 1);
    this.#outer = outer;
    this.#source = source;
    return output;
  }

  #expander(state: State, depth: number, substitutions?: Map<string, Output>): Expander {
    const execute = (script: ParsedScript | undefined): Output =>
      script && this.left >= 0 && depth < MAX_DEPTH
        ? this.list(script.commands, cloneState(state), NO_OUTPUT, depth + 1)
        : NO_OUTPUT;
    return {
      state,
      file: this.#input.file === undefined ? undefined : `${ROOT_MARK}/${this.#input.file}`,
      substitute: (script) => {
        const { words } = execute(script);
        return words.length > 0 ? words : [UNKNOWN_TEXT];
      },
      process: (script) => {
        const name = `/dev/fd/${63 - (substitutions?.size ?? 0)}`;
        substitutions?.set(name, execute(script));
        return name;
      },
    };
  }

  /** What stands on the standard input after redirections. */
  #redirected(
    redirects: readonly Redirection[],
    state: State,
    piped: Output,
    depth: number,
    substitutions = new Map<string, Output>(),
  ): Output {
    let input = piped;
    const shell = this.#expander(state, depth, substitutions);
    for (const redirect of redirects) {
      if (redirect.type === 'HereDoc') {
        const { body } = redirect;
        const text = body.parts ? expandParts(body.parts, shell) : body.text;
        input = textOutput(text, this.#outer?.span ?? { start: body.pos, end: body.end });
      } else if (redirect.type === 'HereString' && redirect.target)
        input = textOutput(
          expandText(redirect.target, shell),
          this.#outer?.span ?? { start: redirect.pos, end: redirect.end },
        );
      else if (redirect.type === 'Redirect' && redirect.operator === '<' && redirect.target)
        input = this.#file(redirect.target, shell, state, substitutions);
    }
    return input;
  }

  #file(target: Word, shell: Expander, state: State, substitutions: ReadonlyMap<string, Output>): Output {
    const path = expandText(target, shell);
    const substituted = substitutions.get(path);
    if (substituted) return substituted;
    return {
      words: [],
      contents: [fileContent(joinPath(state.directory, path), this.#input.starts)],
    };
  }
}
