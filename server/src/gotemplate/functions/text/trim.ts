import { isSpace } from './letters.ts';

function trimWhere(text: string, cuts: (char: string) => boolean): string {
  const chars = [...text];
  let start = 0;
  let end = chars.length;
  while (start < end && cuts(chars[start] as string)) start++;
  while (end > start && cuts(chars[end - 1] as string)) end--;
  return chars.slice(start, end).join('');
}

/** strings.TrimSpace. */
export function trimSpace(text: string): string {
  return trimWhere(text, isSpace);
}

/** strings.Trim: removes the characters of `cutset` from both ends. */
export function trimChars(text: string, cutset: string): string {
  const cut = new Set(cutset);
  return trimWhere(text, (char) => cut.has(char));
}

/** Go's strings.Split and SplitN: '' cuts into characters; `count` < 0 is all, 0 none. */
export function splitText(text: string, separator: string, count = -1): string[] {
  if (count === 0) return [];
  const parts = separator === '' ? [...text] : text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}
