import type { CompoundCommand, CompoundList, Redirected } from 'unbash';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';

/** What a shell knows at one moment. */
export interface State {
  /** The working directory, a marked path. */
  directory: string;
  /** Where `pushd` came from. */
  readonly stack: string[];
  /** A scalar is a list of one. */
  readonly variables: Map<string, readonly string[]>;
  readonly functions: Map<string, CompoundCommand | Redirected | CompoundList>;
  /** `$1`…; undefined where the script's caller gives them. */
  args: readonly string[] | undefined;
}

/** Longer values are not followed. */
export const MAX_VALUE = 4096;
/** Words that one word may become. */
export const MAX_WORDS = 500;

export function cloneState(state: State): State {
  return {
    ...state,
    stack: [...state.stack],
    variables: new Map(state.variables),
    functions: new Map(state.functions),
  };
}

/**
 * What is known after several ways were possible: where they agree their value, else what their values have in common at
 * both ends.
 */
export function mergeStates(state: State, branches: readonly State[]): void {
  if (branches.length === 0) return;
  state.directory = common(branches.map(({ directory }) => directory));
  const names = new Set(branches.flatMap(({ variables }) => [...variables.keys()]));
  for (const name of names) {
    const values = branches.map(({ variables }) => variables.get(name));
    const lists = values.filter((value) => value !== undefined);
    const first = lists[0] as readonly string[];
    if (lists.every((list) => list.length === first.length && list.every((item, i) => item === first[i])))
      state.variables.set(name, first);
    else state.variables.set(name, [common(lists.map((list) => list.join(' ')))]);
  }
  for (const branch of branches) for (const [name, body] of branch.functions) state.functions.set(name, body);
}

/** The common beginning and end with an unknown stretch between; marks are never split. */
export function common(texts: readonly string[]): string {
  const first = texts[0] ?? '';
  if (texts.every((text) => text === first)) return first;
  const shortest = Math.min(...texts.map((text) => text.length));
  let start = 0;
  while (start < shortest && texts.every((text) => text[start] === first[start])) start++;
  let end = 0;
  while (end < shortest - start && texts.every((text) => text[text.length - 1 - end] === first[first.length - 1 - end]))
    end++;
  return first.slice(0, start) + UNKNOWN_TEXT + first.slice(first.length - end);
}
