import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { NO_OUTPUT, type Output } from './invocation.ts';
import { joinPath } from './path.ts';
import type { State } from './state.ts';

/** Builtins that change what the shell knows: directory, variables, arguments; undefined for any other command. */
export function builtin(name: string, args: readonly string[], state: State): Output | undefined {
  switch (name) {
    case 'cd':
    case 'pushd': {
      const target = args.find((word) => !word.startsWith('-') || word === '-');
      if (name === 'pushd') state.stack.push(state.directory);
      state.directory = target === undefined || target === '-' ? UNKNOWN_TEXT : joinPath(state.directory, target);
      return NO_OUTPUT;
    }
    case 'popd':
      state.directory = state.stack.pop() ?? UNKNOWN_TEXT;
      return NO_OUTPUT;
    case 'export':
    case 'local':
    case 'declare':
    case 'typeset':
    case 'readonly':
      for (const word of args) {
        const equals = word.indexOf('=');
        if (equals > 0) state.variables.set(word.slice(0, equals), [word.slice(equals + 1)]);
      }
      return NO_OUTPUT;
    case 'read':
    case 'unset':
      for (const word of args) state.variables.delete(word);
      return NO_OUTPUT;
    case 'set':
      if (args[0] === '--') state.args = args.slice(1);
      return NO_OUTPUT;
    case 'shift':
      state.args = state.args?.slice(Number(args[0] ?? 1) || 1);
      return NO_OUTPUT;
    case 'pwd':
      return { words: [state.directory], contents: [] };
    default:
      return undefined;
  }
}
