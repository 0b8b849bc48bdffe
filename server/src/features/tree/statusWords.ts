import type { Status } from '../../coverage/verdict.ts';
import { t } from '../../l10n/t.ts';
import type { CoverageReason } from '../../problems/codes.ts';

/** The later ones matter more to a person. */
const STATUS_ORDER: readonly Status[] = ['ignored', 'root', 'deployed', 'other', 'manual', 'possible', 'unwatched'];

/** Of several manifests’ statuses the one that a person should see first; undefined for none. */
export function worst(statuses: readonly Status[]): Status | undefined {
  return statuses.reduce<Status | undefined>(
    (found, status) =>
      found === undefined || STATUS_ORDER.indexOf(status) > STATUS_ORDER.indexOf(found) ? status : found,
    undefined,
  );
}

/** A status in two or three words. */
export function statusWords(status: Status): string {
  switch (status) {
    case 'deployed':
      return t`deployed`;
    case 'manual':
      return t`deployed by hand`;
    case 'possible':
      return t`possibly deployed`;
    case 'other':
      return t`applied by another route`;
    case 'root':
      return t`registered by hand`;
    case 'ignored':
      return t`ignored`;
    case 'unwatched':
      return t`not deployed`;
  }
}

/** Why nothing deploys a manifest, in a few words for the end of a row. */
export function reasonWords(reason: CoverageReason): string {
  switch (reason) {
    case 'not-in-kustomization':
      return t`not in the kustomization`;
    case 'not-recursed':
      return t`recurse is off`;
    case 'excluded-by-source':
      return t`excluded by the source`;
    case 'unsupported-extension':
      return t`extension not read`;
    case 'skipped-by-marker':
      return t`skipped by a marker`;
    case 'ignored-by-helm':
      return t`ignored by Helm`;
    case 'outside-templates':
      return t`outside templates/`;
    case 'unwatched-manifest':
      return t`no Application near`;
  }
}
