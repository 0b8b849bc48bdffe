import { expandApplicationSet } from '../applications/applicationSet.ts';
import { objectOf } from '../applications/json.ts';
import { type Definition, fileDefinitions } from '../coverage/definition.ts';
import type { AppSet } from '../coverage/fleet.ts';
import { type CommitTree, commitTree } from '../files/commitTree.ts';
import type { GitObjects } from '../files/gitObjects.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import type { FeatureContext } from './context.ts';

/** How the Applications of a set differ from those at HEAD. */
export interface SetDelta {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Texts are asked for in rounds: the set, the files its generators read, what these lead to. */
const MAX_ROUNDS = 4;

/**
 * Compares what a set makes now with what it makes at HEAD, from Git’s objects.
 * @returns undefined for a set that is not written in a file, or where Git can’t tell.
 */
export async function compareWithHead(
  context: FeatureContext,
  git: GitObjects,
  set: AppSet,
): Promise<SetDelta | undefined> {
  const { at, made } = set.definition;
  const home = context.workspace.byId(at.repository);
  if (made !== 'file' || !home) return undefined;
  try {
    const commit = commitTree(home.id, await git.list(home.id, await git.head(home.id)));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const before = namesAt(context, commit, set.definition);
      const wanted = commit.wanted();
      if (wanted.length === 0) return difference(before, new Set(set.apps.map(({ name }) => name)));
      commit.load(await git.read(home.id, wanted));
    }
  } catch {
    // No commit yet, or no Git: there is nothing to compare with, and a lens is no place to complain.
  }
  return undefined;
}

function namesAt(context: FeatureContext, { tree }: CommitTree, { at, object }: Definition): Set<string> {
  const nameOf = (value: unknown): unknown => objectOf(objectOf(value)['metadata'])['name'];
  const then = fileDefinitions
    .compute(tree, at.file)
    .find(({ kind, object: other }) => kind === 'ApplicationSet' && nameOf(other) === nameOf(object));
  const settings = context.workspace.byId(at.repository)?.settings();
  if (!then || !settings) return new Set();
  const { applications } = expandApplicationSet(then.object, {
    treeOf(url) {
      const repository = context.identify(url, at.repository);
      if (repository) return repository.id === at.repository ? tree : repository.tree;
      return { unknown: 'another repository' };
    },
    newGlobbing: settings.gitFiles.newGlobbing,
    fixtures: settings.generators,
  });
  return new Set(applications.map(({ object: made }) => String(nameOf(made))));
}

function difference(before: ReadonlySet<string>, now: ReadonlySet<string>): SetDelta {
  const known = (name: string): boolean => !hasUnknown(name);
  return {
    added: [...now].filter((name) => known(name) && !before.has(name)),
    removed: [...before].filter((name) => known(name) && !now.has(name)),
  };
}
