/** Character classes of YAML 1.1 as go-yaml's scanner uses them. An empty string is the end of the text. */

const breaks = '\r\n\u0085\u2028\u2029';

export function isBreak(char: string): boolean {
  return char !== '' && breaks.includes(char);
}

export function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}

/** A blank, a line break or the end. */
export function isBlankOrEnd(char: string): boolean {
  return char === '' || isBlank(char) || isBreak(char);
}

export function isBreakOrEnd(char: string): boolean {
  return char === '' || isBreak(char);
}

export function isWordChar(char: string): boolean {
  return /^[0-9A-Za-z_-]$/.test(char);
}

const forbidden = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character stands that YAML does not allow (control characters, lone surrogates), or -1. */
export function findForbiddenCharacter(text: string): number {
  return text.search(forbidden);
}
