import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Engine } from '../engine.ts';
import { toDiagnostics, uriOfPath } from './convert.ts';

/** Sends what changed to the client: each file's diagnostics when they differ from those sent last, a cleared file exactly once. */
export interface DiagnosticsPublisher {
  publish(): void;
  /** The file's diagnostics, for clients that pull. */
  current(path: string): LspDiagnostic[];
}

export function diagnosticsPublisher(
  engine: Engine,
  send: (uri: string, version: number | undefined, diagnostics: LspDiagnostic[]) => void,
  versionOf: (path: string) => number | null,
  href: (code: string) => string,
): DiagnosticsPublisher {
  const convert = (path: string): LspDiagnostic[] => toDiagnostics(engine.diagnostics(path), path, engine.lines, href);
  return {
    publish() {
      for (const path of engine.takeLookedAt()) send(uriOfPath(path), versionOf(path) ?? undefined, convert(path));
    },
    current: convert,
  };
}
