import { compareBytes, dirname } from '../../files/paths.ts';
import type { ReportManifest } from '../model.ts';

/** A directory with the manifests below it, by what becomes of them. */
export interface Area {
  readonly directory: string;
  readonly all: number;
  readonly deployed: number;
  readonly unwatched: number;
}

interface Counts {
  all: number;
  deployed: number;
  unwatched: number;
}

interface Node extends Counts {
  /** The manifests in the directory itself. */
  readonly own: Counts;
  readonly children: Map<string, Node>;
}

/**
 * Cuts the repository into directories for a map: the largest is cut into its subdirectories until there are enough areas
 * to tell apart.
 * @param most areas at the most. @returns largest first; areas never overlap.
 */
export function areasOf(manifests: readonly ReportManifest[], most: number): Area[] {
  const root = treeOf(manifests);
  let areas: { directory: string; counts: Counts; node?: Node }[] =
    root.all > 0 ? [{ directory: '', counts: root, node: root }] : [];
  for (;;) {
    const next = areas
      .filter(({ node }) => node && node.children.size > 0 && areas.length - 1 + partsOf(node) <= most)
      .sort((a, b) => b.counts.all - a.counts.all)[0];
    if (!next?.node) break;
    const { directory, node } = next;
    areas = areas.filter((area) => area !== next);
    if (node.own.all > 0) areas.push({ directory, counts: node.own });
    for (const [name, child] of node.children)
      areas.push({ directory: directory === '' ? name : `${directory}/${name}`, counts: child, node: child });
  }
  return areas
    .map(({ directory, counts: { all, deployed, unwatched } }) => ({
      directory: directory || '.',
      all,
      deployed,
      unwatched,
    }))
    .sort((a, b) => b.all - a.all || compareBytes(a.directory, b.directory));
}

/** Areas that a directory is cut into. */
function partsOf({ children, own }: Node): number {
  return children.size + (own.all > 0 ? 1 : 0);
}

function treeOf(manifests: readonly ReportManifest[]): Node {
  const none = (): Counts => ({ all: 0, deployed: 0, unwatched: 0 });
  const make = (): Node => ({ ...none(), own: none(), children: new Map() });
  const root = make();
  for (const manifest of manifests) {
    if (manifest.status === 'ignored' || manifest.status === 'root') continue;
    let node = root;
    const count = (counts: Counts): void => {
      counts.all++;
      if (manifest.status === 'deployed') counts.deployed++;
      if (manifest.status === 'unwatched') counts.unwatched++;
    };
    count(node);
    for (const segment of directoryOf(manifest).split('/')) {
      if (segment === '') continue;
      let child = node.children.get(segment);
      if (!child) {
        child = make();
        node.children.set(segment, child);
      }
      node = child;
      count(node);
    }
    count(node.own);
  }
  return root;
}

/** The directory of a manifest, below its repository where there are several. */
export function directoryOf({ repository, file }: { readonly repository?: string; readonly file: string }): string {
  return [repository ?? '', dirname(file)].filter((part) => part !== '' && part !== '.').join('/');
}
