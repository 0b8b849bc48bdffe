import { yamlFile } from '../documents/yamlFile.ts';
import { dirname, join, normalise } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import { isKustomizationFile, kustomizationUses } from '../manifests/kustomizationUses.ts';
import type { ClaimSet, Miss, SourceRequest, SourceType } from './claim.ts';
import { member } from './kustomize/fields.ts';
import { runBuild } from './kustomize/runBuild.ts';
import type { KustomizeNote } from './kustomize/session.ts';

/** The claims with what the network or a plugin would have to answer: no error, but the end of what can be followed. */
export interface KustomizeClaims extends Omit<ClaimSet, 'type'> {
  readonly notes: readonly KustomizeNote[];
}

/** The files that `kustomize build` on the app path reads, each with the place that names it. */
export function kustomizeClaims(request: SourceRequest): KustomizeClaims {
  const { claims, problems, notes } = runBuild(request.tree, request.path, {
    buildOptions: request.settings.kustomizeBuildOptions,
    sourceKustomize: request.source['kustomize'],
    wanted: () => false,
  });
  return { claims, problems, notes };
}

/** Kustomize sources: util/kustomize/kustomize.go of Argo CD around kustomize 5.8. */
export const kustomizeSource: SourceType = {
  name: 'Kustomize',
  claim: kustomizeClaims,
  explainMiss(request, file): Miss | undefined {
    if (isKustomizationFile(file)) return undefined;
    const { tree } = request;
    const built = builtDirectories(request);
    // The nearest kustomization above the file that is built is the one that could list it, or a directory on the way.
    for (let directory = dirname(file); ; directory = dirname(directory)) {
      const kustomization = built.get(directory);
      if (kustomization !== undefined) {
        const span = tree.derive(yamlFile, kustomization)?.documents[0]?.valueSpan(['resources']);
        return { file, reason: 'not-in-kustomization', at: { file: kustomization, ...(span ? { span } : {}) } };
      }
      if (directory === '') return undefined;
    }
  },
};

const MAX_BUILT = 5000;

/** The directories whose kustomizations a source builds, with their kustomization files: references alone, no objects. */
function builtDirectories({ tree, path, source }: SourceRequest): Map<string, string> {
  const built = new Map<string, string>();
  const components = member(source['kustomize'], 'components');
  const pending = [path];
  for (const text of Array.isArray(components) ? components : []) {
    const component = typeof text === 'string' ? normalise(join(path, text)) : undefined;
    if (component !== undefined) pending.push(component);
  }
  while (pending.length > 0 && built.size < MAX_BUILT) {
    const real = resolvePath(tree, pending.pop() as string);
    if ('problem' in real || built.has(real.path)) continue;
    const found = kustomizationIn(tree, real.path);
    if ('problem' in found) continue;
    built.set(real.path, found.file);
    for (const used of kustomizationUses(tree, found.file).directories) pending.push(used.path);
  }
  return built;
}
