import { computed, signal } from 'alien-signals';
import { Minimatch } from 'minimatch';
import type { FileSystem } from '../files/fileSystem.ts';
import { type GitFacts, readGitFacts } from '../files/gitFacts.ts';
import { basename } from '../files/paths.ts';
import { CONFIG_FILE } from '../files/scan.ts';
import { type WorkingTree, workingTree } from '../files/workingTree.ts';
import { createdConfig } from '../manifests/createdConfig.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { isKustomizationFile } from '../manifests/kustomizationUses.ts';
import { type RepositoryRoutes, repositoryRoutes } from '../routes/repositoryRoutes.ts';
import { readSettings, type Settings, type SettingsProblem } from '../settings/settings.ts';
import { type KustomizationGraph, kustomizationGraph } from './kustomizationGraph.ts';
import { sourceSettings } from './resolveSource.ts';
import { indexDirectories, type SourceDirectories } from './suggestPaths.ts';

/** One repository of the workspace. Its functions are reactive: what reads them runs again when the answer changes. */
export interface Repository {
  /** Absolute path of its root. */
  readonly id: string;
  readonly tree: WorkingTree;
  git(): GitFacts;
  settings(): Settings;
  settingsProblems(): readonly SettingsProblem[];
  /** Remotes that Git or the configuration file name. */
  remotes(): readonly string[];
  /** Whether the settings leave a file out. */
  ignored(path: string): boolean;
  /** Whether Applications in a file count (`applications.include`, `applications.exclude`). */
  live(path: string): boolean;
  /** Files that hold Argo CD objects and count. */
  argoFiles(): ReadonlySet<string>;
  /** Directories of charts whose templates may make Argo CD objects. */
  argoCharts(): ReadonlySet<string>;
  kustomizations(): KustomizationGraph;
  sourceDirectories(): SourceDirectories;
  /** `kustomize.buildOptions` that files of this repository set for Argo CD. */
  buildOptions(): string | undefined;
  /** `Kind/name` → the namespaces in which something creates it; null where none is written. */
  createdConfig(): ReadonlyMap<string, readonly (string | null)[]>;
  /** Ways to a cluster besides Applications. */
  readonly otherRoutes: RepositoryRoutes;
  /** Reads Git's files again. */
  refreshGit(): void;
}

/** @param editorSettings reactive; what the editor says, below the repository's own file. */
export function createRepository(fs: FileSystem, root: string, editorSettings: () => unknown): Repository {
  const tree = workingTree(fs, root);
  const gitSignal = signal<GitFacts>(readGitFacts(fs, root));
  const read = computed(() => readSettings(tree.text(CONFIG_FILE), editorSettings()));
  const ignoring = computed(() => matcher(read().settings.ignore));
  const including = computed(() => matcher(read().settings.applications.include));
  const excluding = computed(() => matcher(read().settings.applications.exclude));
  const repository: Repository = {
    id: root,
    tree,
    git: () => gitSignal(),
    settings: () => read().settings,
    settingsProblems: () => read().problems,
    remotes: () => [...gitSignal().remotes, ...read().settings.remotes],
    ignored: (path) => ignoring()(path),
    live: (path) => including()(path) && !excluding()(path) && !ignoring()(path),
    argoFiles: computed<ReadonlySet<string>>((previous) =>
      keepEqual(
        previous,
        tree.files().filter((file) => tree.derive(fileSummary, file).holdsArgoObjects && repository.live(file)),
      ),
    ),
    argoCharts: computed<ReadonlySet<string>>((previous) =>
      keepEqual(
        previous,
        tree.files().flatMap((file) => {
          const { chart, mentionsArgo } = tree.derive(fileSummary, file);
          return chart !== undefined && mentionsArgo && repository.live(file) ? [chart] : [];
        }),
      ),
    ),
    kustomizations: computed(() => {
      const files = tree.files().filter((file) => isKustomizationFile(file) && repository.live(file));
      return kustomizationGraph(tree, files, repository.argoFiles());
    }),
    buildOptions: computed(() => {
      const found = tree.files().flatMap((file) => {
        const { buildOptions } = tree.derive(fileSummary, file);
        return buildOptions !== undefined && repository.live(file) ? [buildOptions] : [];
      });
      return found.length > 0 ? [...new Set(found.flatMap((options) => options.split(/\s+/)))].join(' ') : undefined;
    }),
    sourceDirectories: computed(() => indexDirectories(tree.files())),
    createdConfig: computed(() => {
      const found = new Map<string, (string | null)[]>();
      for (const file of tree.files())
        for (const { kind, name, namespace } of tree.derive(createdConfig, file)) {
          const key = `${kind}/${name}`;
          const list = found.get(key);
          if (list) list.push(namespace);
          else found.set(key, [namespace]);
        }
      return found;
    }),
    otherRoutes: repositoryRoutes({
      tree,
      files: () => tree.files(),
      settings: () => sourceSettings(repository),
      remotes: () => [...repository.remotes(), ...repository.settings().repositoryAliases],
      ignored: (path) => repository.ignored(path),
    }),
    refreshGit: () => gitSignal(readGitFacts(fs, root)),
  };
  return repository;
}

/** The last segment of the root: what a repository without remotes is called. */
export function folderName(repository: Repository): string {
  return basename(repository.id);
}

function keepEqual(previous: ReadonlySet<string> | undefined, items: readonly string[]): ReadonlySet<string> {
  const next = new Set(items);
  return previous && previous.size === next.size && items.every((item) => previous.has(item)) ? previous : next;
}

/** Matches any of the user’s globs, hidden files included. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  const compiled = globs.map((glob) => new Minimatch(glob, { dot: true, nocomment: true, nonegate: true }));
  const known = new Map<string, boolean>();
  return (path) => {
    let answer = known.get(path);
    if (answer === undefined) {
      answer = compiled.some((glob) => glob.match(path));
      known.set(path, answer);
    }
    return answer;
  };
}
