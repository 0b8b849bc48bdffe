import { isWithin, normalise } from '../files/paths.ts';
import { compilePathMatch } from '../globs/pathMatch.ts';

/** The annotation that names the files whose change refreshes an Application (`common.go` AnnotationKeyManifestGeneratePaths). */
export const GENERATE_PATHS = 'argocd.argoproj.io/manifest-generate-paths';

/** One entry of the annotation, for one source. */
export interface RefreshPath {
  /** As written. */
  readonly entry: string;
  /** What everything below is covered of; undefined for a path that leaves the repository. */
  readonly directory: string | undefined;
  /** Whether a change of a file (from the repository’s root) refreshes the Application. */
  covers(file: string): boolean;
}

/**
 * Reads the annotation (`util/app/path/path.go` GetAppRefreshPaths and AppFilesHaveChanged): entries are separated by `;`,
 * one that begins with a slash counts from the repository’s root, any other from the path of every source; each takes the
 * file of its name, everything below the directory of its name, and what it matches as a pattern of Go’s `path.Match`.
 * @param sources the path of each source, `''` for one without.
 */
export function readRefreshPaths(annotation: string, sources: readonly string[]): RefreshPath[] {
  return annotation
    .split(';')
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const paths = entry.startsWith('/') ? [entry.slice(1)] : sources.map((source) => clean(`${source}/${entry}`));
      return paths.map((path) => ({ entry, directory: normalise(path), covers: covering(path) }));
    });
}

function covering(path: string): (file: string) => boolean {
  const directory = normalise(path);
  const pattern = /[*?[\\]/.test(path) ? compilePathMatch(`/${path}`) : undefined;
  return (file) =>
    (directory !== undefined && isWithin(file, directory)) ||
    (pattern !== undefined && 'match' in pattern && pattern.match(`/${file}`));
}

/** `filepath.Clean` of a joined path; what climbs out of the repository stays as it is and covers nothing. */
function clean(path: string): string {
  return normalise(path) ?? path;
}
