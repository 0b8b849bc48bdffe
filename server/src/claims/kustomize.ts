import { dirname, isWithin } from '../files/paths.ts';
import { kustomizationFacts, kustomizationIn } from '../manifests/kustomization.ts';
import { isKustomizationFile } from '../manifests/kustomizationUses.ts';
import type { ClaimSet, Miss, SourceRequest, SourceType } from './claim.ts';
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
    const { tree } = request;
    // The nearest kustomization above the file is the one that could list it.
    for (let directory = dirname(file); ; directory = dirname(directory)) {
      const found = kustomizationIn(tree, directory);
      if ('file' in found) {
        if (!isWithin(directory, request.path) && !builds(request, found.file)) return undefined;
        if (isKustomizationFile(file)) return undefined;
        const facts = kustomizationFacts(tree, found.file);
        const last = facts?.references.findLast(({ kind }) => kind === 'resource');
        return {
          file,
          reason: 'not-in-kustomization',
          at: { file: found.file, ...(last?.span ? { span: last.span } : {}) },
        };
      }
      if (directory === '') return undefined;
    }
  },
};

function builds(request: SourceRequest, kustomization: string): boolean {
  return kustomizeClaims(request).claims.some(({ file }) => file === kustomization);
}
