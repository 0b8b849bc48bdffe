import type { Repository } from '../../coverage/repository.ts';
import { passesFilter } from '../../globs/githubFilter.ts';
import { type Trigger, workflow } from '../../routes/hosts/workflow.ts';

/** What starts a file of commands when a change is merged. */
export type Start =
  /** A push to this branch, where `paths` has the filters that a changed file has to pass. */
  | { readonly by: 'push'; readonly paths: readonly string[] }
  /** Something else that comes by itself: a tag, a release, the clock, another workflow. */
  | { readonly by: 'event'; readonly event: string }
  /** Somebody. */
  | { readonly by: 'hand' };

/** Pipelines of other services, which run on every push unless they say otherwise. */
const PIPELINE =
  /(?:^|\/)(?:\.gitlab-ci|azure-pipelines|bitbucket-pipelines|\.travis|\.drone|cloudbuild)[^/]*\.ya?ml$|^\.(?:gitlab|circleci|buildkite|woodpecker)\/|(?:^|\/)Jenkinsfile/;
const EVENTS = new Set(['release', 'create', 'schedule', 'workflow_run', 'repository_dispatch', 'registry_package']);

/** How a file of commands comes to run after `changed` is merged. */
export function startOf(repository: Repository, file: string, changed: string): Start {
  const found = repository.tree.derive(workflow, file);
  if (!found) return PIPELINE.test(file) ? { by: 'push', paths: [] } : { by: 'hand' };
  for (const trigger of found.triggers)
    if (trigger.event === 'push' && onThisBranch(repository, trigger) && passesPaths(trigger, changed))
      return { by: 'push', paths: trigger.paths ?? [] };
  const tagged = found.triggers.some(({ event, tags }) => event === 'push' && tags !== undefined);
  const elsewhere = found.triggers.find(
    (trigger) =>
      trigger.event === 'push' &&
      trigger.branches &&
      !onThisBranch(repository, trigger) &&
      passesPaths(trigger, changed),
  )?.branches;
  if (elsewhere) return { by: 'event', event: `push (${elsewhere.join(', ')})` };
  const event = tagged ? 'tag' : found.triggers.find((trigger) => EVENTS.has(trigger.event))?.event;
  return event === undefined ? { by: 'hand' } : { by: 'event', event };
}

function onThisBranch(repository: Repository, { branches, branchesIgnore, tags }: Trigger): boolean {
  if (branches === undefined && branchesIgnore === undefined) return tags === undefined;
  const { branch, alsoBranches } = repository.git();
  const names = alsoBranches.length > 0 ? alsoBranches : ['main', 'master'];
  const own = branch === undefined ? names : [...names, branch];
  return own.some((name) => (branches ? passesFilter(branches, name) : !passesFilter(branchesIgnore ?? [], name)));
}

function passesPaths({ paths, pathsIgnore }: Trigger, file: string): boolean {
  if (paths) return passesFilter(paths, file);
  return pathsIgnore === undefined || !passesFilter(pathsIgnore, file);
}
