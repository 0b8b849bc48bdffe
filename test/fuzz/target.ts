/** One kind of hostile file: what it looks like, where it stands, and what surrounds it. A new one is a file and a line in `targets/table.ts`. */
export interface Target {
  readonly name: string;
  /** A workspace as `fixtureFiles` reads it, below one repository. */
  readonly world: string;
  /** The files of the world that are replaced, one a case; their texts are what is mutated. */
  readonly hostile: readonly string[];
  /** What such texts are made of. */
  readonly pieces: readonly string[];
  /** Files of real repositories that are mutated as well, by path. */
  readonly corpus?: RegExp;
  /** The file decides about its whole repository (remotes, ignore rules, settings): the innocent one stands in another. */
  readonly governs?: boolean;
  /** What must hold of the text besides. @returns what does not. */
  check?(text: string): string | undefined;
}

/** How a case's text becomes bytes: as Latin-1 most are no UTF-8. */
export type CaseEncoding = 'utf8' | 'latin1' | 'utf16le';

/** One hostile file. */
export interface Case {
  readonly target: string;
  readonly file: string;
  readonly text: string;
  readonly encoding: CaseEncoding;
}

/** The bytes that stand on disk. */
export function bytesOf({ text, encoding }: Case): Uint8Array {
  return Buffer.from(text, encoding);
}

/** A case that failed, and how. */
export interface Found {
  readonly hostile: Case;
  readonly failure: string;
}
