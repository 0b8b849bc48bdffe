import { DEFAULT_SOURCE_SETTINGS, type SourceRequest } from '../../../server/src/claims/claim.ts';
import { helmClaims } from '../../../server/src/claims/helm.ts';
import { renderHelmSource } from '../../../server/src/claims/helmRender.ts';
import { mergeSourceOverrides } from '../../../server/src/claims/sourceOverrides.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import type { ParityAdapter } from '../adapter.ts';
import { sameError } from '../support/essence.ts';

interface Input {
  readonly tree: Record<string, string>;
  readonly path: string;
  readonly source: { readonly helm?: { readonly skipTests?: boolean } };
  readonly appName: string;
}

interface Expect {
  readonly filesRead: readonly string[];
  readonly resources: readonly { readonly apiVersion: string; readonly kind: string; readonly name: string }[];
  readonly error?: string;
  readonly needsNetwork?: boolean;
}

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
    const rendered = renderHelmSource(request);
    const all = [...problems, ...rendered.problems];
    const failed = expect.error !== undefined && !expect.needsNetwork;
    if (all.length > 0 !== failed)
      return `expected ${expect.error ?? 'no error'}, got ${all.map(({ message }) => message).join(' | ') || 'none'}`;
    if (failed) return sameError(all, expect.error);
    const files = [...new Set([...merged.files, ...claims.map(({ file }) => file)])].sort();
    if (files.join(', ') !== expect.filesRead.join(', '))
      return `expected ${expect.filesRead.join(', ')}, got ${files.join(', ')}`;
    const wanted = expect.resources.map(({ kind, name }) => `${kind} ${name}`).sort();
    const objects = rendered.objects.filter(({ object }) => !input.source.helm?.skipTests || !isTest(object));
    const got = objects.map(({ object }) => `${String(object['kind'])} ${nameOf(object)}`).sort();
    if (got.join(', ') !== wanted.join(', ')) return `expected ${wanted.join(', ')}, got ${got.join(', ')}`;
    return undefined;
  },
};

type Fields = Readonly<Record<string, unknown>>;

/** A name that is no text is none. */
function nameOf(object: Fields): string {
  const name = (object['metadata'] as Fields | undefined)?.['name'];
  return typeof name === 'string' ? name : '';
}

function isTest(object: Fields): boolean {
  const annotations = (object['metadata'] as Fields | undefined)?.['annotations'] as Fields | undefined;
  return annotations?.['helm.sh/hook'] === 'test';
}

export default adapter;
