import { isObject, valueAt } from '../../applications/json.ts';
import { parseYaml, type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { join } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import type { Tree } from '../../files/tree.ts';
import type { Span } from '../../problems/problem.ts';
import type { SourceRequest } from '../claim.ts';
import { helmOptions } from './options.ts';
import { sourceFiles } from './sourceFiles.ts';

/** One of the places that values of a chart come from; a later one wins. */
export interface ValueLayer {
  readonly file?: { readonly tree: Tree; readonly path: string };
  /** `valuesObject`, `values`, `parameters` of the Application. */
  readonly inline?: 'valuesObject' | 'values' | 'parameters';
  /** The value at a path, as written there; undefined when this layer says nothing about it. */
  value(path: YamlPath): unknown;
  /** Where the file writes that value. */
  place(path: YamlPath): Span | undefined;
}

/** Where a Helm source gets its values, in Helm’s order: the chart, its value files, then what the Application says itself. */
export function valueLayers(request: SourceRequest): ValueLayer[] {
  const layers = fileLayer(request.tree, join(request.path, 'values.yaml'));
  for (const file of sourceFiles(request).valueFiles)
    if (file.kind === 'file') layers.push(...fileLayer(file.tree, file.path));
  const options = helmOptions(request.source);
  const inline = (name: NonNullable<ValueLayer['inline']>, value: ValueLayer['value']): void => {
    layers.push({ inline: name, value, place: () => undefined });
  };
  if (isObject(options.valuesObject)) inline('valuesObject', (at) => valueAt(options.valuesObject, at));
  else if (options.values !== '') {
    const values = parseYaml(options.values).documents[0]?.value();
    inline('values', (at) => valueAt(values, at));
  }
  if (options.parameters.length > 0)
    inline('parameters', (at) => options.parameters.findLast(({ name }) => name === at.join('.'))?.value);
  return layers;
}

/** The layer of one values file; none where it can't be read. */
export function fileLayer(tree: Tree, file: string): ValueLayer[] {
  const real = resolvePath(tree, file);
  if ('problem' in real || real.kind !== 'file') return [];
  const { path } = real;
  // Read anew each time: an edit moves what stands in the file.
  const document = (): YamlDocument | undefined => tree.derive(yamlFile, path)?.documents[0];
  return [
    {
      file: { tree, path },
      value: (at) => valueAt(document()?.value(), at),
      place: (at) => document()?.valueSpan(at),
    },
  ];
}
