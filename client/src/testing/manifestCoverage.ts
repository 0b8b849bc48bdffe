import * as vscode from 'vscode';
import type { ManifestsResult, Status } from '../../../server/src/protocol.ts';

type Manifest = ManifestsResult['manifests'][number];

/** Whether a manifest counts as covered, and whether it counts at all. */
const COVERED: Readonly<Record<Status, boolean | undefined>> = {
  deployed: true,
  manual: false,
  possible: false,
  other: false,
  unwatched: false,
  root: undefined,
  ignored: undefined,
};

/**
 * What the editor paints beside a file: a statement for each document, a declaration `Kind/name` for each manifest.
 * @param application only what this Application deploys counts as covered; every one’s when left out.
 */
export function detailsOf(manifests: readonly Manifest[], application?: string): vscode.FileCoverageDetail[] {
  return manifests.flatMap((manifest) => {
    const counts = COVERED[manifest.status];
    if (counts === undefined) return [];
    const executed = application === undefined ? counts : manifest.applications.includes(application);
    const range = rangeOf(manifest.range);
    return [
      new vscode.StatementCoverage(executed, range),
      new vscode.DeclarationCoverage(manifest.name, executed, range),
    ];
  });
}

function rangeOf({ start, end }: Manifest['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
