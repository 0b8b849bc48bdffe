import { buildKustomization } from '../claims/kustomizeBuild.ts';
import { isArgoObject } from '../manifests/classify.ts';
import type { Location } from '../problems/problem.ts';
import type { Definition } from './definition.ts';
import type { Repository } from './repository.ts';
import { buildOptionsOf } from './resolveSource.ts';
import { valuesDefinitions, valuesOfFile } from './valuesDefinitions.ts';

/**
 * The Argo CD objects that a kustomization makes, patched as its overlay patches them, and those that a chart may make which it
 * inflates and which is elsewhere.
 * @param isHere whether a URL names this repository.
 */
export function kustomizationDefinitions(
  repository: Repository,
  directory: string,
  sourceKustomize: unknown,
  unused: boolean,
  isHere: (url: string) => boolean,
): Definition[] {
  const { objects, notes } = buildKustomization(repository.tree, directory, {
    buildOptions: buildOptionsOf(repository),
    sourceKustomize,
  });
  const charts = notes.flatMap((note) =>
    note.kind === 'chart' && note.local === undefined && note.chart.name
      ? note.valuesFiles.map((file) => valuesOfFile(note.chart.name as string, repository, file))
      : [],
  );
  const possible = charts.flatMap((values) => valuesDefinitions(values, isHere));
  const made = objects.flatMap((built): Definition[] => {
    const { object } = built;
    if (!built.whole || !isArgoObject(String(object['apiVersion']), String(object['kind']))) return [];
    if (!repository.live(built.file)) return [];
    const document: Location = {
      file: built.file,
      repository: repository.id,
      ...(built.span ? { span: built.span } : {}),
    };
    const origin: Definition['origin'] = (path) => {
      for (let length = path.length; length > 0; length--) {
        const found = built.origin(path.slice(0, length));
        if (found) return { ...found, repository: found.repository ?? repository.id };
      }
      return document;
    };
    const name = origin(['metadata', 'name']);
    // A person edits the document; a place that a prefix or a patch wrote is not it.
    const at = name.file === built.file ? name : document;
    return [
      {
        kind: object['kind'] as Definition['kind'],
        object,
        made: 'kustomization',
        ...(unused ? { unused } : {}),
        document: built.document,
        at: { ...at, repository: repository.id },
        origin,
      },
    ];
  });
  return [...made, ...possible];
}
