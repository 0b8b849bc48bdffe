/** What bounds an execution, so that no template can hang the program. */
export interface Limits {
  /** Nodes walked and loop turns taken. */
  readonly steps: number;
  /** UTF-16 units written, by all templates together. */
  readonly output: number;
  /** Templates calling each other. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 5_000_000, output: 64_000_000, depth: 1000 };

/** What Go says at its own limit, which is higher than ours. */
export const TOO_DEEP = 'exceeded maximum template depth (100000)';
