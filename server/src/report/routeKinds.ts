import { compareBytes } from '../files/paths.ts';
import type { ReportManifest } from './model.ts';

/** One way to the cluster, with how many manifests take it. */
export interface RouteKind {
  readonly kind: string;
  readonly manifests: number;
  /** How many of them have no other way. */
  readonly only: number;
}

/** The ways that manifests take, the most used first. */
export function routeKinds(manifests: readonly ReportManifest[]): RouteKind[] {
  const counts = new Map<string, { manifests: number; only: number }>();
  for (const { routes } of manifests) {
    const kinds = new Set(routes.map(({ kind }) => kind));
    for (const kind of kinds) {
      const count = counts.get(kind) ?? { manifests: 0, only: 0 };
      count.manifests++;
      if (kinds.size === 1) count.only++;
      counts.set(kind, count);
    }
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, ...count }))
    .sort((a, b) => b.manifests - a.manifests || compareBytes(a.kind, b.kind));
}
