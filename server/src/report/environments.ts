import { compareBytes } from '../files/paths.ts';
import type { ReportApplication, ReportEnvironments, ReportManifest } from './model.ts';

/**
 * Which files reach which environments. An environment is a cluster; in a workspace with one cluster it is a namespace that
 * shares files with another one (`app-dev` and `app-prod` made of one base).
 */
export function environmentsOf(
  manifests: readonly ReportManifest[],
  applications: readonly ReportApplication[],
): ReportEnvironments {
  const byId = new Map(applications.map((app) => [app.id, app.destination]));
  const clusters = matrix(manifests, (id) => {
    const destination = byId.get(id);
    return destination?.server ?? destination?.name ?? null;
  });
  if (clusters.destinations.length > 1) return clusters;
  const namespaces = matrix(manifests, (id) => byId.get(id)?.namespace ?? null);
  const shared = new Set(
    namespaces.files.filter(({ destinations }) => destinations.length > 1).flatMap(({ destinations }) => destinations),
  );
  return {
    destinations: namespaces.destinations.filter((name) => shared.has(name)),
    files: namespaces.files
      .map((file) => ({ ...file, destinations: file.destinations.filter((name) => shared.has(name)) }))
      .filter(({ destinations }) => destinations.length > 0),
  };
}

function matrix(
  manifests: readonly ReportManifest[],
  destinationOf: (application: string) => string | null,
): ReportEnvironments {
  const files = new Map<string, { repository?: string; file: string; reached: Set<string> }>();
  const all = new Set<string>();
  for (const { repository, file, routes } of manifests) {
    const key = JSON.stringify([repository, file]);
    for (const route of routes) {
      const destination = 'application' in route ? destinationOf(route.application) : null;
      if (destination === null || destination === '') continue;
      all.add(destination);
      const entry = files.get(key);
      if (entry) entry.reached.add(destination);
      else
        files.set(key, { ...(repository === undefined ? {} : { repository }), file, reached: new Set([destination]) });
    }
  }
  return {
    destinations: [...all].sort(compareBytes),
    files: [...files.values()]
      .map(({ reached, ...file }) => ({ ...file, destinations: [...reached].sort(compareBytes) }))
      .sort((a, b) => compareBytes(a.repository ?? '', b.repository ?? '') || compareBytes(a.file, b.file)),
  };
}

/** Files of one directory that reach the same environments. */
export interface EnvironmentRow {
  readonly repository: string | undefined;
  readonly directory: string;
  readonly files: readonly string[];
  readonly reached: ReadonlySet<string>;
}

/** Environments shown side by side, at most: a wider table can't be read. */
const MAX_COLUMNS = 12;

/** Where some environments are reached and others are not, by directory; empty where there is nothing to compare. */
export function environmentGaps({ destinations, files }: ReportEnvironments): EnvironmentRow[] {
  if (destinations.length < 2 || destinations.length > MAX_COLUMNS) return [];
  const rows = new Map<string, EnvironmentRow & { files: string[] }>();
  for (const { repository, file, destinations: reached } of files) {
    if (reached.length === destinations.length) continue;
    const directory = file.split('/').slice(0, -1).join('/') || '.';
    const key = JSON.stringify([repository, directory, reached]);
    const row = rows.get(key);
    if (row) row.files.push(file);
    else rows.set(key, { repository, directory, files: [file], reached: new Set(reached) });
  }
  return [...rows.values()];
}
