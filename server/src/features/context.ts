import type { ParamSet } from '../applications/params.ts';
import type { FileVerdict } from '../coverage/fileVerdict.ts';
import type { Fleet } from '../coverage/fleet.ts';
import type { App } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import type { Workspace } from '../coverage/workspace.ts';
import { linesOf } from '../documents/lineIndex.ts';
import type { Location, Span } from '../problems/problem.ts';
import type { Diagnostic } from '../rules/diagnostic.ts';
import { fileLink } from './markdown.ts';

/** What features ask of the engine. */
export interface FeatureContext {
  readonly workspace: Workspace;
  fleet(): Fleet;
  /** The repository of the workspace that a URL names; `home` is the one it is written in. */
  identify(url: string, home: string): Repository | undefined;
  /** What the generators of an ApplicationSet yield, whether its template can be rendered or not. */
  parameterSets(object: unknown, home: string): readonly ParamSet[];
  /** The Application that deploys an Application’s definition. */
  parent(app: App): App | undefined;
  verdict(repository: Repository, file: string): FileVerdict;
  diagnostics(repository: Repository, file: string): readonly Diagnostic[];
}

/** One file that a feature is asked about. */
export interface FileAt {
  readonly repository: Repository;
  readonly file: string;
  readonly text: string;
}

/** The 1-based line of a place; 1 when the place is the whole file. */
export function lineOf(repository: Repository, at: Location): number {
  return at.span ? repository.tree.derive(linesOf, at.file).position(at.span.start).line + 1 : 1;
}

/** Where a span begins and ends; lines and columns are 1-based, the end is exclusive. */
export function rangeOf(repository: Repository, file: string, span: Span) {
  const index = repository.tree.derive(linesOf, file);
  const start = index.position(span.start);
  const end = index.position(span.end);
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** A Markdown link to a place in the workspace. */
export function placeLink(context: FeatureContext, home: Repository, at: Location, label: string): string {
  const repository = at.repository === undefined ? home : (context.workspace.byId(at.repository) ?? home);
  return fileLink(label, `${repository.id}/${at.file}`, lineOf(repository, at));
}
