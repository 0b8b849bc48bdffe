import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Engine } from '../engine.ts';
import type { DiagnosticCode } from '../problems/codes.ts';
import { toDiagnostics, uriOfPath } from './convert.ts';
import { isEnabled } from './editorSettings.ts';

/** What is greyed out where the user wants to see what does not count. */
const FADED: readonly DiagnosticCode[] = ['unwatched-manifest'];

/** Sends what changed to the client: each file's diagnostics when they differ from those sent last, a cleared file exactly once. */
export interface DiagnosticsPublisher {
  publish(): void;
  /** The file's diagnostics, for clients that pull. */
  current(path: string): LspDiagnostic[];
  /** The files whose diagnostics differ from those at the last call, for clients that pull. */
  changed(): string[];
}

export function diagnosticsPublisher(
  engine: Engine,
  send: (uri: string, version: number | undefined, diagnostics: LspDiagnostic[]) => void,
  versionOf: (path: string) => number | null,
  href: (code: string) => string,
): DiagnosticsPublisher {
  /** The files whose diagnostics the client holds. */
  const held = new Set<string>();
  /** Whether what the client holds is greyed out. */
  let faded = false;
  const fades = (): boolean => isEnabled(engine.editorSettings(), 'fadeUnwatched', false);
  const convert = (path: string): LspDiagnostic[] =>
    toDiagnostics(engine.diagnostics(path), path, engine.lines, href, fades() ? FADED : []);
  return {
    publish() {
      const before = faded;
      faded = fades();
      for (const path of new Set([...engine.takeLookedAt(), ...(faded === before ? [] : held)])) {
        const diagnostics = convert(path);
        if (diagnostics.length > 0) held.add(path);
        else held.delete(path);
        send(uriOfPath(path), versionOf(path) ?? undefined, diagnostics);
      }
    },
    current: convert,
    changed: () => engine.takeLookedAt(),
  };
}
