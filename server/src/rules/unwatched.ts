import type { JudgedManifest } from '../coverage/fileVerdict.ts';
import type { NearestMiss } from '../coverage/nearestMiss.ts';
import type { Repository } from '../coverage/repository.ts';
import { basename } from '../files/paths.ts';
import { t } from '../l10n/t.ts';
import type { CoverageReason } from '../problems/codes.ts';
import type { FileRule, Finding } from './rule.ts';

/** A manifest that nothing deploys: the fact, then the consequence, in the words of the most specific reason. */
export const unwatched: FileRule = {
  codes: [
    'unwatched-manifest',
    'not-in-kustomization',
    'not-recursed',
    'excluded-by-source',
    'unsupported-extension',
    'skipped-by-marker',
    'ignored-by-helm',
    'outside-templates',
  ],
  *check(context, repository, file) {
    const verdict = context.verdict(repository, file);
    const calm = !context.isWatched(repository);
    for (const manifest of verdict.manifests) {
      const { status, reason, nearest } = manifest.verdict;
      if (status !== 'unwatched' || reason === undefined) continue;
      // A chart that nothing deploys is told once, on its Chart.yaml.
      if (verdict.summary.chart !== undefined && reason === 'unwatched-manifest') continue;
      yield finding(repository, file, manifest, reason, nearest, calm);
    }
  },
};

function finding(
  repository: Repository,
  file: string,
  { facts }: JudgedManifest,
  reason: CoverageReason,
  nearest: NearestMiss | undefined,
  calm: boolean,
): Finding {
  return {
    code: reason,
    at: { repository: repository.id, file, span: facts.kindSpan },
    message: explainMiss(reason, facts.kind, file, nearest),
    related: nearest ? [relatedMiss(repository, nearest)] : [],
    data: { reason, application: nearest?.app.id, watches: nearest?.watches, document: facts.index },
    ...(calm ? { severity: 'information' as const } : {}),
  };
}

/** One sentence about why a manifest is not deployed. */
export function explainMiss(
  reason: CoverageReason,
  kind: string,
  file: string,
  nearest: NearestMiss | undefined,
): string {
  const app = nearest?.app.name ?? '';
  const watches = nearest?.watches ?? '';
  const name = basename(file);
  const list = nearest?.at?.file ?? `${watches}/kustomization.yaml`;
  switch (reason) {
    case 'not-in-kustomization':
      return t`\`${name}\` is not listed in \`${list}\`: Application “${app}” does not deploy it.`;
    case 'not-recursed':
      return t`Application “${app}” watches \`${watches || '.'}\`, but not its subdirectories (recurse is off): it does not deploy this ${kind}.`;
    case 'excluded-by-source':
      return t`The source of Application “${app}” excludes \`${name}\`: it does not deploy this ${kind}.`;
    case 'unsupported-extension':
      return t`Argo CD reads .yaml, .yml, .json and .jsonnet files only: Application “${app}” does not deploy \`${name}\`.`;
    case 'skipped-by-marker':
      return t`The text “+argocd:skip-file-rendering” in this file makes Argo CD skip it: Application “${app}” does not deploy this ${kind}.`;
    case 'ignored-by-helm':
      return t`\`.helmignore\` leaves \`${name}\` out of the chart: Application “${app}” does not deploy this ${kind}.`;
    case 'outside-templates':
      return t`\`${name}\` is in the chart \`${watches}\`, but not under templates/ or crds/: Application “${app}” does not deploy this ${kind}.`;
    case 'unwatched-manifest':
      return t`No Application deploys this ${kind}: a merge changes nothing in the cluster.`;
  }
}

/** “nearest: Application “waste” watches charts/waste”, at the place that keeps the file out or at the Application's path. */
export function relatedMiss(repository: Repository, nearest: NearestMiss): NonNullable<Finding['related']>[number] {
  const at = nearest.at ?? nearest.app.origin([...nearest.source.at, 'path']);
  return {
    at: { ...at, repository: at.repository ?? repository.id },
    message:
      nearest.watches === ''
        ? t`nearest: Application “${nearest.app.name}” watches the repository’s root`
        : t`nearest: Application “${nearest.app.name}” watches ${nearest.watches}`,
  };
}
