import type { GitFacts } from '../files/gitFacts.ts';

/** Names that a default branch usually has, for repositories whose Git does not say. */
const USUAL_DEFAULTS = new Set(['main', 'master']);

/**
 * Whether an Application that reads `targetRevision` reads what this checkout holds (or will, once merged): empty, `HEAD`,
 * the checked-out branch, its upstream's name or the default branch. Without Git every revision is taken as this one.
 */
export function isThisRevision(targetRevision: string, git: GitFacts): boolean {
  const revision = targetRevision.trim().replace(/^refs\/heads\//, '');
  if (revision === '' || revision === 'HEAD') return true;
  if (revision === git.branch || git.alsoBranches.includes(revision)) return true;
  if (git.sources.length === 0) return true;
  // A clone that never heard which branch is the default: the usual names are taken for it.
  return (
    git.alsoBranches.length === 0 &&
    git.branch !== undefined &&
    !USUAL_DEFAULTS.has(git.branch) &&
    USUAL_DEFAULTS.has(revision)
  );
}
