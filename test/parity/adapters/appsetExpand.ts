import { expandApplicationSet } from '../../../server/src/applications/applicationSet.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter } from '../adapter.ts';
import { canonical, definitionOf } from '../support/appset.ts';

interface Expected {
  readonly applications: readonly Readonly<Record<string, unknown>>[] | null;
  readonly error?: string;
}

/** Fields that Go writes though they are empty. */
function trimmed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(trimmed);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key]) => key !== 'status' && key !== 'creationTimestamp' && key !== 'apiVersion' && key !== 'kind')
    .map(([key, inner]): [string, unknown] => [key, trimmed(inner)])
    .filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** Which of several keys is told is up to Go's order of a map; what was cut out for an empty root is put back. */
function sameError(error: string | undefined): string | undefined {
  return error?.replaceAll('<root>', '').replace(/found duplicate key .*$/, 'found duplicate key');
}

const adapter: ParityAdapter = {
  tables: ['appset-expand.json', 'template-patch.json'],
  check(row, context) {
    const input = row['input'] as { appset: unknown; tree?: unknown };
    const expected = row['expect'] as Expected;
    const tree = memoryTree(
      input.tree === undefined ? {} : (definitionOf(input.tree, context) as Record<string, string>),
    );
    const got = expandApplicationSet(input.appset, { treeOf: () => tree, newGlobbing: false, fixtures: {} });
    if (sameError(expected.error || undefined) !== sameError(got.error))
      return `expected error ${JSON.stringify(expected.error)}, got ${JSON.stringify(got.error)}`;
    const theirs = (expected.applications ?? []).map((app) => canonical(trimmed(app))).sort();
    const ours = got.applications.map(({ object }) => canonical(trimmed(object))).sort();
    return canonical(theirs) === canonical(ours)
      ? undefined
      : `expected\n    ${theirs.join('\n    ')}\n  got\n    ${ours.join('\n    ')}`;
  },
};

export default adapter;
