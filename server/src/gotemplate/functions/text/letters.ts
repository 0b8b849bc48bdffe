/** Case changes by single characters, as Go's unicode package does them: `ß` has no upper case, `İ` becomes `i`. */

export function toUpperChar(char: string): string {
  const upper = char.toUpperCase();
  return [...upper].length === 1 ? upper : char;
}

export function toLowerChar(char: string): string {
  return [...char.toLowerCase()][0] ?? char;
}

export function toUpper(text: string): string {
  return Array.from(text, toUpperChar).join('');
}

export function toLower(text: string): string {
  return Array.from(text, toLowerChar).join('');
}

export function isUpper(char: string): boolean {
  return /^\p{Lu}$/u.test(char);
}

export function isLower(char: string): boolean {
  return /^\p{Ll}$/u.test(char);
}

/** A letter such as `ǅ`, which is neither upper nor lower case. */
export function isTitle(char: string): boolean {
  return /^\p{Lt}$/u.test(char);
}

export function isLetter(char: string): boolean {
  return /^\p{L}$/u.test(char);
}

export function isNumber(char: string): boolean {
  return /^\p{N}$/u.test(char);
}

/** unicode.IsSpace. */
export function isSpace(char: string): boolean {
  return /^[\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(char);
}

/** strings.Title: the first letter of each word in upper case; the other letters stay. */
export function toTitle(text: string): string {
  let previous = ' ';
  let result = '';
  for (const char of text) {
    result += isSeparator(previous) && !isTitle(char) ? toUpperChar(char) : char;
    previous = char;
  }
  return result;
}

function isSeparator(char: string): boolean {
  if (char < '\x80') return !/^[0-9A-Za-z_]$/.test(char);
  return !isLetter(char) && !isNumber(char) && isSpace(char);
}
