/**
 * The shapes that gobwas/glob compiles patterns to. `length` is the number of characters a shape takes, -1 when it varies;
 * texts are byte strings (`utf8.ts`).
 */
export type Matcher =
  | { readonly kind: 'nothing'; readonly length: 0 }
  | { readonly kind: 'text'; readonly length: number; readonly text: string }
  | { readonly kind: 'super'; readonly length: -1 }
  | { readonly kind: 'any'; readonly length: -1; readonly separators: string }
  | { readonly kind: 'single'; readonly length: 1; readonly separators: string }
  | { readonly kind: 'list'; readonly length: 1; readonly codes: readonly number[]; readonly not: boolean }
  | { readonly kind: 'range'; readonly length: 1; readonly low: number; readonly high: number; readonly not: boolean }
  | { readonly kind: 'anyOf'; readonly length: number; readonly choices: readonly Matcher[] }
  | { readonly kind: 'every'; readonly length: -1; readonly all: readonly Matcher[] }
  | { readonly kind: 'row'; readonly length: number; readonly parts: readonly Matcher[] }
  | { readonly kind: 'min'; readonly length: -1; readonly count: number }
  | { readonly kind: 'max'; readonly length: -1; readonly count: number }
  | { readonly kind: 'contains'; readonly length: -1; readonly text: string; readonly not: boolean }
  | { readonly kind: 'prefix'; readonly length: -1; readonly text: string; readonly separators?: string }
  | { readonly kind: 'suffix'; readonly length: -1; readonly text: string; readonly separators?: string }
  | { readonly kind: 'prefixSuffix'; readonly length: -1; readonly prefix: string; readonly suffix: string }
  | Tree;

/** A shape with what must stand before and after it. */
export interface Tree {
  readonly kind: 'tree';
  readonly length: number;
  readonly value: Matcher;
  readonly left: Matcher | undefined;
  readonly right: Matcher | undefined;
}

/** Makes a tree; its length is known when those of its parts are. */
export function treeOf(value: Matcher, left: Matcher | undefined, right: Matcher | undefined): Tree {
  const parts = [left, value, right].filter((part) => part !== undefined);
  const length = parts.some((part) => part.length === -1) ? -1 : parts.reduce((sum, part) => sum + part.length, 0);
  return { kind: 'tree', length, value, left, right };
}

/** The common length of alternatives; -1 when they differ, but an unknown one at the beginning doesn't count. */
export function choicesLength(choices: readonly Matcher[]): number {
  let length = -1;
  for (const choice of choices) {
    if (length === -1) length = choice.length;
    else if (choice.length === -1 || choice.length !== length) return -1;
  }
  return length;
}
