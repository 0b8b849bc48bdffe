import { resolveAppPath } from '../../../server/src/claims/appPath.ts';
import { mergeSourceOverrides } from '../../../server/src/claims/sourceOverrides.ts';
import { detectSourceType } from '../../../server/src/claims/sourceType.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter, Row } from '../adapter.ts';

interface Input {
  readonly tree: Record<string, string>;
  readonly path: string;
  readonly appName: string;
  readonly source?: Record<string, unknown> | null;
  readonly enabled?: { readonly Kustomize?: boolean; readonly Helm?: boolean };
}

function answerOf(input: Input): unknown {
  const tree = memoryTree(input.tree);
  const found = resolveAppPath(tree, input.path);
  if ('error' in found) return { error: found.error };
  if ('sibling' in found) return { error: 'beside the checkout' };
  const spec = { repoURL: 'https://r', ...(input.path !== '' && { path: input.path }), ...input.source };
  const merged = mergeSourceOverrides(tree, found.path, input.appName, spec);
  if (merged.problem) return { error: merged.problem.message };
  const type = detectSourceType(tree, found.path, merged.source, {
    kustomize: input.enabled?.Kustomize === false,
    helm: input.enabled?.Helm === false,
  });
  return 'error' in type ? type : { type: type.type, source: merged.source };
}

/** Sorted by keys, without nulls, which Argo CD's decoder drops; of errors from parsers only where they arose. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === 'error')
      return String(part)
        .replace('<root>/', '')
        .replace(/(\.argocd-source\S*): .*/, '$1');
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([, child]) => child !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}

/** Source types and overrides are answered by the same function of Argo CD. */
export function checkSourceType(row: Row): string | undefined {
  const answer = canonical(answerOf(row['input'] as Input));
  const expected = canonical(row['expect']);
  return answer === expected
    ? undefined
    : `${JSON.stringify(row['input'])}: expected ${JSON.stringify(row['expect'])}, got ${answer}`;
}

const adapter: ParityAdapter = { tables: ['source-type.json'], check: checkSourceType };
export default adapter;
