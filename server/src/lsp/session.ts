import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Engine } from '../engine.ts';
import type { RouteHistory } from '../features/routeHistory.ts';
import type { FetchedFileSystem } from '../files/fetchedFileSystem.ts';
import type { GitObjects } from '../files/gitObjects.ts';
import { isWithin } from '../files/paths.ts';
import type { ComparedBranch } from '../impact.ts';
import { setLanguage } from '../l10n/t.ts';
import { type InitializationOptions, Notifications } from '../protocol.ts';
import { featureCapabilities } from './capabilities.ts';
import { CODE_ACTION_KINDS, registerCodeActions } from './codeActions.ts';
import { registerCodeLens } from './codeLens.ts';
import { registerCompletion } from './completion.ts';
import { type EditCapabilities, pathOfUri } from './convert.ts';
import { registerDefinition } from './definition.ts';
import { registerDocumentLinks } from './documentLinks.ts';
import { registerExplainHistory } from './explainHistory.ts';
import { createFetching } from './fetching.ts';
import { registerHomes } from './homes.ts';
import { registerHover } from './hover.ts';
import { registerInlayHints } from './inlayHints.ts';
import { indexWithProgress } from './progress.ts';
import { diagnosticsPublisher } from './publisher.ts';
import { registerPulledDiagnostics } from './pulledDiagnostics.ts';
import { registerReferences } from './references.ts';
import { RENAMED_FILES, registerRenameFiles } from './renameFiles.ts';
import { registerRequests, statusOf } from './requests.ts';
import { PART, PATIENCE, soon } from './soon.ts';
import { registerSymbols } from './symbols.ts';
import { registerViews } from './views.ts';

/** How many changed files are taken in at once. */
const CHANGES = 50;

/** What every handler of one connection shares. */
export interface Session {
  readonly connection: Connection;
  readonly engine: Engine;
  readonly documents: TextDocuments<TextDocument>;
  versionOf(path: string): number | null;
  readonly edits: EditCapabilities;
  /** What the client says it can. */
  readonly client: ClientCapabilities;
  /** Git’s objects, where there is a Git to ask. */
  readonly git: GitObjects | undefined;
  /** Whether the client shows what remains to be done after an edit (`InitializationOptions`). */
  readonly offersCommands: boolean;
  /** Resolves once the first index is complete; requests that arrive earlier wait for it. */
  readonly ready: Promise<void>;
  /** Answers with what is known now, or soon: a hover waits for no more than `PATIENCE`. */
  promptly<T>(read: () => T): Promise<T>;
}

export interface ServerFacts {
  readonly version: string;
  /** The page that explains a code. */
  href(code: string): string;
  /** Compares the workspace with the commit it branched off from, where there is a Git to ask. */
  compareBranch?(base?: string): Promise<ComparedBranch>;
  /** Finds in Git’s history where a file of a repository lost its route, where there is a Git to ask. */
  findLostRoute?(repository: string, file: string, cancelled: () => boolean): Promise<RouteHistory>;
  /** Git’s objects, for what differs from HEAD. */
  readonly git?: GitObjects;
  /** The engine’s disk, where the client has to read it. */
  readonly fetched?: FetchedFileSystem;
}

