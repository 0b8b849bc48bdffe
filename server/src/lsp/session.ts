import { setImmediate } from 'node:timers';
import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Engine } from '../engine.ts';
import type { FileSystem } from '../files/fileSystem.ts';
import type { GitObjects } from '../files/gitObjects.ts';
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
import { registerHover } from './hover.ts';
import { registerInlayHints } from './inlayHints.ts';
import { indexWithProgress } from './progress.ts';
import { diagnosticsPublisher } from './publisher.ts';
import { registerReferences } from './references.ts';
import { RENAMED_FILES, registerRenameFiles } from './renameFiles.ts';
import { registerRequests, statusOf } from './requests.ts';
import { registerSymbols } from './symbols.ts';
import { registerViews } from './views.ts';

/** How long one part of an answer may take, in milliseconds, and how many changed files are taken in at once. */
const PART = 20;
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
}

export interface ServerFacts {
  readonly version: string;
  /** The page that explains a code. */
  href(code: string): string;
  /** The disk, for reading commits. */
  readonly disk: FileSystem;
  /** Git’s objects, for the history. */
  readonly git?: GitObjects;
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
    setImmediate(answer);
  }

  /** Works in parts that leave room for requests: first what was told to have changed on disk, then what it changes. */
  function answer(): void {
    let ready = false;
    guard('diagnostics', () => {
      const end = Date.now() + PART;
      while (changedOnDisk.length > 0 && Date.now() < end) engine.changed(changedOnDisk.splice(0, CHANGES));
      ready = changedOnDisk.length === 0 && engine.look(() => Date.now() >= end);
    });
    if (!ready && changedOnDisk.length > 0) return void setImmediate(answer);
    guard('diagnostics', () => {
      if (pulls && ready) void connection.languages.diagnostics.refresh();
      else if (!pulls) publisher.publish();
    });
    if (!ready) return void setImmediate(answer);
    scheduled = false;
    guard('status', () => void connection.sendNotification(Notifications.status, statusOf(engine, false)));
  }

  function guard(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      connection.console.error(`${what}: ${(error as Error).stack}`);
    }
  }

  connection.onInitialize((params): InitializeResult => {
    capabilities = params.capabilities;
    session.client = capabilities;
    setLanguage(params.locale);
    const uris = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    engine.setFolders(uris.map(pathOfUri).filter((path): path is string => path !== undefined));
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
                workspaceDiagnostics: false,
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
        schedule();
      });
    await pullSettings();
    await indexWithProgress(connection, engine, capabilities.window?.workDoneProgress ?? false);
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
    const changed = changes.map(({ uri }) => pathOfUri(uri)).filter((path): path is string => path !== undefined);
    // Before the first index nothing is known that could have changed in between.
    if (indexed) for (const path of changed) changedOnDisk.push(path);
    else guard('watched files', () => engine.changed(changed));
    schedule();
  });

  documents.onDidChangeContent(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path === undefined) return;
    open.set(path, document);
    guard('change', () => engine.open(path, document.getText()));
    schedule();
  });
  documents.onDidSave(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path !== undefined) guard('save', () => engine.changed([path]));
    schedule();
  });
  documents.onDidClose(({ document }) => {
    const path = pathOfUri(document.uri);
    if (path === undefined) return;
    open.delete(path);
    guard('close', () => engine.close(path));
    schedule();
  });

  connection.languages.diagnostics.on(async ({ textDocument }) => {
    await ready;
    const path = pathOfUri(textDocument.uri);
    return { kind: 'full', items: path === undefined ? [] : publisher.current(path) };
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
    edits: { documentChanges: false, operations: new Set(), annotations: false },
    offersCommands: false,
    client: {},
    git: facts.git,
  };
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
  registerRequests(session, facts.disk, schedule);
  registerExplainHistory(session, facts.disk);
  registerViews(session);
  documents.listen(connection);
  connection.listen();
}

function paths(folders: readonly { readonly uri: string }[]): string[] {
  return folders.map(({ uri }) => pathOfUri(uri)).filter((path): path is string => path !== undefined);
}

/** For requests about something that is gone meanwhile: the client asks again. */
export function contentModified(): ResponseError<void> {
  return new ResponseError(-32801, 'content modified');
}
