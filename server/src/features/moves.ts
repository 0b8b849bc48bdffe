import type { Repository } from '../coverage/repository.ts';
import { isWithin } from '../files/paths.ts';

/** A file or directory of a repository that goes somewhere else in it. */
export interface Move {
  readonly repository: Repository;
  readonly from: string;
  readonly to: string;
}

/** Where a path is after the moves; itself when none concerns it. */
export function movedPath(moves: readonly Move[], repository: Repository, path: string): string {
  for (const move of moves)
    if (move.repository === repository && isWithin(path, move.from)) return move.to + path.slice(move.from.length);
  return path;
}
