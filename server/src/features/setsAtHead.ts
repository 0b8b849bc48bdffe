import type { AppSet } from '../coverage/fleet.ts';
import { commitTree } from '../files/commitTree.ts';
import type { GitObjects } from '../files/gitObjects.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import type { FeatureContext } from './context.ts';
import { generatedNames } from './generatedNames.ts';

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
  { apps, definition }: AppSet,
): Promise<SetDelta | undefined> {
  const home = context.workspace.byId(definition.at.repository);
  if (definition.made !== 'file' || !home) return undefined;
  try {
    const commit = commitTree(home.id, await git.list(home.id, await git.head(home.id)));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const before = generatedNames(context, definition, commit.tree, definition.at.file);
      const wanted = commit.wanted();
      if (wanted.length === 0) return difference(before, new Set(apps.map(({ name }) => name)));
      commit.load(await git.read(home.id, wanted));
    }
  } catch {
    // No commit yet, or no Git: there is nothing to compare with, and a lens is no place to complain.
  }
  return undefined;
}

function difference(before: ReadonlySet<string>, now: ReadonlySet<string>): SetDelta {
  return {
    added: [...now].filter((name) => !hasUnknown(name) && !before.has(name)),
    removed: [...before].filter((name) => !now.has(name)),
  };
}
