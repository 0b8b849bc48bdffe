import { DEFAULT_SOURCE_SETTINGS, type SourceRequest } from '../../server/src/claims/claim.ts';
import type { Tree } from '../../server/src/files/tree.ts';

/** A request for tests: what they don't say is what most Applications have. */
export function requestOf(tree: Tree, path: string, source: Record<string, unknown> = {}): SourceRequest {
  return {
    tree,
    path,
    source: { repoURL: 'https://r', path, ...source },
    appName: 'app',
    appNamespace: 'argocd',
    destinationNamespace: 'default',
    project: 'default',
    refs: new Map(),
    multiSource: false,
    settings: DEFAULT_SOURCE_SETTINGS,
  };
}
