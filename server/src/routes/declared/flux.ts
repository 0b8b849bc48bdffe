import { listOf, objectOf } from '../../applications/json.ts';
import { yamlFile } from '../../documents/yamlFile.ts';
import type { Tree } from '../../files/tree.ts';
import { apiGroup } from '../../manifests/classify.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { type Host, ROOT_MARK } from '../hosts/host.ts';
import type { GitRepository, RouteDraft } from '../model.ts';
import { candidatesOf } from '../shell/path.ts';
import { stringsOf, textOf } from '../values.ts';

const GROUPS = new Set(['kustomize.toolkit.fluxcd.io', 'source.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io']);

/** Whether a file holds Flux's own objects. */
export function holdsFlux(tree: Tree, path: string): boolean {
  return tree.derive(fileSummary, path).documents.some(({ apiVersion }) => GROUPS.has(apiGroup(apiVersion)));
}

/** Flux: Kustomizations and HelmReleases that read a GitRepository (`kustomize-controller`, `helm-controller`). */
export const flux: Host = {
  name: 'Flux',
  declares: true,
  matches: () => false,
  read(tree, path) {
    const routes: RouteDraft[] = [];
    const gitRepositories: GitRepository[] = [];
    for (const document of tree.derive(yamlFile, path)?.documents ?? []) {
      const object = objectOf(document.value());
      const group = apiGroup(textOf(object['apiVersion']) ?? '');
      const kind = textOf(object['kind']);
      const spec = objectOf(object['spec']);
      const { name, namespace } = objectOf(object['metadata']);
      if (group === 'source.toolkit.fluxcd.io' && kind === 'GitRepository')
        gitRepositories.push({
          id: `${textOf(namespace) ?? 'flux-system'}/${textOf(name) ?? ''}`,
          url: textOf(spec['url']) ?? '',
        });
      const chart = objectOf(objectOf(spec['chart'])['spec']);
      const isKustomization = group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization';
      const isRelease = group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease';
      if (!isKustomization && !isRelease) continue;
      const source = objectOf(isKustomization ? spec['sourceRef'] : chart['sourceRef']);
      if (source['kind'] !== 'GitRepository') continue;
      const at = isKustomization ? ['spec', 'path'] : ['spec', 'chart', 'spec', 'chart'];
      const span = document.valueSpan(at) ?? document.valueSpan(['metadata', 'name']);
      const paths = (text: string): string[] => candidatesOf(`${ROOT_MARK}/${text}`, []);
      const where = textOf(isKustomization ? (spec['path'] ?? '.') : chart['chart']);
      if (!span || where === undefined) continue;
      const values = [
        ...stringsOf(chart['valuesFiles'] ?? []),
        ...listOf(chart['valuesFile']).flatMap((one) => textOf(one) ?? []),
      ];
      routes.push({
        kind: 'flux',
        span,
        text: `${kind} ${textOf(name) ?? ''}: ${where}`,
        targets: [
          isKustomization
            ? { type: 'source', candidates: paths(where), reader: 'flux' }
            : {
                type: 'helm',
                candidates: paths(where),
                values: values.map(paths),
                release: textOf(spec['releaseName']) ?? textOf(name) ?? '',
              },
        ],
        gitRepository: `${textOf(source['namespace']) ?? textOf(namespace) ?? 'flux-system'}/${textOf(source['name']) ?? ''}`,
      });
    }
    return { scripts: [], routes, gitRepositories, notes: [] };
  },
};
