import type { Span } from '../../problems/problem.ts';

/** One thing that may be written at a place. */
export interface CompletionItem {
  readonly label: string;
  readonly detail?: string;
  readonly kind: 'directory' | 'file' | 'value' | 'parameter' | 'snippet';
  /** What it replaces: one line. */
  readonly span: Span;
  readonly text: string;
  /** `text` holds tab stops. */
  readonly snippet?: boolean;
  /** Items of a smaller rank come first. */
  readonly rank: number;
}

/** A value before it has a place. */
export type Candidate = Pick<CompletionItem, 'label' | 'detail' | 'kind' | 'rank'>;

/** Values with how often they are in use, the most frequent first. */
export function byUse(values: readonly (string | null | undefined)[], detail?: string): Candidate[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([label], rank) => ({ label, kind: 'value', rank, ...(detail === undefined ? {} : { detail }) }));
}

/** Candidates without repetitions; the first of equals stays. */
export function distinctCandidates(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ label }) => !seen.has(label) && seen.add(label));
}
