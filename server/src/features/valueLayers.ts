import { isObject } from '../applications/json.ts';
import { helmOptions } from '../claims/helm/options.ts';
import { sourceFiles } from '../claims/helm/sourceFiles.ts';
import type { Repository } from '../coverage/repository.ts';
import type { Route } from '../coverage/routes.ts';
import { parseYaml, type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import { join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { FeatureContext } from './context.ts';

/** One of the places that values of a chart come from; a later one wins. */
export interface ValueLayer {
  readonly file?: { readonly repository: Repository; readonly path: string };
  /** `valuesObject`, `values`, `parameters` of the Application. */
  readonly inline?: 'valuesObject' | 'values' | 'parameters';
  /** The value at a path, as written there; undefined when this layer says nothing about it. */
  value(path: YamlPath): unknown;
}

/** Where a Helm source gets its values, in Helm’s order: the chart, its value files, then what the Application says itself. */
export function valueLayers(context: FeatureContext, { root }: Route): ValueLayer[] {
  const { request } = root;
  if (root.type !== 'Helm' || !request) return [];
  const layers: ValueLayer[] = [];
  const addFile = (repository: Repository | undefined, path: string): void => {
    const real = repository && resolvePath(repository.tree, path);
    if (!repository || !real || 'problem' in real || real.kind !== 'file') return;
    const document = repository.tree.derive(yamlFile, real.path)?.documents[0];
    layers.push({
      file: { repository, path: real.path },
      value: (at) => valueAt(document?.value(), at),
    });
  };
  addFile(root.repository, join(root.path, 'values.yaml'));
  for (const file of sourceFiles(request).valueFiles)
    if (file.kind === 'file') addFile(context.workspace.byId(file.tree.id), file.path);
  const options = helmOptions(request.source);
  if (isObject(options.valuesObject))
    layers.push({ inline: 'valuesObject', value: (at) => valueAt(options.valuesObject, at) });
  else if (options.values !== '') {
    const values = parseYaml(options.values).documents[0]?.value();
    layers.push({ inline: 'values', value: (at) => valueAt(values, at) });
  }
  if (options.parameters.length > 0)
    layers.push({
      inline: 'parameters',
      value: (at) => options.parameters.findLast(({ name }) => name === at.join('.'))?.value,
    });
  return layers;
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let at: unknown = value;
  for (const key of path) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}
