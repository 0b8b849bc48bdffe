import type { Tree } from '../files/tree.ts';
import { walkRoot } from './appPath.ts';
import type { ApplicationSource, SourceSettings, SourceTypeName } from './claim.ts';

/** The fields of a source that name its type, in the order in which Argo CD lists them. */
const FIELDS: readonly (readonly [field: string, type: SourceTypeName])[] = [
  ['kustomize', 'Kustomize'],
  ['helm', 'Helm'],
  ['directory', 'Directory'],
  ['plugin', 'Plugin'],
];

const KUSTOMIZATIONS = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/**
 * Which tool makes the manifests of a source (`reposerver/repository/repository.go` GetAppSourceType, `types.go`
 * ExplicitType, `util/app/discovery`): the one that the source names, else the one whose file lies directly in the path. A
 * plugin that would discover the directory can't be known.
 * @param source after `.argocd-source*.yaml` was merged
 * @param path the app path, clean and existing
 * @returns the error when the source names several.
 */
export function detectSourceType(
  tree: Tree,
  path: string,
  source: ApplicationSource,
  disabled: SourceSettings['disabled'],
): { readonly type: SourceTypeName } | { readonly error: string } {
  const explicit = FIELDS.filter(([field]) => source[field] !== undefined && source[field] !== null);
  if (explicit.length > 1)
    return { error: `multiple application sources defined: ${explicit.map(([, type]) => type).join(',')}` };
  const isDisabled = (type: SourceTypeName): boolean =>
    (type === 'Kustomize' && disabled.kustomize === true) || (type === 'Helm' && disabled.helm === true);
  const named = explicit[0]?.[1];
  if (named) return { type: isDisabled(named) ? 'Directory' : named };
  const root = walkRoot(tree, path);
  let found: SourceTypeName = 'Directory';
  // The last file in byte order decides.
  for (const { name, kind } of root === undefined ? [] : tree.list(root)) {
    if (kind === 'directory') continue;
    const type = name.endsWith('Chart.yaml') ? 'Helm' : KUSTOMIZATIONS.has(name) ? 'Kustomize' : undefined;
    if (type && !isDisabled(type)) found = type;
  }
  return { type: found };
}
