import { basename } from '../files/paths.ts';
import type { FeatureContext } from './context.ts';
import { replaceScalar } from './edits.ts';
import { type Move, movedPath } from './moves.ts';
import { type Naming, namings } from './place/naming.ts';
import { type PathText, rewritten } from './place/pathText.ts';
import { renameWarnings } from './renameWarnings.ts';
import type { FileEdit } from './results.ts';

/** What a move of files asks for besides. */
export interface RenameResult {
  /** Edits of files where they are before the move. */
  readonly steps: readonly Extract<FileEdit, { type: 'edit' }>[];
  /** One sentence for each Application that the move takes away. */
  readonly warnings: readonly string[];
}

/**
 * The edits that keep every name of a moved file or directory true: in Applications, ApplicationSets, kustomizations and
 * charts, also those that move along and name what stays. Only the scalars change.
 * @param renames absolute paths.
 */
export function renameFiles(
  context: FeatureContext,
  renames: readonly { readonly from: string; readonly to: string }[],
): RenameResult {
  const moves = renames.flatMap(({ from, to }): Move[] => {
    const source = context.workspace.locate(from);
    const target = context.workspace.locate(to);
    // From one repository to another nothing can follow.
    if (!source || source.repository !== target?.repository || source.file === '' || target.file === '') return [];
    return [{ repository: source.repository, from: source.file, to: target.file }];
  });
  if (moves.length === 0) return { steps: [], warnings: [] };
  const found = namings(
    context,
    // A file that stays names a moved one by its last segment at least; a file that moves may name anything.
    ({ repository, file, text }) =>
      moves.some(
        (move) =>
          text.includes(basename(move.from)) ||
          (move.repository === repository && movedPath([move], repository, file) !== file),
      ),
    (path) => newText(moves, path) !== path.lead + path.text,
  );
  const byFile = new Map<string, { span: { start: number; end: number }; text: string }[]>();
  for (const naming of found) {
    const file = `${naming.at.repository.id}/${naming.at.file}`;
    const edit = replaceScalar(naming.at.text, naming.place.span, newValue(moves, naming));
    const edits = byFile.get(file);
    if (edits) edits.push(edit);
    else byFile.set(file, [edit]);
  }
  const steps = [...byFile].map(([path, edits]) => ({ type: 'edit' as const, path, edits }));
  return { steps, warnings: renameWarnings(context, moves, steps) };
}

function newValue(moves: readonly Move[], { place, paths }: Naming): string {
  const changed = new Map(paths.map((path) => [path.lead + path.text, newText(moves, path)]));
  if (place.meaning !== 'generatePaths') return [...changed.values()][0] ?? place.value;
  return place.value
    .split(';')
    .map((item) => changed.get(item) ?? item)
    .join(';');
}

/** A path as it has to be written after the moves. */
function newText(moves: readonly Move[], path: PathText): string {
  const base = movedPath(moves, path.repository, path.base);
  const full = movedPath(moves, path.repository, path.full);
  if (base === path.base && full === path.full) return path.lead + path.text;
  // The name of a file is its key in the generated ConfigMap: the key stays.
  const oldName = basename(path.full);
  const key = path.keyed && basename(full) !== oldName ? `${oldName}=` : '';
  return rewritten(path, base, full, key);
}
