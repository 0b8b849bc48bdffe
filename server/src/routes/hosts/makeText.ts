import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';

/** Values that one variable may be filled in with inside another, at most. */
const MAX_DEPTH = 10;
const MAX_LENGTH = 4096;

/** Fills variables into a text until none is left; what nobody sets is unknown. */
export function fillIn(
  text: string,
  pattern: RegExp,
  value: (match: RegExpMatchArray) => string | undefined,
  depth = 0,
): string {
  const filled = text.replace(pattern, (...groups) => {
    const found = value(groups as unknown as RegExpMatchArray);
    if (found === undefined || depth >= MAX_DEPTH) return UNKNOWN_TEXT;
    return fillIn(found, pattern, value, depth + 1);
  });
  return filled.length > MAX_LENGTH ? UNKNOWN_TEXT : filled;
}
