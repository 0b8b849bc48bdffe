import { createAppFactory } from './coverage/appFactory.ts';
import { createCoverage, type JudgedManifest } from './coverage/fileVerdict.ts';
import { discoverFleet, type Fleet, fleetSteps, openNamespaces } from './coverage/fleet.ts';
import { gatherIdentities, type Identities } from './coverage/identities.ts';
import type { Identity } from './coverage/identity.ts';
import { memo, memoAt } from './coverage/memo.ts';
import type { App } from './coverage/model.ts';
import { readAhead } from './coverage/readAhead.ts';
import type { Repository } from './coverage/repository.ts';
import { createWorkspace, type Workspace } from './coverage/workspace.ts';
import { type LineIndex, lineIndex, linesOf } from './documents/lineIndex.ts';
import { offerActions, offerFixAll, resolveAction } from './features/codeActions/registry.ts';
import type { FeatureContext, FileAt } from './features/context.ts';
import { explainPlace } from './features/explainPlace.ts';
import { type FileOverview, fileOverviews } from './features/fileOverview.ts';
import { hoverAt } from './features/hover.ts';
import type { Action, ActionData, ActionEdit, HoverResult } from './features/results.ts';
import { targetAt } from './features/target.ts';
import { type CoverageTree, createCoverageTree } from './features/tree/coverageTree.ts';
import type { FileSystem } from './files/fileSystem.ts';
import { join } from './files/paths.ts';
import { sameList } from './files/sameList.ts';
import { keepSet, sameMap } from './files/sameSet.ts';
import { asLastSettled, computed, gate, gatedAnswers, gatedEntries, gatedMembers, signal } from './files/signals.ts';
import { sameJson } from './manifests/sameJson.ts';
import type { Span } from './problems/problem.ts';
import { buildReport, type ReportOptions } from './report/buildReport.ts';
import { type Report, summaryOf } from './report/model.ts';
import { checkFleet, diagnoseFile, sameDiagnostics } from './rules/diagnose.ts';
import type { Diagnostic } from './rules/diagnostic.ts';
import { followOutcomes, NO_OUTCOME, type Outcome } from './rules/outcomes.ts';
import type { Finding, RuleContext } from './rules/rule.ts';

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
  /** Files with an open buffer. */
  openFiles(): readonly string[];
  /** Tells of files that appeared, changed or vanished on disk. */
  changed(paths: readonly string[]): void;
  /** Reads everything from disk anew. */
  refresh(): void;
  /** Reads all files once, in slices, open files first. */
  index(progress?: IndexProgress): Promise<void>;
  /** Files whose diagnostics differ from those at the last call. */
  takeChangedDiagnostics(): string[];
  /**
   * Prepares `takeChangedDiagnostics` and `summary` in parts. @param enough asked again and again, whether to stop here.
   * @returns whether everything is ready.
   */
  look(enough: () => boolean): boolean;
  /**
   * Answers from the Applications that were found last, where finding them anew would take long; texts are those of now.
   */
  asLastLooked<T>(read: () => T): T;
  /** What `takeChangedDiagnostics` would give of the part that was looked at. */
  takeLookedAt(): string[];
  diagnostics(path: string): readonly Diagnostic[];
  /** A file of the workspace as features take it; undefined for one that is not there. */
  fileAt(path: string): FileAt | undefined;
  hover(path: string, offset: number): HoverResult | undefined;
  codeActions(path: string, span: Span): Action[];
  resolveAction(data: ActionData): ActionEdit | undefined;
  /** What the hover says about a file (at a line, 1-based), with its diagnostic codes, in Markdown; undefined for a file that is not there. */
  explain(path: string, line?: number): string | undefined;
  text(path: string): string | undefined;
  /** The lines of a file, for translating offsets; of an empty text when there is none. */
  lines(path: string): LineIndex;
  report(options?: ReportOptions): Report;
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
  readonly counters: {
    readonly verdicts: number;
    readonly joins: number;
    /** Files whose routes were put together by these joins. */
    readonly joinedFiles: number;
    readonly fleets: number;
    /** Files looked at for what is shown of them, whether it changed or not. */
    readonly visits: number;
  };
}

export interface EngineOptions {
  readonly fileSystem: FileSystem;
  readonly log?: (message: string) => void;
}

/** So many changed files are worth the steps. */
const BURST = 20;

/** Files indexed between two progress reports. */
const SLICE = 200;

