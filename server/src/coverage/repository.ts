import { Minimatch } from 'minimatch';
import type { FileSystem } from '../files/fileSystem.ts';
import { gatherFiles } from '../files/gather.ts';
import { type GitFacts, readGitFacts } from '../files/gitFacts.ts';
import { type GitRefs, readGitRefs } from '../files/gitRefs.ts';
import { basename } from '../files/paths.ts';
import { sameList } from '../files/sameList.ts';
import { sameSet } from '../files/sameSet.ts';
import { CONFIG_FILE } from '../files/scan.ts';
import { computed, computedEqual, gate, gatedEntries, gatedMembers, signal } from '../files/signals.ts';
import { type WorkingTree, workingTree } from '../files/workingTree.ts';
import { type CreatedIndex, createdBy, indexCreated } from '../manifests/createdConfig.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { isKustomizationFile } from '../manifests/kustomizationUses.ts';
import { sameJson } from '../manifests/sameJson.ts';
import { type Scaler, scalersIn } from '../manifests/scaling.ts';
import { type RepositoryRoutes, repositoryRoutes } from '../routes/repositoryRoutes.ts';
import { readSettings, type Settings, type SettingsProblem } from '../settings/settings.ts';
import { type KustomizationGraph, kustomizationGraph } from './kustomizationGraph.ts';
import { sourceSettings } from './resolveSource.ts';
import { indexDirectories, type SourceDirectories } from './suggestPaths.ts';

/** An autoscaler and the file that holds it. */
export interface ScalerInFile {
  readonly file: string;
  readonly scaler: Scaler;
}

