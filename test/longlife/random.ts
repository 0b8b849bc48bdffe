/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 … n − 1 */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  some<T>(list: readonly T[]): T[];
}

/** The generator mulberry32: 32 bits of state, good enough to wander about. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const random: Random = {
    below: (n) => Math.floor(next() * n),
    pick: (list) => list[random.below(list.length)] as (typeof list)[number],
    chance: (probability) => next() < probability,
    some: (list) => list.filter(() => next() < 0.5),
  };
  return random;
}
