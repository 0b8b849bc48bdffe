/** One row of a conformance table: what went in, and what Argo CD's (Helm's, sprig's) own code answered. */
export interface Row {
  readonly [field: string]: unknown;
}

/**
 * Runs the rows of one table against our code. One file a table in `adapters/`, its default export.
 * `tables` names the files (below `tables/` or `templates/`) it understands.
 */
export interface ParityAdapter {
  readonly tables: readonly string[];
  /** @returns undefined when we answer as the row expects, else one line with the difference. */
  check(row: Row, context: RowContext): string | undefined;
}

export interface RowContext {
  readonly table: string;
  readonly index: number;
  readonly rows: readonly Row[];
  /** Resolves a value such as `"P"` to its definition (`paramsDef`…) in the first row; other values are returned as they are. `load` reads another table of the same directory. */
  load(table: string): readonly Row[];
}
