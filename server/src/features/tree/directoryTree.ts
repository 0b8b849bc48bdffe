import type { JudgedManifest } from '../../coverage/fileVerdict.ts';
import type { Repository } from '../../coverage/repository.ts';
import { basename, compareBytes, dirname } from '../../files/paths.ts';
import { shown } from '../../gotemplate/unknown.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext } from '../context.ts';
import { statusWords, worst } from './statusWords.ts';
import type { TreeNode } from './treeNode.ts';

/** What a directory holds, everything below it included. */
interface Directory {
  readonly directories: Set<string>;
  readonly files: Map<string, readonly JudgedManifest[]>;
  deployed: number;
  counted: number;
}

/** Directories that hold manifests, of one repository; `''` is its root. */
export type DirectoryIndex = ReadonlyMap<string, Directory>;

/** Counts every directory in one pass over the verdicts. */
export function directoryIndex(context: FeatureContext, repository: Repository): DirectoryIndex {
  const index = new Map<string, Directory>([['', empty()]]);
  for (const file of repository.tree.files()) {
    const { manifests } = context.verdict(repository, file);
    if (manifests.length === 0) continue;
    const counted = manifests.filter(({ verdict }) => verdict.status !== 'ignored' && verdict.status !== 'root');
    const deployed = counted.filter(({ verdict }) => verdict.status === 'deployed');
    let child = file;
    for (let path = dirname(file); ; path = dirname(path)) {
      let directory = index.get(path);
      if (!directory) {
        directory = empty();
        index.set(path, directory);
      }
      if (child === file) directory.files.set(file, manifests);
      else directory.directories.add(child);
      directory.counted += counted.length;
      directory.deployed += deployed.length;
      if (path === '') break;
      child = path;
    }
  }
  return index;
}

const empty = (): Directory => ({ directories: new Set(), files: new Map(), deployed: 0, counted: 0 });

/** The rows inside a directory: directories first, as in the Explorer; a directory that only holds another is one row with it. */
export function directoryChildren(repository: Repository, index: DirectoryIndex, path: string): TreeNode[] {
  const directory = index.get(path);
  if (!directory) return [];
  return [
    ...[...directory.directories].sort(compareBytes).map((child) => directoryNode(repository, index, child, path)),
    ...[...directory.files]
      .sort(([a], [b]) => compareBytes(a, b))
      .map(([file, manifests]) => fileNode(repository, file, manifests)),
  ];
}

/** The row of a whole repository, where the workspace has several. */
export function repositoryNode(repository: Repository, index: DirectoryIndex): TreeNode {
  return {
    id: JSON.stringify(['dir', repository.id, '']),
    kind: 'repository',
    label: basename(repository.id),
    description: share(index.get('') ?? empty()),
    path: repository.id,
    branch: true,
  };
}

function directoryNode(repository: Repository, index: DirectoryIndex, path: string, above: string): TreeNode {
  let shownPath = path;
  let directory = index.get(shownPath) ?? empty();
  while (directory.directories.size === 1 && directory.files.size === 0) {
    shownPath = [...directory.directories][0] as string;
    directory = index.get(shownPath) ?? empty();
  }
  return {
    id: JSON.stringify(['dir', repository.id, shownPath]),
    kind: 'directory',
    label: above === '' ? shownPath : shownPath.slice(above.length + 1),
    description: share(directory),
    path: `${repository.id}/${shownPath}`,
    branch: true,
  };
}

/** “75 % · 3 of 4”; nothing where nothing counts. */
function share({ deployed, counted }: Directory): string {
  return counted === 0 ? '' : t`${Math.floor((100 * deployed) / counted)} % · ${deployed} of ${counted}`;
}

function fileNode(repository: Repository, file: string, manifests: readonly JudgedManifest[]): TreeNode {
  const status = worst(manifests.map(({ verdict }) => verdict.status));
  const [first] = manifests;
  return {
    id: JSON.stringify(['file', repository.id, file]),
    kind: 'file',
    label: basename(file),
    description: first && manifests.length === 1 ? manifestWords(first) : t`${manifests.length} manifests`,
    path: `${repository.id}/${file}`,
    ...(first ? { span: first.facts.kindSpan } : {}),
    ...(status === undefined ? {} : { status }),
    branch: manifests.length > 1,
  };
}

/** The rows of a file’s manifests. */
export function manifestNodes(
  repository: Repository,
  file: string,
  manifests: readonly JudgedManifest[],
  describe: (manifest: JudgedManifest) => string = manifestWords,
): TreeNode[] {
  return manifests.map((manifest) => {
    const { facts, verdict } = manifest;
    return {
      id: JSON.stringify(['manifest', repository.id, file, facts.index]),
      kind: 'manifest',
      label: facts.name === null ? facts.kind : `${facts.kind}/${facts.name}`,
      description: describe(manifest),
      path: `${repository.id}/${file}`,
      span: facts.kindSpan,
      status: verdict.status,
      ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
      branch: false,
    };
  });
}

function manifestWords({ verdict }: JudgedManifest): string {
  const [route] = verdict.routes;
  if (!route) return statusWords(verdict.status);
  const more = new Set(verdict.routes.map(({ app }) => app)).size - 1;
  return more > 0 ? `${shown(route.app.name)} +${more}` : shown(route.app.name);
}
