import { basename } from '../../files/paths.ts';

/** A file with its text; without one where it is no text. */
export interface MovableFile {
  readonly path: string;
  readonly text: string | undefined;
}

/** Pairs whose lines are compared, at most: Git's own limit for renames is of this size. */
const MAX_PAIRS = 10_000;
/** Share of lines that two versions of one file have in common, at least (Git's own threshold). */
const ALIKE = 0.5;

/**
 * Tells which of the files that are new are ones that are gone: with the same text, else with the most lines in common.
 * @returns the old path by the new one.
 */
export function fileMoves(gone: readonly MovableFile[], fresh: readonly MovableFile[]): Map<string, string> {
  const moves = new Map<string, string>();
  const left = new Set(gone);
  const take = (to: MovableFile, from: MovableFile | undefined): void => {
    if (!from) return;
    moves.set(to.path, from.path);
    left.delete(from);
  };
  const best = (to: MovableFile, candidates: readonly MovableFile[]): MovableFile | undefined =>
    candidates.find(({ path }) => basename(path) === basename(to.path)) ?? candidates[0];
  const byText = new Map<string, MovableFile[]>();
  for (const file of gone) if (file.text) byText.set(file.text, [...(byText.get(file.text) ?? []), file]);
  for (const to of fresh)
    take(
      to,
      best(
        to,
        (byText.get(to.text ?? '') ?? []).filter((file) => left.has(file)),
      ),
    );
  const rest = fresh.filter(({ path, text }) => !moves.has(path) && text);
  if (rest.length * left.size > MAX_PAIRS) return moves;
  const lines = new Map([...rest, ...left].map((file) => [file, countLines(file.text ?? '')]));
  const pairs = rest
    .flatMap((to) => [...left].map((from) => ({ to, from, alike: likeness(lines.get(from), lines.get(to)) })))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike);
  for (const { to, from } of pairs) if (!moves.has(to.path) && left.has(from)) take(to, from);
  return moves;
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) if (line.trim() !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function likeness(a: ReadonlyMap<string, number> = new Map(), b: ReadonlyMap<string, number> = new Map()): number {
  const size = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
  let common = 0;
  for (const [line, n] of a) common += Math.min(n, b.get(line) ?? 0);
  const larger = Math.max(size(a), size(b));
  return larger === 0 ? 0 : common / larger;
}
