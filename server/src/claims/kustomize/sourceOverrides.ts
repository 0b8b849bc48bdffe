import { join, normalise } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import type { Tree } from '../../files/tree.ts';
import type { Kustomization, PatchEntry } from '../../manifests/kustomizationTypes.ts';
import { type Fields, isFields } from './fields.ts';

/**
 * What `spec.source.kustomize` changes in the kustomization at the app path, as Argo CD does by editing the file
 * (util/kustomize/kustomize.go): names and the namespace are set, labels, annotations, patches and components added.
 */
export function overrideKustomization(
  tree: Tree,
  path: string,
  kustomize: unknown,
): (content: Kustomization) => Kustomization {
  const options: Fields = isFields(kustomize) ? kustomize : {};
  const text = (key: string): string => (typeof options[key] === 'string' ? (options[key] as string) : '');
  const list = (key: string): unknown[] => (Array.isArray(options[key]) ? (options[key] as unknown[]) : []);
  const map = (key: string): Record<string, string> =>
    isFields(options[key]) ? (options[key] as Record<string, string>) : {};
  return (content) => {
    const edited: Kustomization = { ...content };
    if (text('namePrefix')) edited.namePrefix = text('namePrefix');
    if (text('nameSuffix')) edited.nameSuffix = text('nameSuffix');
    if (text('namespace')) edited.namespace = text('namespace');
    const labels = map('commonLabels');
    if (Object.keys(labels).length > 0) edited.labels = [...(content.labels ?? []), { pairs: labels }];
    const annotations = map('commonAnnotations');
    if (Object.keys(annotations).length > 0)
      edited.commonAnnotations = { ...content.commonAnnotations, ...annotations };
    const patches = list('patches').filter(isFields) as PatchEntry[];
    if (patches.length > 0) edited.patches = [...(content.patches ?? []), ...patches];
    const components = list('components').filter(
      (component): component is string =>
        typeof component === 'string' && (options['ignoreMissingComponents'] !== true || exists(tree, path, component)),
    );
    if (components.length > 0) edited.components = [...(content.components ?? []), ...components];
    return edited;
  };
}

function exists(tree: Tree, path: string, component: string): boolean {
  const clean = normalise(join(path, component));
  return clean !== undefined && 'kind' in resolvePath(tree, clean);
}
