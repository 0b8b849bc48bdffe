import { DEFAULT_SOURCE_SETTINGS, type SourceRequest } from '../../../server/src/claims/claim.ts';
import { kustomizeClaims } from '../../../server/src/claims/kustomize.ts';
import { parseYaml } from '../../../server/src/documents/yamlFile.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter } from '../adapter.ts';
import { sameError } from '../support/essence.ts';

interface Input {
  readonly tree: Record<string, string>;
  readonly path: string;
  readonly source: { readonly kustomize?: object };
  readonly appName: string;
}

interface Expect {
  readonly type: string;
  readonly filesRead: readonly string[];
  readonly error?: string;
  readonly needsNetwork?: boolean;
}

const OVERRIDE = '.argocd-source.yaml';

/** Files that kustomize reads. Rows of another source type say nothing about it; they are there for the tables that tell types apart. */
const adapter: ParityAdapter = {
  tables: ['kustomize-files.json'],
  check(row) {
    const input = row['input'] as Input;
    const expect = row['expect'] as Expect;
    if (expect.type !== 'Kustomize') return undefined;
    const override = input.tree[`${input.path}/${OVERRIDE}`];
    const merged = override === undefined ? {} : (parseYaml(override).documents[0]?.value() as Input['source']);
    const request: SourceRequest = {
      tree: memoryTree(input.tree),
      source: { ...input.source, kustomize: { ...input.source.kustomize, ...merged.kustomize } },
      path: input.path,
      appName: input.appName,
      appNamespace: 'argocd',
      destinationNamespace: 'default',
      project: 'default',
      refs: new Map(),
      multiSource: false,
      settings: { ...DEFAULT_SOURCE_SETTINGS, kustomizeBuildOptions: '' },
    };
    const { claims, problems, notes } = kustomizeClaims(request);
    const files = new Set(claims.map(({ file }) => file));
    if (override !== undefined) files.add(`${input.path}/${OVERRIDE}`);
    const failed = expect.error !== undefined && !expect.needsNetwork;
    if (problems.length > 0 !== failed)
      return `expected ${expect.error ?? 'no error'}, got ${problems.map(({ message }) => message).join(' | ') || 'none'}`;
    if (failed) {
      const other = sameError(problems, expect.error);
      if (other) return other;
    }
    if (expect.needsNetwork && !notes.some(({ kind }) => kind === 'remote')) return 'expected a note of what is remote';
    const got = [...files].sort().join(', ');
    return got === expect.filesRead.join(', ') ? undefined : `expected ${expect.filesRead.join(', ')}, got ${got}`;
  },
};

export default adapter;
