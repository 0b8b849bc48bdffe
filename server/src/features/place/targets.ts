import { sourceFiles } from '../../claims/helm/sourceFiles.ts';
import type { Repository } from '../../coverage/repository.ts';
import { join } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import { findGitDirectories } from '../../globs/gitDirectories.ts';
import { findGitFiles } from '../../globs/gitFiles.ts';
import { KUSTOMIZATION_NAMES } from '../../manifests/kustomization.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { pathTexts } from './pathText.ts';
import { type Place, placedObjects } from './places.ts';
import { hitsOf } from './pointed.ts';

/** A file or directory that a scalar leads to. */
export interface Target {
  readonly repository: Repository;
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

/** Targets of one scalar, at most. */
const MAX_TARGETS = 200;

/** The files and directories that a scalar leads to now: through every Application that has its value, else as it is written. */
export function targetsOf(context: FeatureContext, at: FileAt, place: Place): Target[] {
  const object = at.repository.tree.derive(placedObjects, at.file).find(({ places }) => places.includes(place));
  if (!object || place.meaning === 'generatePaths') return [];
  const texts = pathTexts(context, at, object, place);
  const found = new Map<string, Target>();
  const add = (repository: Repository, path: string): void => {
    const real = found.size < MAX_TARGETS ? resolvePath(repository.tree, path) : undefined;
    if (real && 'path' in real && (real.kind === 'file' || real.kind === 'directory'))
      found.set(`${repository.id}\0${real.path}`, { repository, path: real.path, kind: real.kind });
  };
  for (const { repository, full, text } of texts) {
    if (place.meaning === 'gitDirectory')
      for (const path of findGitDirectories(repository.tree, [{ path: text }])) add(repository, path);
    else if (place.meaning === 'gitFile') for (const path of gitFilesOf(repository, text)) add(repository, path);
    else if (place.value !== '') add(repository, full);
  }
  if (place.meaning === 'path' || place.meaning === 'valueFile' || place.meaning === 'fileParameter')
    for (const { source } of hitsOf(context, at, place))
      for (const root of source?.roots ?? []) {
        if (place.meaning === 'path') add(root.repository, root.path);
        else if (root.request && root.type === 'Helm')
          for (const { tree, path } of valueFilesAt(root.request, place)) {
            const repository = context.workspace.byId(tree.id);
            if (repository) add(repository, path);
          }
      }
  return [...found.values()];
}

/** The files that a pattern of a Git files generator names; none when Git refuses it. */
export function gitFilesOf(repository: Repository, pattern: string): readonly string[] {
  const engine = repository.settings().gitFiles.newGlobbing ? 'doublestar' : 'pathspec';
  const found = findGitFiles(repository.tree, pattern, engine);
  return 'files' in found ? found.files : [];
}

function valueFilesAt(request: Parameters<typeof sourceFiles>[0], { meaning, path }: Place) {
  const files = sourceFiles(request);
  const index = path.findLast((key) => typeof key === 'number');
  const entries = meaning === 'valueFile' ? files.valueFiles : files.fileParameters;
  return entries.flatMap((file) => (file?.kind === 'file' && file.index === index ? [file] : []));
}

/** The file that stands for a directory in an editor: its kustomization, its Chart.yaml, else its first file. */
export function entryFile({ repository, path, kind }: Target): string | undefined {
  if (kind === 'file') return path;
  const { tree } = repository;
  const named = [...KUSTOMIZATION_NAMES, 'Chart.yaml'].map((name) => join(path, name));
  const first = tree.list(path).find((entry) => entry.kind === 'file' && /\.(?:ya?ml|json)$/.test(entry.name));
  return named.find((file) => tree.kind(file) === 'file') ?? (first && join(path, first.name));
}