/** One repository of the workspace. Its functions are reactive: what reads them runs again when the answer changes. */
export interface Repository {
  /** Absolute path of its root. */
  readonly id: string;
  readonly tree: WorkingTree;
  git(): GitFacts;
  /** Branches and tags, read now. */
  refs(): GitRefs;
  settings(): Settings;
  settingsProblems(): readonly SettingsProblem[];
  /** Remotes that Git or the configuration file name. */
  remotes(): readonly string[];
  /** Whether the settings leave a file out. */
  ignored(path: string): boolean;
  /** Whether the settings say that nothing in a file is live (`applications.exclude`): it serves tests. */
  isFixture(path: string): boolean;
  /** Whether Applications in a file count (`applications.include`, `applications.exclude`). */
  live(path: string): boolean;
  /** Files that hold Argo CD objects and count. */
  argoFiles(): ReadonlySet<string>;
  /** Directories of charts whose templates may make Argo CD objects. */
  argoCharts(): ReadonlySet<string>;
  kustomizations(): KustomizationGraph;
  /** Whether kustomizations use a file as patch or configuration and none takes objects from it: no manifest by itself. */
  isRawMaterial(path: string): boolean;
  /** Directories of the kustomizations that take a file or directory. */
  takersOf(path: string): readonly string[];
  /** Whether the build of the kustomization in a directory takes from a chart or from another repository. */
  isOpenBuild(directory: string): boolean;
  sourceDirectories(): SourceDirectories;
  /** `kustomize.buildOptions` that files of this repository set for Argo CD. */
  buildOptions(): string | undefined;
  /** Whether the files create something by themselves or through operators. */
  readonly isCreated: CreatedIndex;
  /** Ways to a cluster besides Applications. */
  readonly otherRoutes: RepositoryRoutes;
  hasScalers(): boolean;
  /** The autoscalers that its files hold for a `Kind/name`, in the order of their files. */
  scalersOf(target: string): readonly ScalerInFile[];
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
  /** What the summaries say about Argo CD: equal after nearly every edit. */
  const hints = gatherFiles(tree, (file) => hintsOf(tree, file), sameJson);
  const created = gatherFiles(tree, (file) => createdBy(tree, file), sameJson);
  const kustomizationFiles = gatherFiles(
    tree,
    (file) => (isKustomizationFile(file) && repository.live(file) ? [file] : []),
    (a, b) => a === b,
  );
  const scaling = gatherFiles(
    tree,
    (file) => scalersIn(tree, file).map((scaler): ScalerInFile => ({ file, scaler })),
    sameJson,
  );
  const scalersByTarget = gatedEntries(
    () => byTarget(scaling()),
    (a, b) => sameList(a, b),
  );
  const takers = gatedEntries(
    () => repository.kustomizations().takers,
    (a, b) => sameList(a, b),
  );
  const repository: Repository = {
    id: root,
    tree,
    git: () => gitSignal(),
    refs: () => readGitRefs(fs, root),
    settings: () => read().settings,
    settingsProblems: () => read().problems,
    remotes: () => [...gitSignal().remotes, ...read().settings.remotes],
    ignored: (path) => ignoring()(path),
    isFixture: (path) => excluding()(path),
    live: (path) => including()(path) && !excluding()(path) && !ignoring()(path),
    argoFiles: computedEqual<ReadonlySet<string>>(
      () => new Set(hints().flatMap(({ file, holds }) => (holds && repository.live(file) ? [file] : []))),
      sameSet,
    ),
    argoCharts: computedEqual<ReadonlySet<string>>(
      () =>
        new Set(hints().flatMap(({ file, chart }) => (chart !== undefined && repository.live(file) ? [chart] : []))),
      sameSet,
    ),
    kustomizations: computed(() => {
      return kustomizationGraph(tree, kustomizationFiles(), repository.argoFiles());
    }),
    isRawMaterial: gatedMembers(() => {
      const { configuration, resources } = repository.kustomizations();
      return new Set([...configuration].filter((file) => !resources.has(file)));
    }),
    takersOf: (path) => takers(path) ?? [],
    isOpenBuild: gatedMembers(() => repository.kustomizations().open),
    buildOptions: computed(() => {
      const found = hints().flatMap(({ file, options }) =>
        options !== undefined && repository.live(file) ? [options] : [],
      );
      return found.length > 0 ? [...new Set(found.flatMap((options) => options.split(/\s+/)))].join(' ') : undefined;
    }),
    sourceDirectories: computed(() => indexDirectories(tree.files())),
    isCreated: indexCreated(created),
    otherRoutes: repositoryRoutes({
      tree,
      files: () => tree.files(),
      settings: () => sourceSettings(repository),
      remotes: () => [...repository.remotes(), ...repository.settings().repositoryAliases],
      ignored: (path) => repository.ignored(path),
    }),
    hasScalers: gate(() => scaling().length > 0),
    scalersOf: (target) => scalersByTarget(target) ?? [],
    refreshGit: () => gitSignal(readGitFacts(fs, root)),
  };
  return repository;
}

/** So that a workload is compared with its own autoscalers, not with all of them. */
function byTarget(all: readonly ScalerInFile[]): ReadonlyMap<string, readonly ScalerInFile[]> {
  const found = new Map<string, ScalerInFile[]>();
  for (const one of all) {
    const { kind, name } = one.scaler.target;
    const key = `${kind}/${name}`;
    const list = found.get(key);
    if (list) list.push(one);
    else found.set(key, [one]);
  }
  return found;
}

/** The last segment of the root: what a repository without remotes is called. */
export function folderName(repository: Repository): string {
  return basename(repository.id);
}

interface Hint {
  readonly file: string;
  readonly holds: boolean;
  /** The chart of a template that mentions Argo CD's API. */
  readonly chart: string | undefined;
  readonly options: string | undefined;
}

function hintsOf(tree: WorkingTree, file: string): readonly Hint[] {
  const { holdsArgoObjects, chart, mentionsArgo, buildOptions } = tree.derive(fileSummary, file);
  if (!holdsArgoObjects && buildOptions === undefined && (chart === undefined || !mentionsArgo)) return [];
  return [{ file, holds: holdsArgoObjects, chart: mentionsArgo ? chart : undefined, options: buildOptions }];
}

/** Matches any of the user’s globs, hidden files included. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  if (globs.includes('**')) return () => true;
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
