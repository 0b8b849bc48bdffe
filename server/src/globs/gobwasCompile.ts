import { choicesLength, type Matcher, treeOf } from './gobwasMatcher.ts';
import type { Part } from './gobwasPattern.ts';
import { toBytes } from './utf8.ts';

/** Longer sequences are not worth the library's search for what can be merged, which takes the fourth power of this. */
export const MAX_SEQUENCE = 60;

/**
 * Compiles a pattern to the shapes that gobwas/glob 0.2.3 would choose (`compiler/compiler.go`). The choice matters: its
 * shapes differ from each other in what they match, e.g. a text around a star may overlap with itself.
 */
export function compilePart(part: Part, separators: string): Matcher {
  switch (part.kind) {
    case 'nothing':
      return { kind: 'nothing', length: 0 };
    case 'text':
      return textOf(part.text);
    case 'any':
      return simplify({ kind: 'any', length: -1, separators });
    case 'super':
      return { kind: 'super', length: -1 };
    case 'single':
      return { kind: 'single', length: 1, separators };
    case 'list':
      return simplify({
        kind: 'list',
        length: 1,
        codes: Array.from(part.chars, (char) => char.codePointAt(0) as number),
        not: part.not,
      });
    case 'range':
      return { kind: 'range', length: 1, low: part.low, high: part.high, not: part.not };
    case 'anyOf': {
      const factored = factorChoices(part.choices);
      if (factored) return compilePart(factored, separators);
      const choices = part.choices.map((choice) => simplify(compilePart(choice, separators)));
      return { kind: 'anyOf', length: choicesLength(choices), choices };
    }
    case 'pattern': {
      if (part.parts.length === 0) return { kind: 'nothing', length: 0 };
      const matchers = part.parts.map((child) => simplify(compilePart(child, separators)));
      return simplify(combine(mergeLongest(matchers)));
    }
  }
}

function textOf(text: string): Matcher {
  return { kind: 'text', length: Array.from(text).length, text: toBytes(text) };
}

function simplify(matcher: Matcher): Matcher {
  if (matcher.kind === 'any' && matcher.separators === '') return { kind: 'super', length: -1 };
  if (matcher.kind === 'anyOf' && matcher.choices.length === 1) return matcher.choices[0] as Matcher;
  if (matcher.kind === 'list' && !matcher.not && matcher.codes.length === 1)
    return textOf(String.fromCodePoint(matcher.codes[0] as number));
  if (matcher.kind !== 'tree') return matcher;
  const left = matcher.left && simplify(matcher.left);
  const right = matcher.right && simplify(matcher.right);
  const { value } = matcher;
  if (value.kind === 'text') {
    const { text } = value;
    if (!left && !right) return value;
    if (left?.kind === 'super' && right?.kind === 'super') return { kind: 'contains', length: -1, text, not: false };
    if (left?.kind === 'super' && !right) return { kind: 'suffix', length: -1, text };
    if (right?.kind === 'super' && !left) return { kind: 'prefix', length: -1, text };
    if (!left && right?.kind === 'suffix' && right.separators === undefined)
      return { kind: 'prefixSuffix', length: -1, prefix: text, suffix: right.text };
    if (!right && left?.kind === 'prefix' && left.separators === undefined)
      return { kind: 'prefixSuffix', length: -1, prefix: left.text, suffix: text };
    if (!right && left?.kind === 'any') return { kind: 'suffix', length: -1, text, separators: left.separators };
    if (!left && right?.kind === 'any') return { kind: 'prefix', length: -1, text, separators: right.separators };
  }
  return { ...matcher, left, right };
}

/** Builds a tree around the last of the longest parts of known length. */
function combine(matchers: readonly Matcher[]): Matcher {
  const [first, ...rest] = matchers as [Matcher, ...Matcher[]];
  if (rest.length === 0) return first;
  const merged = merge(matchers);
  if (merged) return merged;
  let index = -1;
  let longest = -1;
  for (const [i, { length }] of matchers.entries())
    if (length !== -1 && length >= longest) {
      longest = length;
      index = i;
    }
  if (index === -1) return treeOf(first, undefined, combine(rest));
  const left = matchers.slice(0, index);
  const right = matchers.slice(index + 1);
  return treeOf(
    matchers[index] as Matcher,
    left.length > 0 ? combine(left) : undefined,
    right.length > 0 ? combine(right) : undefined,
  );
}

/** Merges the longest runs of parts that have a common shape, again and again. */
function mergeLongest(matchers: readonly Matcher[]): readonly Matcher[] {
  let best: { readonly merged: Matcher; readonly from: number; readonly to: number } | undefined;
  for (let from = 0; from < matchers.length; from++)
    for (let to = matchers.length; to > from; to--) {
      const merged = merge(matchers.slice(from, to));
      if (!merged) continue;
      const known = best && best.merged.length > -1 && merged.length > best.merged.length;
      if (!best || known || best.to - best.from < to - from) best = { merged, from, to };
    }
  if (!best) return matchers;
  const next = [...matchers.slice(0, best.from), best.merged, ...matchers.slice(best.to)];
  return next.length === matchers.length ? next : mergeLongest(next);
}

