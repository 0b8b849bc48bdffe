import { createEngine } from '../../server/src/engine.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import type { Report } from '../../server/src/report/model.ts';

/** One Application as Argo CD itself answered about it. */
export interface ExpectedApplication {
  readonly name: string;
  readonly namespace?: string;
  readonly definedIn?: string;
  readonly type?: string;
  readonly filesRead?: readonly string[];
  readonly error?: string;
  readonly needsNetwork?: boolean;
}

export interface Expectation {
  readonly aliases?: readonly string[];
  readonly applications: readonly ExpectedApplication[];
  readonly coveredFiles?: readonly string[];
}

export interface Comparison {
  readonly agreed: number;
  readonly counted: number;
  /** One line for each Application that differs. */
  readonly differences: readonly string[];
  /** Files that Argo CD deploys from and that we call unwatched. */
  readonly falseAlarms: readonly string[];
  readonly milliseconds: number;
}

/** Analyses a repository and compares each Application's files with what Argo CD answered. */
export async function compareRepository(directory: string, expected: Expectation): Promise<Comparison> {
  const started = performance.now();
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  // Every Application counts here, those of test fixtures too: the expectation holds them all.
  engine.setEditorSettings({ repositoryAliases: expected.aliases ?? [], applications: { exclude: [] } });
  engine.setFolders([directory], { nested: false });
  await engine.index();
  const report = engine.report();
  const milliseconds = performance.now() - started;
  const differences: string[] = [];
  // An Application that Argo CD itself can't render (other than for want of the network) says nothing about files, and one in
  // brackets is the installation by hand of a chart, no Application of the repository.
  const counted = expected.applications.filter(
    (app) => (app.error === undefined || app.needsNetwork) && !app.definedIn?.startsWith('('),
  );
  for (const app of counted) {
    const difference = compareApplication(app, report.applications);
    if (difference !== undefined) differences.push(difference);
  }
  const covered = new Set(expected.coveredFiles ?? []);
  // A chart reads the files beside its templates, and deploys none of them.
  const falseAlarms = report.manifests
    .filter(({ file, status, reason }) => status === 'unwatched' && reason !== 'outside-templates' && covered.has(file))
    .map(({ file }) => file);
  return {
    agreed: counted.length - differences.length,
    counted: counted.length,
    differences,
    falseAlarms,
    milliseconds,
  };
}

function compareApplication(expected: ExpectedApplication, applications: Report['applications']): string | undefined {
  const candidates = applications.filter(
    ({ name, namespace }) =>
      name === expected.name && (expected.namespace === undefined || namespace === expected.namespace),
  );
  const where = expected.definedIn === undefined ? '' : ` (${expected.definedIn})`;
  if (candidates.length === 0) return `${expected.name}${where}: not found`;
  // Of what Argo CD read elsewhere the expectation knows no files.
  if (expected.filesRead === undefined && expected.type === 'external') return undefined;
  const wanted = [...(expected.filesRead ?? [])].sort();
  const best = candidates
    .map((candidate) => {
      const ours = [...new Set(candidate.sources.flatMap(({ files }) => files))].sort();
      return {
        missing: wanted.filter((file) => !ours.includes(file)),
        extra: ours.filter((file) => !wanted.includes(file)),
      };
    })
    .sort((a, b) => a.missing.length + a.extra.length - b.missing.length - b.extra.length)[0];
  if (!best || best.missing.length + best.extra.length === 0) return undefined;
  const list = (files: readonly string[]): string =>
    `${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`;
  const parts = [
    best.missing.length > 0 ? `missing ${list(best.missing)}` : '',
    best.extra.length > 0 ? `extra ${list(best.extra)}` : '',
  ];
  return `${expected.name}${where}: ${parts.filter((part) => part !== '').join('; ')}`;
}
