import type { Matcher, Tree } from './gobwasMatcher.ts';
import { runeAt, runeLength, runeStarts } from './utf8.ts';

/** Where a shape is found first in a text, and the lengths (in bytes, rising) it can have there. */
interface Found {
  readonly at: number;
  readonly lengths: readonly number[];
}

/** One match under way. */
export interface Run {
  /** What trees answered before. */
  readonly known: Map<Tree, Map<string, boolean>>;
  steps: number;
}

/** The library itself would fail with a Go panic here. */
export class Crash extends Error {}
/** Following the library takes too long. */
export class OutOfSteps extends Error {}

/** Whether a shape takes a whole text, as the library's `Match` answers. */
export function matchWhole(matcher: Matcher, text: string, run: Run): boolean {
  spend(run, 1);
  switch (matcher.kind) {
    case 'nothing':
      return text === '';
    case 'text':
      return text === matcher.text;
    case 'super':
      return true;
    case 'any':
      return indexOfAny(text, matcher.separators) === -1;
    case 'single':
    case 'list':
    case 'range': {
      const { code, width } = runeAt(text, 0);
      return text.length <= width && takesCharacter(matcher, code);
    }
    case 'anyOf':
      return matcher.choices.some((choice) => matchWhole(choice, text, run));
    case 'every':
      return matcher.all.every((part) => matchWhole(part, text, run));
    case 'row':
      return runeStarts(text).length === matcher.length && matchRow(matcher.parts, text, run);
    case 'min':
      return runeStarts(text).length >= matcher.count;
    case 'max':
      return runeStarts(text).length <= matcher.count;
    case 'contains':
      return text.includes(matcher.text) !== matcher.not;
    case 'prefix':
      return (
        text.startsWith(matcher.text) && indexOfAny(text.slice(matcher.text.length), matcher.separators ?? '') === -1
      );
    case 'suffix':
      return (
        text.endsWith(matcher.text) &&
        indexOfAny(text.slice(0, text.length - matcher.text.length), matcher.separators ?? '') === -1
      );
    case 'prefixSuffix':
      return text.startsWith(matcher.prefix) && text.endsWith(matcher.suffix);
    case 'tree':
      return matchTree(matcher, text, run);
  }
}

function matchTree(tree: Tree, text: string, run: Run): boolean {
  let known = run.known.get(tree);
  if (!known) {
    known = new Map();
    run.known.set(tree, known);
  }
  const before = known.get(text);
  if (before !== undefined) return before;
  const answer = searchTree(tree, text, run);
  known.set(text, answer);
  return answer;
}

/** Tries every place of the middle part, and there its longest length first. */
function searchTree(tree: Tree, text: string, run: Run): boolean {
  if (tree.length > text.length) return false;
  // As in the library, lengths in characters cut the text in bytes.
  let offset = Math.max(tree.left?.length ?? 0, 0);
  const limit = text.length - Math.max(tree.right?.length ?? 0, 0);
  while (offset < limit) {
    const found = find(tree.value, text.slice(offset, limit), run);
    if (!found) return false;
    const start = offset + found.at;
    const before = text.slice(0, start);
    if (tree.left ? matchWhole(tree.left, before, run) : before === '')
      for (const length of [...found.lengths].reverse()) {
        const after = text.slice(start + length);
        if (tree.right ? matchWhole(tree.right, after, run) : after === '') return true;
      }
    offset = start + runeAt(text, start).width;
    // Nothing is found in an empty rest.
    if (runeAt(text, start).width === 0) return false;
  }
  return false;
}

/** Finds a shape in a text, as the library's `Index` answers. */
function find(matcher: Matcher, text: string, run: Run): Found | undefined {
  spend(run, 1 + (text.length >> 4));
  switch (matcher.kind) {
    case 'nothing':
      return { at: 0, lengths: [0] };
    case 'text':
      return at(text.indexOf(matcher.text), [matcher.text.length]);
    case 'super':
      return { at: 0, lengths: [...runeStarts(text), text.length] };
    case 'any': {
      const end = indexOfAny(text, matcher.separators);
      if (end === 0) return { at: 0, lengths: [0] };
      const part = end === -1 ? text : text.slice(0, end);
      return { at: 0, lengths: [...runeStarts(part), part.length] };
    }
    case 'single':
    case 'list':
    case 'range':
      for (const start of runeStarts(text)) {
        const { code } = runeAt(text, start);
        if (takesCharacter(matcher, code)) return { at: start, lengths: [runeLength(code)] };
      }
      return undefined;
    case 'anyOf':
      return findFirst(matcher.choices, text, run);
    case 'every':
      return findEvery(matcher.all, text, run);
    case 'row':
      for (const start of runeStarts(text)) {
        if (text.length - start < matcher.length) return undefined;
        if (matchRow(matcher.parts, text.slice(start), run)) return { at: start, lengths: [matcher.length] };
      }
      return undefined;
    case 'min': {
      if (text.length - matcher.count + 1 <= 0) return undefined;
      const lengths = runeEnds(text).slice(Math.max(matcher.count - 1, 0));
      return lengths.length === 0 ? undefined : { at: 0, lengths };
    }
    case 'max':
      return { at: 0, lengths: [0, ...runeEnds(text).slice(0, matcher.count)] };
    case 'contains':
      return findContains(matcher.text, matcher.not, text);
    case 'prefix': {
      const start = text.indexOf(matcher.text);
      if (start === -1) return undefined;
      const length = matcher.text.length;
      const rest = text.slice(start + length);
      const end = indexOfAny(rest, matcher.separators ?? '');
      const part = end === -1 ? rest : rest.slice(0, end);
      return { at: start, lengths: [length, ...runeEnds(part).map((stop) => length + stop)] };
    }
    case 'suffix': {
      const index = text.indexOf(matcher.text);
      if (index === -1) return undefined;
      const start = lastIndexOfAny(text.slice(0, index), matcher.separators ?? '') + 1;
      return { at: start, lengths: [index + matcher.text.length - start] };
    }
    case 'prefixSuffix':
      return findBetween(matcher.prefix, matcher.suffix, text);
    case 'tree':
      return undefined;
  }
}

