/** A text without its markers, and where they stood: `‸` is a cursor, `⟦…⟧` a range. */
export interface Marked {
  readonly text: string;
  readonly cursors: readonly number[];
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Takes the markers out of a text. */
export function readMarkers(source: string): Marked {
  let text = '';
  const cursors: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  for (const c of source) {
    if (c === '‸') cursors.push(text.length);
    else if (c === '⟦') ranges.push({ start: text.length, end: text.length });
    else if (c === '⟧') (ranges[ranges.length - 1] as { end: number }).end = text.length;
    else text += c;
  }
  return { text, cursors, ranges };
}
