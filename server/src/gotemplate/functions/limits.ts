import { Unknown } from '../values.ts';

/** Text and lists longer than this are not built: no manifest needs them, and templates come from strangers. */
export const longestText = 4_000_000;
export const longestList = 200_000;

/** How many values one call may copy or merge: values may be shared, and then there are more than memory holds. */
export const mostValues = 500_000;

/** What stands for a result that is too large to build. */
export function tooLarge(): Unknown {
  return new Unknown('the result is too large to compute');
}
