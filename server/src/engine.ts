import { computed } from 'alien-signals';
import { createAppFactory } from './coverage/appFactory.ts';
import { createCoverage, type JudgedManifest } from './coverage/fileVerdict.ts';
import { discoverFleet, type Fleet } from './coverage/fleet.ts';
import { gatherIdentities } from './coverage/identities.ts';
import { memo } from './coverage/memo.ts';
import type { App } from './coverage/model.ts';
import type { Repository } from './coverage/repository.ts';
import { createWorkspace, type Workspace } from './coverage/workspace.ts';
import { offerActions, resolveAction } from './features/codeActions/registry.ts';
import type { FeatureContext, FileAt } from './features/context.ts';
import { explainPlace } from './features/explainPlace.ts';
import { type FileOverview, fileOverviews } from './features/fileOverview.ts';
import { hoverAt } from './features/hover.ts';
import type { Action, ActionData, ActionEdit, HoverResult } from './features/results.ts';
import { targetAt } from './features/target.ts';
import { type CoverageTree, createCoverageTree } from './features/tree/coverageTree.ts';
import type { FileSystem } from './files/fileSystem.ts';
import { fileSummary } from './manifests/fileSummary.ts';
import type { Span } from './problems/problem.ts';
import { buildReport } from './report/buildReport.ts';
import { buildSummary, type Report } from './report/model.ts';
import { checkFleet, diagnoseFile, sameDiagnostics } from './rules/diagnose.ts';
import type { Diagnostic } from './rules/diagnostic.ts';

/** Told of progress while indexing; answers whether to go on. */
export type IndexProgress = (done: number, total: number) => Promise<boolean>;

/**
 * The whole analysis behind one interface, free of any protocol: absolute `/`-separated paths and offsets. Everything it
 * answers is derived from the files and recomputed only where they changed.
 */
export interface Engine {
  setFolders(folders: readonly string[], options?: { readonly nested?: boolean }): void;
  changeFolders(added: readonly string[], removed: readonly string[]): void;
  setEditorSettings(settings: unknown): void;
  /** The settings that were given last. */
  editorSettings(): unknown;
  /** An open buffer's text counts instead of the file's. */
  open(path: string, text: string): void;
  close(path: string): void;
  /** Tells of files that appeared, changed or vanished on disk. */
  changed(paths: readonly string[]): void;
  /** Reads everything from disk anew. */
  refresh(): void;
  /** Reads all files once, in slices, open files first. */
  index(progress?: IndexProgress): Promise<void>;
  /** Files whose diagnostics differ from those at the last call. */
  takeChangedDiagnostics(): string[];
  diagnostics(path: string): readonly Diagnostic[];
  hover(path: string, offset: number): HoverResult | undefined;
  codeActions(path: string, span: Span): Action[];
  resolveAction(data: ActionData): ActionEdit | undefined;
  /** What the hover says about a file (at a line, 1-based), with its diagnostic codes, in Markdown; undefined for a file that is not there. */
  explain(path: string, line?: number): string | undefined;
  text(path: string): string | undefined;
  report(options?: { readonly relativeTo?: string }): Report;
  /** Manifests by status; cheap enough for every edit. */
  summary(): Report['summary'];
  /** A file's manifests with what becomes of them. */
  manifests(path: string): readonly JudgedManifest[];
  /** What becomes of every file that holds manifests, in short. */
  files(): FileOverview[];
  /** The coverage as trees, row by row. */
  readonly tree: CoverageTree;
  /** Grows when a verdict or an Application was computed anew; ask after what is to be computed. */
  revision(): number;
  readonly workspace: Workspace;
  readonly features: FeatureContext;
  fleet(): Fleet;
  /** How often things were computed, for tests. */
  readonly counters: { readonly verdicts: number; readonly joins: number; readonly fleets: number };
}

export interface EngineOptions {
  readonly fileSystem: FileSystem;
  readonly log?: (message: string) => void;
}

/** Files indexed between two progress reports. */
const SLICE = 200;

