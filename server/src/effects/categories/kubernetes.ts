import { t } from '../../l10n/t.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import { chartAround, effectOfContent } from '../contentEffect.ts';
import { better, type CategoryRule } from '../effect.ts';
import { effectOfManifests } from '../manifestEffect.ts';
import { effectOfOther } from '../otherEffect.ts';

/** Manifests, and what Helm and kustomize make them of. */
export const kubernetes: CategoryRule = {
  name: 'kubernetes',
  takes({ repository, file, verdict }) {
    const { manifests, routes } = verdict;
    if (manifests.length > 0 || routes.uses.length > 0 || routes.deploys.length > 0) return true;
    if (repository.otherRoutes.readersOf(file).length > 0) return true;
    const { configuration, resources } = repository.kustomizations();
    return (
      isKustomizationFile(file) ||
      configuration.has(file) ||
      resources.has(file) ||
      chartAround(repository, file) !== undefined
    );
  },
  judge(_context, facts) {
    const { manifests, routes } = facts.verdict;
    if (manifests.length > 0) return effectOfManifests(facts);
    const readers = facts.repository.otherRoutes.readersOf(facts.file);
    return routes.deploys.length + routes.uses.length === 0 && readers.length > 0
      ? readers.map((route) => effectOfOther(facts, route)).reduce(better)
      : effectOfContent(facts, { does: 'say', sentence: t`Build and apply what uses ${facts.file}.` });
  },
};
