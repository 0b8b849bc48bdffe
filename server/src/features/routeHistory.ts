import type { Commit } from '../files/gitObjects.ts';

/** What the history tells about a file that nothing deploys. */
export type RouteHistory =
  /** The commit that took the route away; `before` names the Applications that had it. */
  | { readonly kind: 'lost'; readonly commit: Commit; readonly before: readonly string[] }
  /** The file was never deployed since the commit that added it. */
  | { readonly kind: 'never'; readonly commit: Commit }
  /** It is deployed at HEAD. */
  | { readonly kind: 'deployed' }
  /** HEAD does not have the file. */
  | { readonly kind: 'uncommitted' }
  /** Not within the commits that were looked at. */
  | { readonly kind: 'older'; readonly commits: number }
  | { readonly kind: 'cancelled' };
