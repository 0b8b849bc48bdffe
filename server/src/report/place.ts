import type { Report } from './model.ts';

/** A file of the report: `repository` is left out when there is one only. */
export interface ReportPlace {
  readonly repository?: string;
  readonly file: string;
}

/** The root of the repository that a place is in, as the report names it: from the working directory. */
export function rootOf(report: Report, { repository }: ReportPlace): string {
  return repository ?? report.repositories[0]?.root ?? '.';
}

/**
 * The path of a file in the checkout that a CI system knows: from the working directory, or from the repository's root
 * where the working directory lies inside it.
 */
export function checkoutPath(report: Report, place: ReportPlace): string {
  const root = rootOf(report, place);
  return isCheckout(root) ? place.file : `${root}/${place.file}`;
}

/** Whether a root is the checkout itself: the working directory, or one above it. */
export function isCheckout(root: string): boolean {
  return /^(?:\.|\.\.(?:\/\.\.)*)$/.test(root);
}
