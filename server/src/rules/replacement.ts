import type { Finding } from './rule.ts';

/** What the quick fix “Change … to …” needs to know: the wrong text within the place, and the one to put there. */
export interface Replacement {
  readonly replace: string;
  readonly by: string;
}

/** The `data` of a finding that one other text cures; nothing where none is known. */
export function replacing(replace: string, by: string | undefined): Pick<Finding, 'data'> {
  return by === undefined ? {} : { data: { replace, by } satisfies Replacement };
}
