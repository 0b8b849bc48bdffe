import { t } from '../../l10n/t.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import { chartAround, effectOfContent } from '../contentEffect.ts';
import type { CategoryRule } from '../effect.ts';
import { effectOfManifests } from '../manifestEffect.ts';

/** Manifests, and what Helm and kustomize make them of. */
export const kubernetes: CategoryRule = {
  name: 'kubernetes',
  takes({ repository, file, verdict }) {
    const { manifests, routes } = verdict;
    if (manifests.length > 0 || routes.uses.length > 0 || routes.deploys.length > 0) return true;
    const { configuration, resources } = repository.kustomizations();
    return (
      isKustomizationFile(file) ||
      configuration.has(file) ||
      resources.has(file) ||
      chartAround(repository, file) !== undefined
    );
  },
  judge: (_context, facts) =>
    facts.verdict.manifests.length > 0
      ? effectOfManifests(facts)
      : effectOfContent(facts, { does: 'say', sentence: t`Build and apply what uses ${facts.file}.` }),
};
