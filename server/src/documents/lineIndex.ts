import type { Derivation } from '../files/tree.ts';

/** Line and column of an offset, both 0-based; columns count UTF-16 units, as LSP and VS Code do. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Translates between offsets and positions of one text. */
export interface LineIndex {
  position(offset: number): Position;
  offset(position: Position): number;
  readonly lineCount: number;
}

/** Builds the index in one pass; `\n`, `\r\n` and a lone `\r` end lines, as in LSP. */
export function lineIndex(text: string): LineIndex {
  return new Lines(lineStarts(text), text.length);
}

/** The lines of a file's text: small enough to be kept, so that places can be told without reading the text again. */
export const linesOf: Derivation<LineIndex> = {
  name: 'lineIndex',
  ofText: 'keep',
  compute: (tree, path) => lineIndex(tree.text(path) ?? ''),
};

/** Offsets of the lines' first characters, in as few bytes as they fit in. */
function lineStarts(text: string): Uint16Array | Uint32Array {
  const starts = [0];
  if (!text.includes('\r'))
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  else
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
  return text.length < 1 << 16 ? Uint16Array.from(starts) : Uint32Array.from(starts);
}

class Lines implements LineIndex {
  constructor(
    private readonly starts: Uint16Array | Uint32Array,
    private readonly length: number,
  ) {}

  get lineCount(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    const { starts } = this;
    const clamped = Math.max(0, Math.min(offset, this.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (starts[low] as number) };
  }

  offset(position: Position): number {
    const { starts } = this;
    const start = starts[Math.min(Math.max(position.line, 0), starts.length - 1)] as number;
    const next = starts[position.line + 1] ?? this.length;
    return Math.min(start + Math.max(position.character, 0), next);
  }
}
