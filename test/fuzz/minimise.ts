import { judge } from './judge.ts';
import type { Case, Found, Target } from './target.ts';

/** Milliseconds that making one failure small may take. */
const PATIENCE = 15_000;

/** Takes out of a failing text whatever it fails without, in ever smaller parts: lines first, then characters. */
export async function minimise(target: Target, found: Found, watch: (hostile: Case) => void): Promise<Found> {
  const end = Date.now() + PATIENCE;
  const kind = kindOf(found.failure);
  let best = found;
  for (const separator of ['\n', '']) {
    let parts = best.hostile.text.split(separator);
    for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < parts.length && Date.now() < end; ) {
        const rest = [...parts.slice(0, at), ...parts.slice(at + size)];
        const hostile = { ...best.hostile, text: rest.join(separator) };
        watch(hostile);
        const failure = await judge(target, hostile);
        if (failure !== undefined && kindOf(failure) === kind) {
          best = { hostile, failure };
          parts = rest;
        } else at += size;
      }
    }
  }
  return best;
}

/** What a failure is of, without the details that change while the text shrinks. */
const kindOf = (failure: string): string => failure.split('\n')[0]?.replace(/[\d."'`].*$/, '') ?? '';
