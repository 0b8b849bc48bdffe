import fc from 'fast-check';
import { fixtureFiles } from '../harness/fixture.ts';
import { judge } from './judge.ts';
import { minimise } from './minimise.ts';
import { casesOf } from './mutate.ts';
import type { Case, Found, Target } from './target.ts';

/**
 * Judges random cases of a target until one fails.
 * @param corpus more texts to mutate. @param watch told of each case before it is judged.
 * @returns the failing case, minimised; undefined when none failed.
 */
export async function fuzz(
  target: Target,
  seed: number,
  cases: number,
  corpus: readonly string[] = [],
  watch: (hostile: Case) => void = () => undefined,
): Promise<Found | undefined> {
  const own = fixtureFiles(target.world);
  const texts = Object.fromEntries(target.hostile.map((file) => [file, [own[file] ?? '', ...corpus]]));
  let found: Found | undefined;
  const property = fc.asyncProperty(casesOf(target, texts), async (hostile) => {
    watch(hostile);
    const failure = await judge(target, hostile);
    if (failure !== undefined) found = { hostile, failure };
    return failure === undefined;
  });
  await fc.check(property, { seed, numRuns: cases, endOnFailure: true });
  return found && minimise(target, found, watch);
}
