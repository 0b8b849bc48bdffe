/** A set of characters such as `[a-z]`, by code points. */
export interface CharacterClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [low: number, high: number])[];
}

/** One step of a pattern without alternatives. */
export type Token =
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'one'; readonly slash: boolean } // any character
  | { readonly kind: 'class'; readonly set: CharacterClass; readonly slash: boolean }
  | { readonly kind: 'many'; readonly slash: boolean } // any characters, also none
  | { readonly kind: 'directories' } // nothing, or anything that ends in a slash
  | { readonly kind: 'below' }; // nothing, or a slash and anything

const SLASH = 47;

/** Whether a class holds a code point. */
export function inClass(set: CharacterClass, code: number): boolean {
  return set.ranges.some(([low, high]) => code >= low && code <= high) !== set.negated;
}

/**
 * Places in a token list that the text read so far can have led to. Reading a character costs at most one pass over the
 * tokens, so matching is linear in text × pattern whatever the pattern is.
 */
export type States = ReadonlySet<number>;

/** The states before the first character. */
export function startStates(tokens: readonly Token[]): States {
  const states = new Set<number>();
  enter(tokens, 0, states);
  return states;
}

/** The states after one more character. `separator: true` reads a path separator, which only tokens meant for one take. */
export function advance(tokens: readonly Token[], states: States, code: number, separator = false): States {
  const next = new Set<number>();
  for (const at of states) {
    const token = tokens[at];
    if (token === undefined) continue;
    switch (token.kind) {
      case 'char':
        if (token.code === code) enter(tokens, at + 1, next);
        break;
      case 'one':
        if (token.slash || code !== SLASH) enter(tokens, at + 1, next);
        break;
      case 'class':
        if ((code !== SLASH || (token.slash && !separator)) && inClass(token.set, code)) enter(tokens, at + 1, next);
        break;
      case 'many':
        if (token.slash || code !== SLASH) enter(tokens, at, next);
        break;
      case 'directories':
        next.add(at);
        if (code === SLASH) enter(tokens, at + 1, next);
        break;
      case 'below':
        // Entered right after a name; -1 - at is the state behind the slash, where everything goes.
        if (code === SLASH) next.add(-1 - at);
        break;
    }
  }
  for (const at of states) if (at < 0) next.add(at);
  return next;
}

/** Whether the text may end here. */
export function accepts(tokens: readonly Token[], states: States): boolean {
  if (states.has(tokens.length)) return true;
  for (const at of states) if (at < 0) return true;
  return false;
}

/** Whether the tokens match a whole text. */
export function matchTokens(tokens: readonly Token[], text: string): boolean {
  let states = startStates(tokens);
  for (const char of text) {
    states = advance(tokens, states, char.codePointAt(0) as number);
    if (states.size === 0) return false;
  }
  return accepts(tokens, states);
}

function enter(tokens: readonly Token[], at: number, states: Set<number>): void {
  let place = at;
  for (;;) {
    if (states.has(place) && tokens[place]?.kind !== 'directories') return;
    states.add(place);
    const kind = tokens[place]?.kind;
    if (kind !== 'many' && kind !== 'directories' && kind !== 'below') return;
    place++;
  }
}
