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
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return {
    lineCount: starts.length,
    position(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= clamped) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: clamped - (starts[low] as number) };
    },
    offset(position) {
      const start = starts[Math.min(Math.max(position.line, 0), starts.length - 1)] as number;
      const next = starts[position.line + 1] ?? text.length;
      return Math.min(start + Math.max(position.character, 0), next);
    },
  };
}
