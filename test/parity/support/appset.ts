import type { RowContext } from '../adapter.ts';

/** A value such as `"G"` refers to the definition in the first row (for some tables: of git-params.json). */
export function definitionOf(value: unknown, context: RowContext): unknown {
  if (typeof value !== 'string') return value;
  for (const row of [context.rows[0], context.load('git-params.json')[0]]) {
    const input = row?.['input'] as Record<string, unknown> | undefined;
    for (const place of [row, input]) if (place?.['treeDef'] !== undefined) return place['treeDef'];
    if (typeof input?.['tree'] === 'object') return input['tree'];
  }
  throw new Error(`no definition for ${value}`);
}

/** Deep equality that ignores the order of keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
