import { Unknown } from '../unknown.ts';
import { isTruthy, type Value } from '../values.ts';

/** A value that is not known but surely true, or surely false: what `or` and `and` may give. */
export class DecidedUnknown extends Unknown {
  readonly truth: boolean;

  constructor(reason: string, truth: boolean) {
    super(reason);
    this.truth = truth;
  }
}

/** The truth of a value; undefined when it is not known. A text with a known stretch in it is not empty. */
export function truthOf(value: Value): boolean | undefined {
  if (!(value instanceof Unknown)) return isTruthy(value) && !isAllUnknown(value);
  if (value instanceof DecidedUnknown) return value.truth;
  return value.pattern !== undefined && !isAllUnknown(value.pattern) && value.pattern !== '' ? true : undefined;
}

function isAllUnknown(value: Value): boolean {
  return typeof value === 'string' && value !== '' && /^\ufdd0+$/.test(value);
}
