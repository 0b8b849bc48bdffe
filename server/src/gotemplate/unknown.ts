/**
 * What a repository cannot tell: cluster contents, random values, lookups. An unknown value flows through a
 * rendering; in text it is one sentinel character that never occurs in real files.
 */

/** Stands in rendered text for a stretch nobody can know; a Unicode noncharacter. */
export const UNKNOWN_TEXT = '\ufdd0';

/** A value the repository can't tell. */
export class Unknown {
  /** Why it cannot be known, in words for the user. */
  readonly reason: string;
  /** The text of the value as far as it is known, with `UNKNOWN_TEXT` for each unknown stretch. */
  readonly pattern: string | undefined;

  constructor(reason: string, pattern?: string) {
    this.reason = reason;
    this.pattern = pattern;
  }

  /** The text the value prints as. */
  get text(): string {
    return this.pattern ?? UNKNOWN_TEXT;
  }
}

/** Whether rendered text contains an unknown stretch. */
export function hasUnknown(text: string): boolean {
  return text.includes(UNKNOWN_TEXT);
}

/** The text for people: unknown stretches are a star. */
export function shown(text: string): string {
  return text.replaceAll(UNKNOWN_TEXT, '*');
}

/**
 * Whether `text` could be what `pattern` (text with unknown stretches) turns out to be. Each unknown stretch
 * matches any text, the empty one too. Linear: the leftmost match of each literal piece is as good as any.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const pieces = pattern.split(UNKNOWN_TEXT);
  const first = pieces[0] as string;
  const last = pieces[pieces.length - 1] as string;
  if (pieces.length === 1) return pattern === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return at <= end;
}
