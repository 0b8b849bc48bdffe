import { t } from '../l10n/t.ts';
import { runGit } from './git.ts';
import { basename } from './paths.ts';

/** Why a work tree can't be compared with a reference: its message is one line for the user, without a full stop. */
export class ComparisonError extends Error {}

/** Where a branch left another one. */
export interface MergeBase {
  readonly head: string;
  readonly commit: string;
}

/**
 * Finds the merge base of HEAD and a reference.
 * @param root a work tree, or a directory of one. @throws ComparisonError when Git can't tell.
 */
export function findMergeBase(root: string, reference: string): MergeBase {
  const name = basename(root) || root;
  const shallow = ask(root, ['rev-parse', '--is-shallow-repository']);
  if (shallow === undefined)
    throw new ComparisonError(
      t`${name} is in no Git repository that Git can read: there is nothing to compare it with`,
    );
  const head = commitOf(root, 'HEAD');
  if (head === undefined) throw new ComparisonError(t`${name} has no commit yet: there is nothing to compare it with`);
  const wanted = commitOf(root, reference);
  if (wanted === undefined)
    throw new ComparisonError(
      shallow === 'true'
        ? t`This clone of ${name} is shallow and does not hold “${reference}”: fetch it with its history (git fetch --unshallow; fetch-depth: 0 in a workflow)`
        : t`${name} has no branch, tag or commit “${reference}”: name one that git branch --all or git tag lists, or fetch it first`,
    );
  const commit = ask(root, ['merge-base', head, wanted]);
  if (commit === undefined)
    throw new ComparisonError(
      shallow === 'true'
        ? t`This clone of ${name} is shallow: the commit where HEAD and “${reference}” part is not in it; fetch the history (git fetch --unshallow; fetch-depth: 0 in a workflow)`
        : t`HEAD and “${reference}” of ${name} have no commit in common: name a branch that HEAD comes from`,
    );
  return { head, commit };
}

function commitOf(root: string, reference: string): string | undefined {
  return ask(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]);
}

/** Git's answer; undefined when it says by its exit code that there is none. */
function ask(root: string, args: readonly string[]): string | undefined {
  try {
    return runGit(root, args).toString().trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new ComparisonError(t`Git can’t be run: install it, or put it on the PATH`);
    return undefined;
  }
}
