import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ParityAdapter, Row } from './adapter.ts';

export interface TableResult {
  readonly table: string;
  readonly passed: number;
  readonly failures: readonly { readonly index: number; readonly message: string }[];
}

/** The table files in a directory (or in its `tables/`, `templates/` and `own/`), sorted by name. */
export function findTables(directory: string): string[] {
  return [directory, join(directory, 'tables'), join(directory, 'templates'), join(directory, 'own')]
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(path, name)),
    )
    .sort();
}

/** Runs every row of a table; an adapter that throws has failed the row. */
export function runTable(file: string, adapter: ParityAdapter): TableResult {
  const rows = readRows(file);
  const table = basename(file);
  const failures: { index: number; message: string }[] = [];
  const load = (name: string): readonly Row[] => readRows(join(file, '..', name));
  rows.forEach((row, index) => {
    let message: string | undefined;
    try {
      message = adapter.check(row, { table, index, rows, load });
    } catch (error) {
      message = `threw ${(error as Error).stack}`;
    }
    if (message !== undefined) failures.push({ index, message });
  });
  return { table, passed: rows.length - failures.length, failures };
}

function readRows(file: string): readonly Row[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(content) ? content : (content as { rows: readonly Row[] }).rows;
}