function at(index: number, lengths: readonly number[]): Found | undefined {
  return index === -1 ? undefined : { at: index, lengths };
}

function findFirst(choices: readonly Matcher[], text: string, run: Run): Found | undefined {
  let best: Found | undefined;
  for (const choice of choices) {
    const found = find(choice, text, run);
    if (!found || (best && found.at > best.at)) continue;
    if (best && found.at === best.at)
      best = { at: best.at, lengths: [...new Set([...best.lengths, ...found.lengths])].sort((a, b) => a - b) };
    else best = found;
  }
  return best;
}

function findEvery(parts: readonly Matcher[], text: string, run: Run): Found | undefined {
  let index = 0;
  let offset = 0;
  let lengths: readonly number[] = [];
  for (const [i, part] of parts.entries()) {
    const found = find(part, text.slice(index), run);
    if (!found) return undefined;
    const shift = index - (found.at + offset);
    lengths =
      i === 0 ? found.lengths : lengths.map((length) => length + shift).filter((n) => found.lengths.includes(n));
    if (i > 0 && lengths.length === 0) return undefined;
    index = found.at + offset;
    offset += found.at;
  }
  return { at: index, lengths };
}

function findContains(needle: string, not: boolean, text: string): Found | undefined {
  const index = text.indexOf(needle);
  if (not) {
    const part = index === -1 ? text : text.slice(0, index);
    return { at: 0, lengths: [...runeStarts(part), part.length] };
  }
  if (index === -1) return undefined;
  const offset = index + needle.length;
  if (text.length <= offset) return { at: 0, lengths: [offset] };
  const rest = text.slice(offset);
  return { at: 0, lengths: [...runeStarts(rest), rest.length].map((length) => offset + length) };
}

function findBetween(prefix: string, suffix: string, text: string): Found | undefined {
  const start = text.indexOf(prefix);
  if (start === -1 || text.length - start <= 0) return undefined;
  const lengths: number[] = [];
  let part = text.slice(start);
  for (let last = part.lastIndexOf(suffix); last !== -1; last = part.lastIndexOf(suffix)) {
    lengths.unshift(last + suffix.length);
    part = part.slice(0, last);
  }
  return lengths.length === 0 ? undefined : { at: start, lengths };
}

/** Matches parts of known length one after the other at the beginning of a text. */
function matchRow(parts: readonly Matcher[], text: string, run: Run): boolean {
  let index = 0;
  for (const part of parts) {
    const starts = runeStarts(text.slice(index));
    // A part of length 0 gets the whole rest, and fails the library when there is none.
    const taken = part.length > 0 ? starts.slice(0, part.length) : starts;
    if (taken.length < part.length) return false;
    const end = index + (taken.at(-1) ?? 0) + 1;
    if (end > text.length) throw new Crash();
    if (!matchWhole(part, text.slice(index, end), run)) return false;
    index = end;
  }
  return true;
}

function takesCharacter(matcher: Extract<Matcher, { kind: 'single' | 'list' | 'range' }>, code: number): boolean {
  if (matcher.kind === 'single') return !matcher.separators.includes(String.fromCodePoint(code));
  if (matcher.kind === 'list') return matcher.codes.includes(code) !== matcher.not;
  return (code >= matcher.low && code <= matcher.high) !== matcher.not;
}

function runeEnds(text: string): number[] {
  return runeStarts(text).map((start) => start + runeLength(runeAt(text, start).code));
}

/** The first separator; the only one Argo CD uses is ASCII. */
function indexOfAny(text: string, separators: string): number {
  for (const separator of separators) {
    const index = text.indexOf(separator);
    if (index !== -1) return index;
  }
  return -1;
}

function lastIndexOfAny(text: string, separators: string): number {
  for (const separator of separators) {
    const index = text.lastIndexOf(separator);
    if (index !== -1) return index;
  }
  return -1;
}

function spend(run: Run, steps: number): void {
  run.steps -= steps;
  if (run.steps < 0) throw new OutOfSteps();
}
