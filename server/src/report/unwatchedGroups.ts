import { compareBytes, dirname } from '../files/paths.ts';
import type { Report, ReportManifest } from './model.ts';

/** Unwatched manifests of one directory that are out for the same reason. */
export interface UnwatchedGroup {
  readonly repository: string | undefined;
  readonly directory: string;
  readonly reason: string;
  readonly manifests: readonly ReportManifest[];
}

/** Groups what nothing deploys: by directory and reason, the largest groups first. */
export function unwatchedGroups(report: Report): UnwatchedGroup[] {
  const groups = new Map<
    string,
    { repository: string | undefined; directory: string; reason: string; manifests: ReportManifest[] }
  >();
  for (const manifest of report.manifests) {
    if (manifest.status !== 'unwatched') continue;
    const directory = dirname(manifest.file) || '.';
    const reason = manifest.reason ?? 'unwatched-manifest';
    const key = JSON.stringify([manifest.repository, directory, reason, manifest.nearest?.application]);
    const group = groups.get(key);
    if (group) group.manifests.push(manifest);
    else groups.set(key, { repository: manifest.repository, directory, reason, manifests: [manifest] });
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.manifests.length - a.manifests.length ||
      compareBytes(a.directory, b.directory) ||
      compareBytes(a.reason, b.reason),
  );
}

/** Whole percents, rounded down: 100 % means all. */
export function percent(coverage: number): number {
  return Math.floor(coverage * 100);
}