/** Connects an engine to a client. Handlers translate, call and translate back; everything else is the engine's. */
export function startSession(connection: Connection, engine: Engine, facts: ServerFacts): void {
  const documents = new TextDocuments(TextDocument);
  const open = new Map<string, TextDocument>();
  let capabilities: InitializeParams['capabilities'] = {};
  let pulls = false;
  let indexed = false;
  let scheduled = false;
  const changedOnDisk: string[] = [];
  const waiting: (() => void)[] = [];
  const fetching = facts.fetched && createFetching(engine, facts.fetched);
  let markReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });
  const versionOf = (path: string): number | null => open.get(path)?.version ?? null;
  const publisher = diagnosticsPublisher(
    engine,
    (uri, version, diagnostics) =>
      void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) }),
    versionOf,
    facts.href,
  );

  /** Answers after the events that already wait: a burst of changes costs one pass. */
  function schedule(): void {
    if (scheduled || !indexed) return;
    scheduled = true;
    soon(answer);
  }

  /** Works in parts that leave room for requests: first what was told to have changed on disk, then what it changes. */
  function answer(): void {
    let ready = false;
    guard('diagnostics', () => {
      const end = Date.now() + PART;
      while (changedOnDisk.length > 0 && Date.now() < end) engine.changed(changedOnDisk.splice(0, CHANGES));
      ready = changedOnDisk.length === 0 && engine.look(() => Date.now() >= end);
    });
    if (!ready && changedOnDisk.length > 0) return void soon(answer);
    // Nothing is told before what is missing was fetched.
    if (fetching?.missing()) return void (ready ? fetched(fetching.bring()).then(answer) : soon(answer));
    guard('diagnostics', () => {
      if (!pulls) publisher.publish();
      else if (ready && capabilities.workspace?.diagnostics?.refreshSupport)
        void connection.languages.diagnostics.refresh();
    });
    if (!ready) return void soon(answer);
    scheduled = false;
    for (const go of waiting.splice(0)) go();
    guard('status', () => void connection.sendNotification(Notifications.status, statusOf(engine, false)));
  }

  /** What changed a moment ago counts where it is looked at in time; else the Applications are those found last. */
  async function promptly<T>(read: () => T): Promise<T> {
    if (scheduled)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    return engine.asLastLooked(read);
  }

  function guard(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      report(what, error);
    }
  }

  function report(what: string, error: unknown): void {
    connection.console.error(`${what}: ${(error as Error).stack}`);
  }

  /** Goes on where the client could not read files, too. */
  async function fetched(work: Promise<void> | undefined): Promise<void> {
    await work?.catch((error) => report('files', error));
  }

  /** Follows what changed on disk. Before the first index nothing is known that could have changed in between. */
  async function follow(changed: readonly string[]): Promise<void> {
    if (fetching) await fetched(fetching.reread(changed));
    if (indexed) for (const path of changed) changedOnDisk.push(path);
    else guard('watched files', () => engine.changed(changed));
    schedule();
  }

  connection.onInitialize((params): InitializeResult => {
    capabilities = params.capabilities;
    session.client = capabilities;
    setLanguage(params.locale);
    const uris = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    engine.setFolders(paths(uris.map((uri) => ({ uri }))));
    const can = capabilities.textDocument;
    pulls = can?.diagnostic !== undefined && can.publishDiagnostics === undefined;
    session.offersCommands =
      (params.initializationOptions as InitializationOptions | undefined)?.offersCommands === true;
    session.edits = {
      documentChanges: capabilities.workspace?.workspaceEdit?.documentChanges ?? false,
      operations: new Set(capabilities.workspace?.workspaceEdit?.resourceOperations ?? []),
      annotations: capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    };
    return {
      serverInfo: { name: 'argocd-coverage', version: facts.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS, resolveProvider: true },
        ...featureCapabilities(capabilities),
        ...(pulls
          ? {
              diagnosticProvider: {
                identifier: 'argocd-coverage',
                interFileDependencies: true,
                workspaceDiagnostics: true,
              },
            }
          : {}),
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          ...(capabilities.workspace?.fileOperations?.willRename
            ? { fileOperations: { willRename: RENAMED_FILES } }
            : {}),
        },
      },
    };
  });

  connection.onInitialized(async () => {
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'argocdCoverage' });
    if (capabilities.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        engine.changeFolders(paths(added), paths(removed));
        if (fetching) void fetched(fetching.load()).then(schedule);
        else schedule();
      });
    await pullSettings();
    await fetched(fetching?.load());
    await indexWithProgress(connection, engine, capabilities.window?.workDoneProgress ?? false);
    await fetched(fetching?.settle());
    indexed = true;
    markReady();
    schedule();
  });

  async function pullSettings(): Promise<void> {
    if (!capabilities.workspace?.configuration) return;
    try {
      engine.setEditorSettings(await connection.workspace.getConfiguration('argocdCoverage'));
    } catch (error) {
      connection.console.warn(`settings: ${(error as Error).message}`);
    }
  }

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (capabilities.workspace?.configuration) await pullSettings();
    else engine.setEditorSettings((settings as { argocdCoverage?: unknown } | null)?.argocdCoverage);
    schedule();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    // A buffer whose file was deleted counts again once somebody types in it.
    for (const deleted of paths(changes.filter(({ type }) => type === FileChangeType.Deleted)))
      for (const path of open.keys()) if (isWithin(path, deleted)) guard('deletion', () => engine.close(path));
    void follow(paths(changes));
  });

  documents.onDidChangeContent(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path === undefined) return;
    open.set(path, document);
    guard('change', () => engine.open(path, document.getText()));
    schedule();
  });
  documents.onDidSave(({ document }) => {
    void follow(paths([document]));
  });
  documents.onDidClose(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path === undefined) return;
    open.delete(path);
    guard('close', () => engine.close(path));
    schedule();
  });

  connection.onShutdown(() => {
    indexed = false;
  });

  const session: { -readonly [K in keyof Session]: Session[K] } = {
    connection,
    engine,
    documents,
    versionOf,
    ready,
    promptly,
    edits: { documentChanges: false, operations: new Set(), annotations: false },
    offersCommands: false,
    client: {},
    git: facts.git,
  };
  registerPulledDiagnostics(session, publisher);
  registerHover(session);
  registerDefinition(session);
  registerReferences(session);
  registerDocumentLinks(session);
  registerSymbols(session);
  registerCodeLens(session);
  registerInlayHints(session);
  registerCompletion(session);
  registerRenameFiles(session);
  registerCodeActions(session);
  registerRequests(session, facts, async () => {
    if (fetching) await fetching.refresh();
    else engine.refresh();
    schedule();
  });
  registerExplainHistory(session, facts);
  registerHomes(session);
  registerViews(session);
  documents.listen(connection);
  connection.listen();
}

function paths(places: readonly { readonly uri: string }[]): string[] {
  return places.map(({ uri }) => pathOfUri(uri)).filter((path): path is string => path !== undefined);
}
