/** One part of a gobwas pattern. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' } // `*`
  | { readonly kind: 'super' } // `**`
  | { readonly kind: 'single' } // `?`
  | { readonly kind: 'list'; readonly chars: string; readonly not: boolean } // `[abc]`
  | { readonly kind: 'range'; readonly low: number; readonly high: number; readonly not: boolean } // `[a-z]`
  | { readonly kind: 'anyOf'; readonly choices: readonly Part[] } // `{a,b}`; each choice is a pattern or nothing
  | { readonly kind: 'pattern'; readonly parts: readonly Part[] }
  | { readonly kind: 'nothing' };

export type Pattern = Extract<Part, { kind: 'pattern' }>;

/** Deeper nesting of braces is hostile. */
const MAX_DEPTH = 100;

interface OpenPattern {
  readonly parts: Part[];
  /** The choices of the braces that the pattern stands in; undefined at the top. */
  readonly choices?: Part[];
}

/**
 * Reads a pattern as gobwas/glob 0.2.3 does (`syntax/lexer`, `syntax/ast`): braces may stay open, a `}` or `,` outside of
 * them is text, only `[!…]` negates, a class is either one range or a list of characters, a NUL ends the pattern.
 * @returns the library's error for a class it can't read.
 */
export function parseGobwas(source: string): Pattern | { readonly error: string } {
  const chars = Array.from(source.split('\0', 1)[0] as string);
  if (chars.some(isUnreadable)) return { error: 'could not read rune' };
  const top: OpenPattern = { parts: [] };
  const open = [top];
  let current = top;
  const enter = (choices: Part[]): void => {
    current = { parts: [], choices };
    choices.push({ kind: 'pattern', parts: current.parts });
    open.push(current);
  };
  for (let i = 0; i < chars.length; ) {
    const char = chars[i] as string;
    const nested = current.choices !== undefined;
    if (char === '{') {
      if (open.length > MAX_DEPTH) return { error: 'nested too deeply' };
      const choices: Part[] = [];
      current.parts.push({ kind: 'anyOf', choices });
      enter(choices);
      i++;
    } else if (char === ',' && nested) {
      open.pop();
      enter(current.choices as Part[]);
      i++;
    } else if (char === '}' && nested) {
      open.pop();
      current = open.at(-1) as OpenPattern;
      i++;
    } else if (char === '[') {
      const found = parseClass(chars, i + 1);
      if ('error' in found) return found;
      current.parts.push(found.part);
      i = found.end;
    } else if (char === '?') {
      current.parts.push({ kind: 'single' });
      i++;
    } else if (char === '*') {
      const double = chars[i + 1] === '*';
      current.parts.push({ kind: double ? 'super' : 'any' });
      i += double ? 2 : 1;
    } else {
      const { text, end } = readText(chars, i, nested ? '?*[{},' : '?*[{');
      if (text !== '') current.parts.push({ kind: 'text', text });
      i = end;
    }
  }
  return { kind: 'pattern', parts: top.parts };
}

function parseClass(
  chars: readonly string[],
  start: number,
): { readonly part: Part; readonly end: number } | { readonly error: string } {
  const unfinished = { error: 'unexpected end of input' };
  const not = chars[start] === '!';
  const at = not ? start + 1 : start;
  const first = chars[at];
  if (first === undefined) return unfinished;
  const isRange = chars[at + 1] === '-';
  const body = isRange ? undefined : readText(chars, at, ']');
  const last = isRange ? chars[at + 2] : undefined;
  if (isRange && last === undefined) return unfinished;
  const end = body ? body.end : at + 3;
  if (chars[end] === undefined) return unfinished;
  if (chars[end] !== ']') return { error: 'expected close range character' };
  if (body) {
    if (body.text === '') return { error: 'could not parse range' };
    return { part: { kind: 'list', chars: body.text, not }, end: end + 1 };
  }
  const low = first.codePointAt(0) as number;
  const high = (last as string).codePointAt(0) as number;
  if (high < low) return { error: `hi character '${last}' should be greater than lo '${first}'` };
  return { part: { kind: 'range', low, high, not }, end: end + 1 };
}

/** Reads up to one of the breakers; a backslash makes the next character text, and is lost at the end. */
function readText(chars: readonly string[], start: number, breakers: string): { text: string; end: number } {
  let text = '';
  let i = start;
  for (; i < chars.length; i++) {
    const char = chars[i] as string;
    if (char === '\\') text += chars[++i] ?? '';
    else if (breakers.includes(char)) break;
    else text += char;
  }
  return { text, end: Math.min(i, chars.length) };
}

/** Go reads a lone surrogate (which no UTF-8 file holds) as U+FFFD, and the library refuses that character. */
function isUnreadable(char: string): boolean {
  return char === '\ufffd' || (char.length === 1 && char >= '\ud800' && char <= '\udfff');
}
