import type { Definition } from '../coverage/definition.ts';
import type { App } from '../coverage/model.ts';
import { shown } from '../gotemplate/unknown.ts';
import type { Span } from '../problems/problem.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { type PlaceResult, placeOf } from './locations.ts';
import { ownerPath } from './place/pathText.ts';
import { type PlacedObject, placedObjects } from './place/places.ts';

/** One entry of a file's outline. */
export interface SymbolResult {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'application' | 'project' | 'manifest' | 'source' | 'destination' | 'generator';
  readonly span: Span;
  /** What is selected: within `span`. */
  readonly selection: Span;
  readonly children: readonly SymbolResult[];
}

/** The manifests of a file; Applications with their sources, destinations and generators. */
export function documentSymbols(context: FeatureContext, at: FileAt): SymbolResult[] {
  const objects = at.repository.tree.derive(placedObjects, at.file);
  return context.verdict(at.repository, at.file).summary.documents.map((facts): SymbolResult => {
    const selection = facts.nameSpan ?? facts.kindSpan;
    const object = objects.find(({ span }) => span.start <= facts.kindSpan.start && facts.kindSpan.end <= span.end);
    const kind = object?.kind === 'AppProject' ? 'project' : object ? 'application' : 'manifest';
    const span = within(facts.span, selection);
    const children = object ? childrenOf(object).filter((child) => inside(child.span, span)) : [];
    return { name: facts.name ?? facts.kind, detail: facts.kind, kind, span, selection, children };
  });
}

function within(span: Span, inner: Span): Span {
  return { start: Math.min(span.start, inner.start), end: Math.max(span.end, inner.end) };
}

function inside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** One entry for each source, destination and Git generator: named after its first telling value. */
function childrenOf(object: PlacedObject): SymbolResult[] {
  const groups = new Map<string, SymbolResult>();
  for (const { path, meaning, value, span } of object.places) {
    const kind =
      meaning === 'path' || meaning === 'chart'
        ? 'source'
        : meaning === 'server' || meaning === 'clusterName'
          ? 'destination'
          : meaning === 'gitDirectory' || meaning === 'gitFile'
            ? 'generator'
            : undefined;
    if (!kind || value === '') continue;
    const key = `${kind} ${ownerPath(path).join('.')}`;
    if (!groups.has(key)) groups.set(key, { name: value, detail: kind, kind, span, selection: span, children: [] });
  }
  return [...groups.values()];
}

/** One Application, ApplicationSet or AppProject of the workspace. */
export interface WorkspaceSymbolResult {
  readonly name: string;
  readonly container: string;
  readonly kind: 'application' | 'project';
  readonly place: PlaceResult;
}

/** Symbols that are answered, at most. */
const MAX_SYMBOLS = 500;

/** The Applications, ApplicationSets and AppProjects whose name holds the letters of a query in their order. */
export function workspaceSymbols(context: FeatureContext, query: string): WorkspaceSymbolResult[] {
  const { apps, sets, projects } = context.fleet();
  const found: WorkspaceSymbolResult[] = [];
  const fits = (name: string): boolean =>
    found.length < MAX_SYMBOLS && isSubsequence(query.toLowerCase(), name.toLowerCase());
  const add = (name: string, container: string, kind: 'application' | 'project', definition: Definition): void => {
    const home = context.workspace.byId(definition.at.repository);
    if (home && fits(name)) found.push({ name, container, kind, place: placeOf(context, home, definition.at) });
  };
  for (const app of apps) add(shown(app.name), containerOf(app), 'application', app.definition);
  for (const { id, definition } of sets)
    add(id.slice(id.indexOf('/') + 1), 'ApplicationSet', 'application', definition);
  for (const definition of projects) {
    const { name } = (definition.object['metadata'] ?? {}) as { name?: unknown };
    if (typeof name === 'string') add(name, 'AppProject', 'project', definition);
  }
  return found;
}

function containerOf(app: App): string {
  return app.generatedBy ? app.generatedBy.id : app.namespace;
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