/** The composition root: the only place where the parts meet. */
export function createEngine({ fileSystem, log }: EngineOptions): Engine {
  const workspace = createWorkspace(fileSystem);
  let folders: readonly string[] = [];
  let folderOptions: { readonly nested?: boolean } | undefined;
  let editorSettings: unknown;
  const opened = new Set<string>();
  const counters = { verdicts: 0, joins: 0, fleets: 0 };
  const identities = computed(() => gatherIdentities(workspace));
  const factory = createAppFactory(workspace, () => identities());
  const fleet = computed<Fleet>(() => {
    counters.fleets++;
    return discoverFleet(workspace, factory);
  });
  const coverage = createCoverage(workspace, () => fleet());
  const parents = computed(() => {
    const byId = new Map(fleet().apps.map((app) => [app.id, app]));
    const found = new Map<App, App>();
    for (const app of fleet().apps) {
      const { repository, file } = app.definition.at;
      const owner = workspace.byId(repository);
      const route = owner && coverage.routes(owner, file).deploys.find((candidate) => candidate.app.id !== app.id);
      const parent = app.parents.map((id) => byId.get(id)).find((candidate) => candidate !== undefined) ?? route?.app;
      if (parent && parent.id !== app.id) found.set(app, parent);
    }
    return found;
  });
  const context = computed(() => ({
    workspace,
    fleet: fleet(),
    routes: coverage.routes,
    verdict: coverage.verdict,
    isWatched: coverage.isWatched,
    parent: (app: App) => parents().get(app),
  }));
  const fleetFindings = computed(() => checkFleet(context()));
  const diagnosed = memo<{ repository: Repository; file: string }, readonly Diagnostic[]>(
    ({ repository, file }) => diagnoseFile(context(), fleetFindings(), repository, file),
    sameDiagnostics,
  );
  const diagnosticsOf = (repository: Repository, file: string): readonly Diagnostic[] =>
    diagnosed(`${repository.id}\0${file}`, { repository, file });
  const features: FeatureContext = {
    workspace,
    fleet: () => fleet(),
    parent: (app) => parents().get(app),
    verdict: coverage.verdict,
    diagnostics: diagnosticsOf,
  };
  /** What the client was told last, by absolute path. */
  const told = new Map<string, readonly Diagnostic[]>();

  function at(path: string): FileAt | undefined {
    const place = workspace.locate(path);
    const text = place?.repository.tree.text(place.file);
    return place && text !== undefined ? { ...place, text } : undefined;
  }

  return {
    workspace,
    features,
    counters: {
      get verdicts() {
        return coverage.runs.verdicts;
      },
      get joins() {
        return coverage.runs.joins;
      },
      get fleets() {
        return counters.fleets;
      },
    },
    fleet: () => fleet(),
    setFolders(next, options) {
      folders = next;
      folderOptions = options;
      workspace.setFolders(next, options);
    },
    changeFolders(added, removed) {
      folders = [...folders.filter((folder) => !removed.includes(folder)), ...added];
      workspace.setFolders(folders, folderOptions);
    },
    setEditorSettings(settings) {
      editorSettings = settings;
      workspace.setEditorSettings(settings);
    },
    editorSettings: () => editorSettings,
    open(path, text) {
      opened.add(path);
      workspace.overlay(path, text);
    },
    close(path) {
      opened.delete(path);
      workspace.overlay(path, undefined);
    },
    changed: (paths) => workspace.changed(paths),
    refresh: () => workspace.rescan(),
    async index(progress) {
      const started = Date.now();
      const files = workspace
        .repositories()
        .flatMap((repository) => repository.tree.files().map((file) => ({ repository, file })));
      const isOpen = ({ repository, file }: (typeof files)[number]): boolean => opened.has(`${repository.id}/${file}`);
      const ordered = [...files.filter(isOpen), ...files.filter((entry) => !isOpen(entry))];
      for (const [i, { repository, file }] of ordered.entries()) {
        repository.tree.derive(fileSummary, file);
        if (progress && i % SLICE === SLICE - 1 && !(await progress(i, ordered.length))) break;
      }
      const { apps } = fleet();
      for (const repository of workspace.repositories())
        for (const directory of repository.tree.unreadable)
          log?.(`${repository.id}/${directory}: can’t be read; what is in it is not judged`);
      log?.(`${ordered.length} files and ${apps.length} Applications in ${Date.now() - started} ms`);
    },
    takeChangedDiagnostics() {
      const changed: string[] = [];
      const present = new Set<string>();
      for (const repository of workspace.repositories())
        for (const file of repository.tree.files()) {
          const path = `${repository.id}/${file}`;
          const now = diagnosticsOf(repository, file);
          if (now.length > 0) present.add(path);
          const before = told.get(path);
          if (before === now || (before === undefined && now.length === 0)) continue;
          changed.push(path);
          if (now.length > 0) told.set(path, now);
          else told.delete(path);
        }
      for (const path of told.keys())
        if (!present.has(path)) {
          told.delete(path);
          changed.push(path);
        }
      return changed;
    },
    diagnostics(path) {
      const place = workspace.locate(path);
      return place ? diagnosticsOf(place.repository, place.file) : [];
    },
    hover(path, offset) {
      const file = at(path);
      return file && hoverAt(features, file, offset);
    },
    codeActions(path, span) {
      const file = at(path);
      return file ? offerActions(features, targetAt(features, file, span)) : [];
    },
    resolveAction: (data) => resolveAction(features, data),
    explain(path, line) {
      const file = at(path);
      return file && explainPlace(features, file, line);
    },
    text: (path) => at(path)?.text,
    report: (options) => buildReport(features, options),
    summary: () =>
      buildSummary(
        workspace
          .repositories()
          .flatMap((repository) =>
            repository.tree.files().flatMap((file) => coverage.verdict(repository, file).manifests),
          )
          .map(({ verdict }) => ({ status: verdict.status })),
      ),
    manifests(path) {
      const place = workspace.locate(path);
      return place ? coverage.verdict(place.repository, place.file).manifests : [];
    },
    files: () => fileOverviews(features),
    tree: createCoverageTree(features),
    revision: () => coverage.runs.verdicts + counters.fleets,
  };
}
