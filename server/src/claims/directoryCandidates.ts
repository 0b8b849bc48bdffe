import { dirname, join, relative } from '../files/paths.ts';
import { type Resolved, resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { quoteGo } from '../gotemplate/yaml/quoteGo.ts';
import { quoted, t } from '../l10n/t.ts';
import type { Problem } from '../problems/problem.ts';
import { walkRoot } from './appPath.ts';
import { directoryFile } from './directoryFile.ts';
import type { DirectorySettings } from './directorySettings.ts';

/** A file that a directory source reads. */
export interface Candidate {
  /** Its path below the walked directory, links kept. */
  readonly file: string;
  /** What a link leads to; undefined for a file. */
  readonly target?: string;
}

const EXTENSION = /\.(?:yaml|yml|json|jsonnet)$/;
/** Directory entries one source may look at. */
const MAX_ENTRIES = 200_000;

/** Whether a directory source reads files of that name. */
export function hasManifestExtension(name: string): boolean {
  return EXTENSION.test(name);
}

/**
 * The files below an app path that a directory source reads, in the order in which it does
 * (`reposerver/repository/repository.go` getPotentiallyValidManifests): by extension, links inside the repository, not
 * excluded, included, without the skip marker. Linked directories are not entered.
 * @returns with a problem for each thing that makes Argo CD fail, at the file where it fails.
 */
export function directoryCandidates(
  tree: Tree,
  path: string,
  settings: DirectorySettings,
): { readonly files: readonly Candidate[]; readonly problems: readonly Problem[] } {
  const files: Candidate[] = [];
  const problems: Problem[] = [];
  const root = walkRoot(tree, path);
  let budget = MAX_ENTRIES;
  const consider = (file: string, isLink: boolean): void => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (settings.extensions && !EXTENSION.test(name)) return;
    const real = resolvePath(tree, file);
    const why = refusal(tree, real, relative(root ?? '', file));
    if (why !== undefined) {
      const message = t`${quoted(why)}: Argo CD can’t make the manifests of this source.`;
      problems.push({ code: 'out-of-bounds-symlink', message, at: { file } });
    }
    if (!('path' in real) || real.kind !== 'file') return;
    if (real.path.endsWith('.jsonnet') && !settings.jsonnet) return;
    const below = relative(root ?? '', file);
    const crash = settings.crashesOn(below);
    if (crash) {
      const message = t`Argo CD crashes when it matches the ${crash} pattern against “${below}”: the Application can’t be synced.`;
      problems.push({ code: 'invalid-application', message });
      return;
    }
    if (settings.excludedBy(below) || tree.derive(directoryFile, file).marker) return;
    files.push(isLink ? { file, target: real.path } : { file });
  };
  const visit = (directory: string): void => {
    for (const { name, kind } of tree.list(directory)) {
      if (--budget < 0) return;
      const file = join(directory, name);
      if (kind !== 'directory') consider(file, kind === 'symlink');
      else if (settings.recurse) visit(file);
    }
  };
  if (root !== undefined) visit(root);
  return { files, problems };
}

/** Why a link makes Argo CD fail (`getPotentiallyValidManifestFile` in the same file); undefined for one that is only dangling. */
function refusal(tree: Tree, real: Resolved, path: string): string | undefined {
  if ('path' in real) return undefined;
  if (real.problem === 'outside') return `illegal filepath in symlink at ${quoteGo(path)}`;
  const failed = `failed to evaluate symlink at ${quoteGo(path)}`;
  if (real.problem === 'loop') return `${failed}: EvalSymlinks: too many links`;
  return tree.kind(dirname(real.at)) === 'file' ? `${failed}: not a directory` : undefined;
}
