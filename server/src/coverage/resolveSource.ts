import type { ApplicationSource, SourceSettings } from '../claims/claim.ts';
import { claimSource } from '../claims/sourceTypes.ts';
import { sameList } from '../files/sameList.ts';
import type { Tree } from '../files/tree.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { Problem } from '../problems/problem.ts';
import type { SourceRoot } from './model.ts';
import { directoriesMatching } from './patterns.ts';
import type { Repository } from './repository.ts';

/** What decides which files one local source uses; equal inputs give equal answers. */
export interface SourceInput {
  readonly repository: Repository;
  readonly source: ApplicationSource;
  readonly path: string;
  readonly appName: string;
  readonly appNamespace: string;
  readonly destinationNamespace: string;
  readonly project: string;
  readonly refs: ReadonlyMap<string, Repository | undefined>;
  readonly multiSource: boolean;
}

export interface ResolvedSource {
  readonly roots: readonly SourceRoot[];
  readonly problems: readonly Problem[];
}

/** A key under which equal inputs share one computed value. */
export function sourceKey(input: SourceInput): string {
  const refs = [...input.refs].map(([name, repository]) => [name, repository?.id]);
  return JSON.stringify([
    input.repository.id,
    input.source,
    input.path,
    input.appName,
    input.appNamespace,
    input.destinationNamespace,
    input.project,
    refs,
    input.multiSource,
  ]);
}

/** Whether two answers for one key say the same, so that the Application that was made of the first may stay. */
export function sameResolved(a: ResolvedSource, b: ResolvedSource): boolean {
  return sameList(a.roots, b.roots, sameRoot) && sameList(a.problems, b.problems, (x, y) => sameJson(x, y));
}

/** The key tells most of a request; settings and `.argocd-source.yaml` the rest. */
function sameRoot(a: SourceRoot, b: SourceRoot): boolean {
  return (
    a.repository === b.repository &&
    a.path === b.path &&
    a.type === b.type &&
    sameJson(a.claims, b.claims) &&
    sameJson(a.request?.source, b.request?.source) &&
    sameJson(a.request?.settings, b.request?.settings)
  );
}

/** Finds the files that a source uses; a path with unknown parts stands for every directory it matches. */
export function resolveSource(input: SourceInput): ResolvedSource {
  const tree: Tree = input.repository.tree;
  if (!hasUnknown(input.path)) {
    const { root, problems } = claimDirectory(input, input.path);
    return { roots: root ? [root] : [], problems };
  }
  const roots = directoriesMatching(tree, input.path).flatMap((path) => {
    const { root } = claimDirectory(input, path);
    return root
      ? [
          {
            ...root,
            claims: root.claims.map((claim) => ({
              ...claim,
              possible: true,
              why: claim.why ?? t`the path holds a value that the repository can’t tell`,
            })),
          },
        ]
      : [];
  });
  return { roots, problems: [] };
}

function claimDirectory(
  input: SourceInput,
  path: string,
): { root: SourceRoot | undefined; problems: readonly Problem[] } {
  const result = claimSource({
    tree: input.repository.tree,
    source: { ...input.source, path },
    appName: input.appName,
    appNamespace: input.appNamespace,
    destinationNamespace: input.destinationNamespace,
    project: input.project,
    refs: new Map([...input.refs].map(([name, repository]) => [name, repository?.tree])),
    multiSource: input.multiSource,
    settings: sourceSettings(input.repository),
  });
  return {
    root: {
      repository: input.repository,
      path: result.path,
      type: result.type,
      request: result.request,
      claims: result.claims,
    },
    problems: result.problems,
  };
}

/** Argo CD's own configuration, as far as the repository and the settings tell. */
export function sourceSettings(repository: Repository): SourceSettings {
  const settings = repository.settings();
  return {
    kustomizeBuildOptions: buildOptionsOf(repository),
    helmKubeVersion: settings.helm.kubeVersion,
    helmMajor: settings.helm.major,
    valuesFileSchemes: ['http', 'https'],
    disabled: {},
  };
}

/** What the settings say, else what the repository's own Argo CD configuration does. */
export function buildOptionsOf(repository: Repository): string | undefined {
  return repository.settings().kustomize.buildOptions ?? repository.buildOptions();
}
