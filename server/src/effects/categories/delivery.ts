import { t } from '../../l10n/t.ts';
import { isArgoObject } from '../../manifests/classify.ts';
import type { CategoryRule, FileFacts } from '../effect.ts';
import { effectOfManifests } from '../manifestEffect.ts';
import { mergeIsAll } from '../routeEffect.ts';

/** Where the services that run workflows and pipelines look for them. */
const PIPELINE =
  /^(?:\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/|\.tekton\/|\.circleci\/|\.buildkite\/|\.gitlab\/|\.woodpecker(?:\/|\.ya?ml$)|\.(?:gitlab-ci|travis|drone|cirrus)\.ya?ml$|(?:azure-pipelines|bitbucket-pipelines)[^/]*\.ya?ml$)|(?:^|\/)(?:Jenkinsfile[^/]*|[^/]*\.Jenkinsfile|[^/]*\.gitlab-ci\.ya?ml|cloudbuild\.ya?ml|buildbuddy\.ya?ml|atlantis\.ya?ml)$/;

/** Pipelines that are objects of a cluster are read from the branch too, unless something deploys them. */
function isPipeline({ file, verdict }: FileFacts): boolean {
  if (verdict.manifests.length > 0 && !file.startsWith('.')) return false;
  return verdict.routes.deploys.length === 0 && PIPELINE.test(file);
}

/** What brings the rest to where it runs: Argo CD's own objects, and the files of continuous integration. */
export const delivery: CategoryRule = {
  name: 'delivery',
  takes: (facts) =>
    isPipeline(facts) ||
    facts.verdict.manifests.some(({ facts: { apiVersion, kind } }) => isArgoObject(apiVersion, kind)),
  judge(_context, facts) {
    return !isPipeline(facts)
      ? effectOfManifests(facts)
      : {
          effect: 'automatic',
          reason: t`The service that runs it reads it from the branch.`,
          steps: [mergeIsAll()],
        };
  },
};