function merge(matchers: readonly Matcher[]): Matcher | undefined {
  if (matchers.length <= 1) return undefined;
  return mergeWildcards(matchers) ?? mergeRow(matchers);
}

function mergeRow(parts: readonly Matcher[]): Matcher | undefined {
  if (parts.some((part) => part.length === -1)) return undefined;
  return { kind: 'row', length: parts.reduce((sum, part) => sum + part.length, 0), parts };
}

/** Wildcards that exclude the same characters become counts; the characters of a negated list count as excluded. */
function mergeWildcards(matchers: readonly Matcher[]): Matcher | undefined {
  const kinds = new Set<string>();
  let count = 0;
  let shared: string | undefined;
  for (const matcher of matchers) {
    let excluded: string;
    if (matcher.kind === 'super') excluded = '';
    else if (matcher.kind === 'any' || matcher.kind === 'single') excluded = matcher.separators;
    else if (matcher.kind === 'list' && matcher.not) excluded = String.fromCodePoint(...matcher.codes);
    else return undefined;
    if (matcher.length === 1) count++;
    kinds.add(matcher.length === 1 ? 'single' : matcher.kind);
    shared ??= excluded;
    if (excluded !== shared) return undefined;
  }
  const separators = shared ?? '';
  const open = kinds.has('any') || kinds.has('super');
  if (kinds.size === 1 && kinds.has('super')) return { kind: 'super', length: -1 };
  if (kinds.size === 1 && kinds.has('any')) return { kind: 'any', length: -1, separators };
  if (open && count > 0 && separators === '') return { kind: 'min', length: -1, count };
  const all: Matcher[] = [];
  if (count > 0) all.push({ kind: 'min', length: -1, count });
  if (count > 0 && !open) all.push({ kind: 'max', length: -1, count });
  if (separators !== '') all.push({ kind: 'contains', length: -1, text: toBytes(separators), not: true });
  return { kind: 'every', length: -1, all };
}

/** Takes what all choices begin or end with out of the braces; undefined when there is nothing. */
function factorChoices(choices: readonly Part[]): Part | undefined {
  const lists = choices.map((choice) => (choice.kind === 'pattern' ? choice.parts : undefined));
  if (lists.includes(undefined)) return undefined;
  const patterns = lists as (readonly Part[])[];
  const common = commonParts(patterns);
  if (common.left.length === 0 && common.right.length === 0) return undefined;
  const rests: Part[] = [];
  const seen = new Set<string>();
  for (const parts of patterns) {
    const rest = parts.slice(common.left.length, parts.length - common.right.length);
    const part: Part = rest.length === 0 ? { kind: 'nothing' } : { kind: 'pattern', parts: rest };
    const key = JSON.stringify(part);
    if (!seen.has(key)) rests.push(part);
    seen.add(key);
  }
  const result: Part[] = [];
  if (common.left.length > 0) result.push({ kind: 'pattern', parts: common.left });
  if (rests.length > 1) result.push({ kind: 'anyOf', choices: rests });
  else if (rests[0] && rests[0].kind !== 'nothing') result.push(rests[0]);
  if (common.right.length > 0) result.push({ kind: 'pattern', parts: common.right });
  return { kind: 'pattern', parts: result };
}

function commonParts(patterns: readonly (readonly Part[])[]): { left: Part[]; right: Part[] } {
  const left: Part[] = [];
  const right: Part[] = [];
  const shortest = patterns.reduce((best, parts) => (parts.length < best.length ? parts : best), patterns[0] ?? []);
  if (patterns.length <= 1) return { left, right };
  const keys = new Map<Part, string>();
  const keyOf = (part: Part | undefined): string => {
    if (!part) return '';
    const key = keys.get(part) ?? JSON.stringify(part);
    keys.set(part, key);
    return key;
  };
  const length = shortest.length;
  let leftEnded = false;
  let rightEnded = false;
  for (let i = 0, j = length - 1; left.length + right.length < length && j >= 0; i++, j--) {
    if (leftEnded && rightEnded) break;
    for (const parts of patterns) {
      if (leftEnded && rightEnded) break;
      if (parts === shortest) continue;
      leftEnded ||= keyOf(parts[i]) !== keyOf(shortest[i]);
      // What the left side already took is not looked for on the right.
      rightEnded ||= !leftEnded && j <= i;
      rightEnded ||= keyOf(parts[j + parts.length - length]) !== keyOf(shortest[j]);
    }
    if (!leftEnded) left.push(shortest[i] as Part);
    if (!rightEnded) right.unshift(shortest[j] as Part);
  }
  return { left, right };
}
