import { ShapedUnknown } from '../functions/unknowns.ts';
import { UNKNOWN_TEXT, Unknown } from '../unknown.ts';
import { isTruthy, type Value } from '../values.ts';

/** A value that is not known but surely true, or surely false: what `or` and `and` may give. */
export class DecidedUnknown extends Unknown {
  readonly truth: boolean;

  constructor(reason: string, truth: boolean) {
    super(reason);
    this.truth = truth;
  }
}

/** The truth of a value; undefined when it is not known. A text with any known stretch in it is not empty. */
export function truthOf(value: Value): boolean | undefined {
  if (value instanceof DecidedUnknown) return value.truth;
  if (value instanceof ShapedUnknown && value.length !== undefined) return value.length > 0;
  if (value instanceof Unknown) return hasKnownStretch(value.text) ? true : undefined;
  if (typeof value !== 'string' || !value.startsWith(UNKNOWN_TEXT)) return isTruthy(value);
  return hasKnownStretch(value) ? true : undefined;
}

/** Why the truth of a value is not known, in words for the user. */
export function reasonOf(value: Value): string {
  return value instanceof Unknown ? value.reason : 'a text that is not known';
}

function hasKnownStretch(text: string): boolean {
  for (const character of text) if (character !== UNKNOWN_TEXT) return true;
  return false;
}
