import { DEFAULT_SOURCE_SETTINGS, type SourceRequest } from '../../../server/src/claims/claim.ts';
import { helmClaims } from '../../../server/src/claims/helm.ts';
import { mergeSourceOverrides } from '../../../server/src/claims/sourceOverrides.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter } from '../adapter.ts';

interface Input {
  readonly tree: Record<string, string>;
  readonly path: string;
  readonly source: Record<string, unknown>;
  readonly appName: string;
}

interface Expect {
  readonly filesRead: readonly string[];
  readonly resources: readonly { readonly apiVersion: string; readonly kind: string; readonly name: string }[];
  readonly error?: string;
  readonly needsNetwork?: boolean;
}

const RENDER_TIME = /\n {2}executing "|don't meet the specifications of the schema/;

const adapter: ParityAdapter = {
  tables: ['helm-files.json'],
  check(row) {
    const input = row['input'] as Input;
    const expect = row['expect'] as Expect;
    const tree = memoryTree(input.tree);
    const merged = mergeSourceOverrides(tree, input.path, input.appName, input.source);
    const request: SourceRequest = {
      tree,
      source: merged.source,
      path: input.path,
      appName: input.appName,
      appNamespace: 'argocd',
      destinationNamespace: 'ns',
      project: 'default',
      refs: new Map(),
      multiSource: false,
      settings: { ...DEFAULT_SOURCE_SETTINGS, helmMajor: 4, helmKubeVersion: '1.33.0' },
    };
    const { claims, problems } = helmClaims(request);
    const messages = problems.map(({ message }) => message).join(' | ');
    // What only executing the templates, or checking the values against a schema, brings to light is no question of files.
    if (RENDER_TIME.test(expect.error ?? '')) return undefined;
    const failed = expect.error !== undefined && !expect.needsNetwork;
    if (problems.length > 0 !== failed) return `expected ${expect.error ?? 'no error'}, got ${messages || 'none'}`;
    if (failed) return undefined;
    const files = [...new Set([...merged.files, ...claims.map(({ file }) => file)])].sort();
    if (files.join(', ') !== expect.filesRead.join(', '))
      return `expected ${expect.filesRead.join(', ')}, got ${files.join(', ')}`;
    return undefined;
  },
};

export default adapter;
