import {
  type CodeDescription,
  type CreateFile,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type Range,
  type RenameFile,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { LineIndex } from '../documents/lineIndex.ts';
import type { ActionEdit, FileEdit } from '../features/results.ts';
import type { Span } from '../problems/problem.ts';
import type { Diagnostic } from '../rules/diagnostic.ts';

/** A place with its scheme, which is no drive letter. */
const SCHEME = /^([a-z][a-z0-9+.-]+):(?:\/\/([^/]*)(?=\/|$))?(\/.*)?$/is;

/**
 * The engine's places are absolute `/`-separated paths, the protocol's are URIs. Those of files on disk become their paths;
 * those of other file systems stay URIs, with nothing escaped (`vscode-vfs://github/acme/platform/app.yaml`).
 * @returns undefined for what is no place of a file system, and for what is escaped wrongly.
 */
export function pathOfUri(uri: string): string | undefined {
  const [, scheme, authority, rawPath] = SCHEME.exec(uri) ?? [];
  if (scheme === undefined || rawPath === undefined || /[?#]|%2f/i.test(uri)) return undefined;
  try {
    const path = decodeURIComponent(rawPath);
    if (scheme.toLowerCase() !== 'file')
      return `${scheme}:${authority === undefined ? '' : `//${decodeURIComponent(authority)}`}${path}`;
    if (authority !== undefined && authority !== '' && authority !== 'localhost') return `//${authority}${path}`;
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
  } catch {
    return undefined;
  }
}

/** The other way round. */
export function uriOfPath(path: string): string {
  const [, scheme, authority, virtual = '/'] = SCHEME.exec(path) ?? [];
  if (scheme !== undefined) {
    const place = virtual.split('/').map(encodeURIComponent).join('/');
    return `${scheme}:${authority === undefined ? '' : `//${encodeURIComponent(authority)}`}${place}`;
  }
  const [, host, share] = /^\/\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const url = new URL(`file://${host ?? ''}/`);
  // `URL` escapes the others itself.
  url.pathname = (share ?? path).replace(/[%\\\n\r\t?#[\]^|]/g, encodeURIComponent);
  return url.toString();
}

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: lines.position(span.start), end: lines.position(span.end) };
}

/** Gives the lines of a file, for translating offsets. */
export type LinesOf = (path: string) => LineIndex;

const SEVERITY = { error: 1, warning: 2, information: 3, hint: 4 } as const;

/** @param faded codes whose ranges the editor greys out. */
export function toDiagnostics(
  diagnostics: readonly Diagnostic[],
  path: string,
  linesOf: LinesOf,
  href: (code: string) => string,
  faded: readonly string[] = [],
): LspDiagnostic[] {
  const lines = linesOf(path);
  return diagnostics.map((diagnostic) => ({
    range: toRange(lines, diagnostic.span),
    severity: SEVERITY[diagnostic.severity],
    source: 'argocd-coverage',
    code: diagnostic.code,
    codeDescription: { href: href(diagnostic.code) } satisfies CodeDescription,
    message: diagnostic.message,
    ...(faded.includes(diagnostic.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: diagnostic.related.map((related) => ({
      location: { uri: uriOfPath(related.path), range: toRange(linesOf(related.path), related.span) },
      message: related.message,
    })),
    ...(diagnostic.data === undefined ? {} : { data: diagnostic.data }),
  }));
}

/** What the client can apply; without `documentChanges` only plain edits are possible. */
export interface EditCapabilities {
  readonly documentChanges: boolean;
  readonly operations: ReadonlySet<string>;
  readonly annotations: boolean;
}

type Change = TextDocumentEdit | CreateFile | RenameFile;

/**
 * Translates an edit. Versions are the open documents' own, so that a stale edit is refused by the editor.
 * @returns undefined when the client can't do what the edit needs.
 */
export function toWorkspaceEdit(
  edit: ActionEdit,
  linesOf: LinesOf,
  versionOf: (path: string) => number | null,
  can: EditCapabilities,
): WorkspaceEdit | undefined {
  if (!can.documentChanges) return plainEdit(edit, linesOf);
  const annotated = edit.confirm !== undefined && can.annotations;
  const annotationId = annotated ? 'move' : undefined;
  const changes: Change[] = [];
  for (const step of edit.steps) {
    if (step.type !== 'edit' && !can.operations.has(step.type)) return undefined;
    changes.push(...toChanges(step, linesOf, versionOf, annotationId));
  }
  return {
    documentChanges: changes,
    ...(annotated ? { changeAnnotations: { move: { label: edit.confirm as string, needsConfirmation: true } } } : {}),
  };
}

function toChanges(
  step: FileEdit,
  linesOf: LinesOf,
  versionOf: (path: string) => number | null,
  annotationId: string | undefined,
): Change[] {
  const annotation = annotationId === undefined ? {} : { annotationId };
  if (step.type === 'create') {
    const uri = uriOfPath(step.path);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false }, ...annotation },
      { textDocument: { uri, version: null }, edits: [{ range, newText: step.text, ...annotation }] },
    ];
  }
  if (step.type === 'rename') {
    const rename: RenameFile = {
      kind: 'rename',
      oldUri: uriOfPath(step.from),
      newUri: uriOfPath(step.to),
      options: { overwrite: false, ignoreIfExists: false },
      ...annotation,
    };
    if (step.text === undefined) return [rename];
    const lines = linesOf(step.from);
    const whole = { start: { line: 0, character: 0 }, end: lines.position(Number.MAX_SAFE_INTEGER) };
    return [
      {
        textDocument: { uri: uriOfPath(step.from), version: versionOf(step.from) },
        edits: [{ range: whole, newText: step.text, ...annotation }],
      },
      rename,
    ];
  }
  const lines = linesOf(step.path);
  return [
    {
      textDocument: { uri: uriOfPath(step.path), version: versionOf(step.path) },
      edits: step.edits.map(({ span, text }) => ({ range: toRange(lines, span), newText: text, ...annotation })),
    },
  ];
}

function plainEdit(edit: ActionEdit, linesOf: LinesOf): WorkspaceEdit | undefined {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const step of edit.steps) {
    if (step.type !== 'edit') return undefined;
    const lines = linesOf(step.path);
    changes[uriOfPath(step.path)] = step.edits.map(({ span, text }) => ({
      range: toRange(lines, span),
      newText: text,
    }));
  }
  return { changes };
}
