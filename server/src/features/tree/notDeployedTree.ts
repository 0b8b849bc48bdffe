import type { JudgedManifest } from '../../coverage/fileVerdict.ts';
import type { Repository } from '../../coverage/repository.ts';
import { basename, compareBytes, dirname } from '../../files/paths.ts';
import { shown } from '../../gotemplate/unknown.ts';
import { t } from '../../l10n/t.ts';
import type { CoverageReason } from '../../problems/codes.ts';
import type { FeatureContext } from '../context.ts';
import { manifestNodes } from './directoryTree.ts';
import { reasonWords } from './statusWords.ts';
import type { TreeNode } from './treeNode.ts';

/** Manifests of one directory that are out for the same reason: what one edit brings in. */
export interface NotDeployedGroup {
  readonly key: string;
  readonly repository: Repository;
  readonly directory: string;
  readonly reason: CoverageReason;
  readonly manifests: readonly { readonly file: string; readonly manifest: JudgedManifest }[];
}

/** Groups what nothing deploys by directory, reason and nearest Application; the largest groups first. */
export function notDeployedGroups(context: FeatureContext): NotDeployedGroup[] {
  const groups = new Map<string, NotDeployedGroup & { manifests: { file: string; manifest: JudgedManifest }[] }>();
  for (const repository of context.workspace.repositories())
    for (const file of repository.tree.files())
      for (const manifest of context.verdict(repository, file).manifests) {
        const { status, reason = 'unwatched-manifest', nearest } = manifest.verdict;
        if (status !== 'unwatched') continue;
        const directory = dirname(file);
        const key = JSON.stringify([repository.id, directory, reason, nearest?.app.id ?? '']);
        const group = groups.get(key);
        if (group) group.manifests.push({ file, manifest });
        else groups.set(key, { key, repository, directory, reason, manifests: [{ file, manifest }] });
      }
  return [...groups.values()].sort((a, b) => b.manifests.length - a.manifests.length || compareBytes(a.key, b.key));
}

/** The row of a group: the directory, and what keeps it out. */
export function groupNode(context: FeatureContext, group: NotDeployedGroup): TreeNode {
  const { repository, directory, reason, manifests } = group;
  const named = context.workspace.repositories().length > 1 ? `${basename(repository.id)}/` : '';
  return {
    id: JSON.stringify(['group', group.key]),
    kind: 'group',
    label: `${named}${directory}` || basename(repository.id),
    description: `${manifests.length} · ${missWords(reason, manifests[0]?.manifest)}`,
    path: directory === '' ? repository.id : `${repository.id}/${directory}`,
    status: 'unwatched',
    reason,
    branch: true,
  };
}

/** “waste watches charts/waste” where nothing more exact is known. */
function missWords(reason: CoverageReason, manifest: JudgedManifest | undefined): string {
  const nearest = manifest?.verdict.nearest;
  if (!nearest) return reasonWords(reason);
  const name = shown(nearest.app.name);
  if (reason === 'unwatched-manifest') return t`nearest: ${name} watches ${shown(nearest.watches) || '.'}`;
  return `${reasonWords(reason)} · ${name}`;
}

/** The manifests of a group, each named by its file. */
export function groupChildren({ repository, manifests }: NotDeployedGroup): TreeNode[] {
  return manifests.flatMap(({ file, manifest }) => manifestNodes(repository, file, [manifest], () => basename(file)));
}
