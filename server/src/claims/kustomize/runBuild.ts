import { resolvePath } from '../../files/resolve.ts';
import type { Tree } from '../../files/tree.ts';
import { t } from '../../l10n/t.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Claim } from '../claim.ts';
import { APPLICATION, accumulate, openLayer } from './accumulate.ts';
import { parseBuildOptions } from './buildOptions.ts';
import { ResourceSet } from './resource.ts';
import type { ResourceId } from './resourceId.ts';
import { type Inflate, type KustomizeNote, report, type Session } from './session.ts';
import { overrideKustomization } from './sourceOverrides.ts';

/** Kustomizations that one build may enter; each base counts as often as it is reached. */
const MAX_KUSTOMIZATIONS = 5000;

/** What a build found. */
export interface BuildRun {
  readonly claims: readonly Claim[];
  readonly problems: readonly Problem[];
  readonly notes: readonly KustomizeNote[];
  readonly set: ResourceSet;
}

export interface BuildRequest {
  /** `kustomize.buildOptions`; undefined when nothing tells. */
  readonly buildOptions?: string;
  /** `spec.source.kustomize`. */
  readonly sourceKustomize?: unknown;
  /** Objects that are wanted whole. */
  readonly wanted: (id: ResourceId) => boolean;
  readonly inflate?: Inflate;
}

/**
 * Runs `kustomize build` on a directory. Where a JSON patch or a replacement reaches into objects that were not wanted
 * whole, it runs again with them, so that the answer is exact without loading everything.
 */
export function runBuild(tree: Tree, path: string, request: BuildRequest): BuildRun {
  const missed = new Set<string>();
  for (;;) {
    const known = new Set(missed);
    const session: Session = {
      tree,
      options: parseBuildOptions(request.buildOptions),
      wanted: (id, document) => known.has(document) || request.wanted(id),
      inflate: request.inflate,
      claims: new Map(),
      problems: [],
      notes: [],
      missed,
      budget: MAX_KUSTOMIZATIONS,
    };
    const set = new ResourceSet();
    const real = resolvePath(tree, path);
    if ('problem' in real || real.kind !== 'directory')
      report(session, APPLICATION, t`“${path}” is not a directory: kustomize can’t build it.`);
    else {
      const override = overrideKustomization(tree, real.path, request.sourceKustomize);
      const layer = openLayer(session, real.path, undefined, override);
      if (layer) accumulate(session, layer, set);
    }
    if (missed.size === known.size)
      return { claims: [...session.claims.values()], problems: session.problems, notes: session.notes, set };
  }
}
