import { isBlank, isBreak } from './characters.ts';
import { resolvePlainScalar } from './resolveScalar.ts';

/** What an emitter may do with a text (go-yaml emitterc.go, analyze_scalar). */
export interface ScalarTraits {
  readonly multiline: boolean;
  readonly plainAllowed: boolean;
  readonly singleQuotedAllowed: boolean;
  readonly blockAllowed: boolean;
}

/** libyaml calls printable what needs no escape; characters beyond the BMP do, and so does the byte order mark. */
export function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) as number;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true;
  if (code >= 0xa0 && code <= 0xd7ff) return true;
  return code >= 0xe000 && code <= 0xfffd && code !== 0xfeff;
}

/** @param tabsInBlocks go-yaml v3 writes tabs in block scalars; v2 counts them as special everywhere. */
export function analyzeScalar(chars: readonly string[], tabsInBlocks: boolean): ScalarTraits {
  if (chars.length === 0)
    return { multiline: false, plainAllowed: true, singleQuotedAllowed: true, blockAllowed: false };
  const last = chars.length - 1;
  let indicators = /^(?:---|\.\.\.)/.test(chars.slice(0, 3).join(''));
  let special = false;
  let tabs = false;
  let lineBreaks = false;
  let breakThenSpace = false;
  let spaceThenBreak = false;
  let previous = '';
  chars.forEach((char, at) => {
    const next = chars[at + 1];
    const blankFollows = next === undefined || isBlank(next);
    if (at === 0) {
      if ('#,[]{}&*!|>\'"%@`'.includes(char)) indicators = true;
      if ('?:-'.includes(char) && blankFollows) indicators = true;
    } else {
      if (char === ':' && blankFollows) indicators = true;
      if (char === '#' && (isBlank(previous) || isBreak(previous) || previous === '\0')) indicators = true;
    }
    if (tabsInBlocks && char === '\t') tabs = true;
    else if (!isPrintable(char)) special = true;
    if (char === ' ' && isBreak(previous)) breakThenSpace = true;
    if (isBreak(char)) {
      lineBreaks = true;
      if (previous === ' ') spaceThenBreak = true;
    }
    previous = char;
  });
  const edge = (char: string): boolean => char === ' ' || isBreak(char);
  const edges = edge(chars[0] as string) || edge(chars[last] as string);
  const unquotable = spaceThenBreak || special;
  return {
    multiline: lineBreaks,
    plainAllowed: !(indicators || edges || breakThenSpace || unquotable || tabs || lineBreaks),
    singleQuotedAllowed: !(breakThenSpace || unquotable || tabs),
    blockAllowed: !(chars[last] === ' ' || unquotable),
  };
}

/** Whether a string written plainly would be read as something else (go-yaml encode.go stringv). */
export function readsAsOtherType(text: string): boolean {
  if (resolvePlainScalar(text).type !== 'str') return true;
  return /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}
