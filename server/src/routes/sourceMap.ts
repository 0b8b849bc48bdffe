import type { Span } from '../problems/problem.ts';

/** Text taken out of a file, with the place of each of its characters there. */
export interface MappedText {
  readonly text: string;
  /** Stretches in order: from `out` in the text on, characters stand in the file from `file` on; `fixed` ones stand for one place as a whole. */
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly out: number;
  readonly file: number;
  /** Length in the file of what a replaced stretch stands for; undefined where text and file are alike. */
  readonly fixed?: number;
}

/** The place in the file of a stretch of the text. */
export function spanIn({ pieces }: MappedText, start: number, end: number): Span {
  const first = place(pieces, start, false);
  return { start: first, end: Math.max(first, place(pieces, end, true)) };
}

function place(pieces: readonly Piece[], offset: number, isEnd: boolean): number {
  let low = 0;
  let high = pieces.length - 1;
  // The end of a stretch belongs to the piece of its last character.
  const at = isEnd ? Math.max(0, offset - 1) : offset;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as Piece).out <= at) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (!piece) return 0;
  if (piece.fixed !== undefined) return piece.file + (isEnd ? piece.fixed : 0);
  return piece.file + offset - piece.out;
}

/** Text that stands in the file as it is. */
export function plainText(text: string, file: number): MappedText {
  return { text, pieces: [{ out: 0, file }] };
}

/** Puts mapped texts together out of lines and replacements. */
export function textBuilder() {
  let text = '';
  const pieces: Piece[] = [];
  return {
    /** Adds text as it stands in the file. */
    add(part: string, file: number): void {
      if (part === '') return;
      pieces.push({ out: text.length, file });
      text += part;
    },
    /** Adds text in place of a stretch of the file. */
    replace(part: string, span: Span): void {
      if (part === '') return;
      pieces.push({ out: text.length, file: span.start, fixed: span.end - span.start });
      text += part;
    },
    done: (): MappedText => ({ text, pieces }),
  };
}

/** Replaces the matches of a pattern; `replace` gives undefined for what stays. */
export function replaceIn(
  mapped: MappedText,
  pattern: RegExp,
  replace: (match: RegExpMatchArray) => string | undefined,
): MappedText {
  const builder = textBuilder();
  let from = 0;
  let changed = false;
  const copy = (end: number): void => {
    // Piece by piece, so that every line keeps its place.
    for (let at = from; at < end; ) {
      const index = lastPieceAt(mapped.pieces, at);
      const piece = mapped.pieces[index] as Piece;
      const until = Math.min(end, mapped.pieces[index + 1]?.out ?? end);
      const part = mapped.text.slice(at, until);
      if (piece.fixed === undefined) builder.add(part, piece.file + at - piece.out);
      else builder.replace(part, { start: piece.file, end: piece.file + piece.fixed });
      at = until;
    }
  };
  for (const match of mapped.text.matchAll(pattern)) {
    const value = replace(match);
    if (value === undefined) continue;
    changed = true;
    copy(match.index);
    builder.replace(value, spanIn(mapped, match.index, match.index + match[0].length));
    from = match.index + match[0].length;
  }
  if (!changed) return mapped;
  copy(mapped.text.length);
  return builder.done();
}

function lastPieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as Piece).out <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Lines one below the other. */
export function joinLines(lines: readonly MappedText[]): MappedText {
  const builder = textBuilder();
  for (const { text, pieces } of lines) {
    for (const [i, piece] of pieces.entries()) {
      const part = text.slice(piece.out, pieces[i + 1]?.out ?? text.length);
      if (piece.fixed === undefined) builder.add(part, piece.file);
      else builder.replace(part, { start: piece.file, end: piece.file + piece.fixed });
    }
    const last = pieces.at(-1);
    const at = last ? (last.fixed === undefined ? last.file + text.length - last.out : last.file + last.fixed) : 0;
    builder.replace('\n', { start: at, end: at });
  }
  return builder.done();
}
