import type { Workspace } from '../../coverage/workspace.ts';
import type { Derivation } from '../../files/tree.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { isKustomizationFile } from '../../manifests/kustomizationUses.ts';
import { sameJson } from '../../manifests/sameJson.ts';
import { imageName } from './imageBuild.ts';

const WORKLOADS = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Rollout']);
const IMAGE = /^[ \t-]*["']?(?:image|newName)["']?:[ \t]*["']?([^\s"'#{}]+)/;

/** The images that the workloads and kustomizations of a file name, with their lines (1-based). */
const imagesOf: Derivation<readonly { readonly name: string; readonly line: number }[]> = {
  name: 'imagesOf',
  compute(tree, path) {
    const works = tree.derive(fileSummary, path).documents.some(({ kind }) => WORKLOADS.has(kind));
    if (!works && !isKustomizationFile(path)) return [];
    return (tree.text(path) ?? '').split('\n').flatMap((text, i) => {
      const name = IMAGE.exec(text)?.[1];
      return name === undefined ? [] : [{ name: imageName(name), line: i + 1 }];
    });
  },
  equals: sameJson,
};

/** Image → `file:line` of the manifests of the workspace that name it. */
export function indexImages(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const { tree } of workspace.repositories())
    for (const file of tree.files())
      for (const { name, line } of tree.derive(imagesOf, file)) {
        const places = index.get(name);
        if (places) places.push(`${file}:${line}`);
        else index.set(name, [`${file}:${line}`]);
      }
  return index;
}