/** The composition root: the only place where the parts meet. */
export function createEngine({ fileSystem, log }: EngineOptions): Engine {
  const workspace = createWorkspace(fileSystem);
  let folders: readonly string[] = [];
  let folderOptions: { readonly nested?: boolean } | undefined;
  let editorSettings: unknown;
  const opened = signal<ReadonlySet<string>>(new Set());
  const isOpened = gatedMembers(opened);
  const counters = { verdicts: 0, joins: 0, fleets: 0 };
  const evidence = computed(() => gatherIdentities(workspace));
  /** Each answer is a value of its own: an Application depends on what its URLs name, not on all evidence. */
  const identity = memo<{ url: string; home: string }, Identity | undefined>(
    ({ url, home }) => evidence().find(url, home),
    sameJson,
  );
  const identities: Identities = { find: (url, home) => identity(`${home}\0${url}`, { url, home }) };
  const factory = createAppFactory(workspace, () => identities);
  const fleet = gate<Fleet>(() => {
    counters.fleets++;
    return discoverFleet(workspace, factory);
  }, true);
  const coverage = createCoverage(workspace, () => fleet());
  const parents = gate<ReadonlyMap<App, App>>((previous) => {
    const byId = new Map(fleet().apps.map((app) => [app.id, app]));
    const found = new Map<App, App>();
    for (const app of fleet().apps) {
      const { repository, file } = app.definition.at;
      const owner = workspace.byId(repository);
      const route = owner && coverage.routes(owner, file).deploys.find((candidate) => candidate.app.id !== app.id);
      const parent = app.parents.map((id) => byId.get(id)).find((candidate) => candidate !== undefined) ?? route?.app;
      if (parent && parent.id !== app.id) found.set(app, parent);
    }
    return previous && sameMap(previous, found) ? previous : found;
  }, true);
  const rootId = gatedAnswers<App, string>(
    () => {
      const known = parents();
      return (app) => rootOf(app, (child) => known.get(child));
    },
    Object.is,
    true,
  );
  /** Stays the same object: a rule depends on what it reads through it, not on the fleet as a whole. */
  const context: RuleContext = {
    workspace,
    get fleet() {
      return fleet();
    },
    routes: coverage.routes,
    verdict: coverage.verdict,
    isWatched: coverage.isWatched,
    parent: (app: App) => parents().get(app),
    rootId,
    openNamespaces: gate<ReadonlySet<string | null>>((before) => keepSet(before, openNamespaces(fleet())), true),
  };
  const fleetFindings = computed(() => checkFleet(context));
  const noFindings: readonly Finding[] = [];
  const findings = memo<string, (file: string) => readonly Finding[] | undefined>((id) =>
    gatedEntries<string, readonly Finding[]>(() => fleetFindings().get(id) ?? new Map(), sameJson, true),
  );
  const findingsOf = ({ id }: Repository, file: string): readonly Finding[] => findings(id, id)(file) ?? noFindings;
  const outcomeOf = memoAt<Repository, Outcome>((repository, file) => {
    const found = findingsOf(repository, file);
    const path = `${repository.id}/${file}`;
    const diagnostics = diagnoseFile(context, found, repository, file, () => isOpened(path));
    const { manifests } = coverage.verdict(repository, file);
    if (diagnostics.length === 0 && manifests.length === 0) return NO_OUTCOME;
    return { diagnostics, statuses: manifests.map(({ verdict }) => verdict.status) };
  }, keepOutcome);
  const diagnosticsOf = (repository: Repository, file: string): readonly Diagnostic[] =>
    outcomeOf(repository, file).diagnostics;
  const changedFiles = new Set<string>();
  let steps: ReturnType<typeof fleetSteps> | undefined;
  const followed = followOutcomes(workspace, outcomeOf);
  const features: FeatureContext = {
    workspace,
    fleet: () => fleet(),
    identify(url, home) {
      const found = identities.find(url, home);
      return found && workspace.byId(found.repository);
    },
    parameterSets: factory.parameterSets,
    parent: (app) => parents().get(app),
    verdict: coverage.verdict,
    diagnostics: diagnosticsOf,
  };
  function at(path: string): FileAt | undefined {
    const place = workspace.locate(path);
    const text = place?.repository.tree.text(place.file);
    return place && text !== undefined ? { ...place, text } : undefined;
  }

  /**
   * Does in parts what many changed files ask for: reads them, and takes the steps to the Applications, which then are found
   * at once. It changes nothing but when things are computed.
   */
  function prepare(enough: () => boolean): boolean {
    return asLastSettled(() => {
      for (const path of changedFiles) {
        changedFiles.delete(path);
        const place = workspace.locate(path);
        if (place?.repository.tree.text(place.file) !== undefined) readAhead(place.repository.tree, place.file);
        if (changedFiles.size >= BURST) steps ??= fleetSteps(workspace, factory);
        if (enough()) return false;
      }
      while (steps && !steps.next().done) if (enough()) return false;
      steps = undefined;
      return true;
    });
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
      get joinedFiles() {
        return coverage.runs.joinedFiles;
      },
      get fleets() {
        return counters.fleets;
      },
      get visits() {
        return followed.visits;
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
      opened(new Set([...opened(), path]));
      workspace.overlay(path, text);
    },
    close(path) {
      opened(new Set([...opened()].filter((other) => other !== path)));
      workspace.overlay(path, undefined);
    },
    openFiles: () => [...opened()],
    changed(paths) {
      workspace.changed(paths);
      for (const path of paths) changedFiles.add(path);
    },
    refresh: () => workspace.rescan(),
    async index(progress) {
      const started = Date.now();
      const files = workspace
        .repositories()
        .flatMap((repository) => repository.tree.files().map((file) => ({ repository, file })));
      const isOpen = ({ repository, file }: (typeof files)[number]): boolean =>
        opened().has(`${repository.id}/${file}`);
      const ordered = [...files.filter(isOpen), ...files.filter((entry) => !isOpen(entry))];
      for (const [i, { repository, file }] of ordered.entries()) {
        readAhead(repository.tree, file);
        if (progress && i % SLICE === SLICE - 1 && !(await progress(i, ordered.length))) break;
      }
      const { apps } = fleet();
      for (const { id, tree } of workspace.repositories()) {
        for (const directory of tree.unreadable)
          log?.(`${join(id, directory)}: can’t be read; what is in it is not judged`);
        for (const file of tree.unreadIgnores)
          log?.(`${join(id, file)}: can’t be read; what it ignores is judged like the rest`);
      }
      log?.(`${ordered.length} files and ${apps.length} Applications in ${Date.now() - started} ms`);
    },
    takeChangedDiagnostics() {
      followed.look();
      return followed.takeChanged();
    },
    look: (enough) => prepare(enough) && followed.look(enough),
    asLastLooked: asLastSettled,
    takeLookedAt: () => followed.takeChanged(),
    diagnostics(path) {
      const place = workspace.locate(path);
      return place ? diagnosticsOf(place.repository, place.file) : [];
    },
    fileAt: at,
    hover(path, offset) {
      const file = at(path);
      return file && hoverAt(features, file, offset);
    },
    codeActions(path, span) {
      const file = at(path);
      return file ? [...offerActions(features, targetAt(features, file, span)), ...offerFixAll(features, file)] : [];
    },
    resolveAction: (data) => resolveAction(features, data),
    explain(path, line) {
      const file = at(path);
      if (!file) return undefined;
      const asked: FeatureContext = {
        ...features,
        diagnostics: (repository, name) =>
          diagnoseFile(context, findingsOf(repository, name), repository, name, () => true),
      };
      return explainPlace(asked, file, line);
    },
    text: (path) => at(path)?.text,
    lines(path) {
      const place = workspace.locate(path);
      return place ? place.repository.tree.derive(linesOf, place.file) : lineIndex('');
    },
    report: (options) => buildReport(features, options),
    summary() {
      followed.look();
      return summaryOf(followed.counts);
    },
    manifests(path) {
      const place = workspace.locate(path);
      return place ? coverage.verdict(place.repository, place.file).manifests : [];
    },
    files: () => fileOverviews(features),
    tree: createCoverageTree(features),
    revision: () => coverage.runs.verdicts + counters.fleets,
  };
}

function rootOf(app: App, parentOf: (app: App) => App | undefined): string {
  const seen = new Set<App>([app]);
  let root = app;
  for (let parent = parentOf(app); parent && !seen.has(parent); parent = parentOf(parent)) {
    seen.add(parent);
    root = parent;
  }
  return root === app ? '' : root.id;
}

/** Keeps what is equal of an outcome, so that nothing is shown again that was shown before. */
function keepOutcome(before: Outcome, next: Outcome): Outcome {
  const same = sameDiagnostics(before.diagnostics, next.diagnostics);
  if (same && sameList(before.statuses, next.statuses, Object.is)) return before;
  return same ? { ...next, diagnostics: before.diagnostics } : next;
}
