import { type YamlDocument, type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import type { Derivation } from '../files/tree.ts';
import { isArgoObject } from '../manifests/classify.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import type { Location } from '../problems/problem.ts';

/** One Application, ApplicationSet or AppProject as it reaches the cluster, with the places its values come from. */
export interface Definition {
  readonly kind: 'Application' | 'ApplicationSet' | 'AppProject';
  readonly object: Readonly<Record<string, unknown>>;
  /** Where a person edits it; `repository` is always set. */
  readonly at: Location & { readonly repository: string };
  /** Which document of the file it is. */
  readonly document: number;
  /** The place that set the value at a path; falls back to the nearest enclosing place. */
  origin(path: YamlPath): Location;
  /** How it comes to be: written in the file, or made of it by a kustomization or a chart. */
  readonly made: 'file' | 'kustomization' | 'chart';
  /** Made by a kustomization or chart that nothing deploys: several of these may make the same Application. */
  readonly unused?: boolean;
  /** Whether something that the repository can't tell decides if it exists, and what. */
  readonly possible?: string;
}

/** The Argo CD objects that stand in a file as they are. */
export const fileDefinitions: Derivation<readonly Definition[]> = {
  name: 'fileDefinitions',
  compute(tree, path) {
    if (!tree.derive(fileSummary, path).holdsArgoObjects) return [];
    const file = tree.derive(yamlFile, path);
    const found: Definition[] = [];
    let index = 0;
    for (const document of file?.documents ?? []) {
      const value = document.value();
      const items = isRecord(value) && String(value['kind']).endsWith('List') ? value['items'] : undefined;
      if (Array.isArray(items)) for (const [i, item] of items.entries()) add(item, ['items', i], document, index++);
      else add(value, [], document, index++);
    }
    return found;

    function add(object: unknown, at: YamlPath, document: YamlDocument, number: number): void {
      if (!isRecord(object) || !isArgoObject(String(object['apiVersion']), String(object['kind']))) return;
      const origin = (inner: YamlPath): Location => ({
        file: path,
        repository: tree.id,
        span: nearestSpan(document, [...at, ...inner]),
      });
      found.push({
        kind: object['kind'] as Definition['kind'],
        object,
        made: 'file',
        document: number,
        at: { ...origin(['metadata', 'name']), repository: tree.id },
        origin,
      });
    }
  },
};

/** The place of the value at a path or, when there is none, of the closest parent's key. */
export function nearestSpan(document: YamlDocument, path: YamlPath) {
  const exact = document.valueSpan(path);
  if (exact) return exact;
  for (let length = path.length - 1; length > 0; length--) {
    const parent = path.slice(0, length);
    const span =
      document.keySpan(parent) ?? (typeof parent[length - 1] === 'number' ? document.valueSpan(parent) : undefined);
    if (span) return span;
  }
  return (
    document.valueSpan(['metadata', 'name']) ??
    document.valueSpan(['kind']) ?? { start: document.span.start, end: document.span.start }
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
