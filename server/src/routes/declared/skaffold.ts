import { listOf, objectOf } from '../../applications/json.ts';
import { type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { basename, dirname, join } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { type Host, ROOT_MARK } from '../hosts/host.ts';
import type { RouteDraft, Target } from '../model.ts';
import { candidatesOf, joinPath } from '../shell/path.ts';
import { stringsOf, textOf } from '../values.ts';

/** skaffold: raw manifests, kustomizations and releases, in the form of `manifests` and in the older one of `deploy`. */
export const skaffold: Host = {
  name: 'skaffold',
  declares: true,
  matches: (path) => /^skaffold[\w.-]*\.ya?ml$/.test(basename(path)),
  read(tree, path) {
    const routes: RouteDraft[] = [];
    const notes: string[] = [];
    for (const document of tree.derive(yamlFile, path)?.documents ?? []) {
      for (const { message } of document.problems) notes.push(`${path}: ${message}`);
      const value = objectOf(document.value());
      if (textOf(value['apiVersion'])?.startsWith('skaffold/') !== true) continue;
      collect(document, value, [], dirname(path), routes);
      for (const [i, profile] of listOf(value['profiles']).entries())
        collect(document, objectOf(profile), ['profiles', i], dirname(path), routes);
    }
    return { scripts: [], routes, notes };
  },
};

function collect(
  document: YamlDocument,
  value: Readonly<Record<string, unknown>>,
  at: YamlPath,
  home: string,
  routes: RouteDraft[],
): void {
  const paths = (text: string): string[] =>
    candidatesOf(joinPath(join(ROOT_MARK, home), text.replace(/\{\{.*?\}\}/g, UNKNOWN_TEXT)), []);
  const add = (where: YamlPath, text: string, target: Target): void => {
    const span = document.valueSpan([...at, ...where]);
    if (span && target.candidates.length > 0) routes.push({ kind: 'skaffold', span, text, targets: [target] });
  };
  const manifests = objectOf(value['manifests']);
  const deploy = objectOf(value['deploy']);
  const each = (list: unknown, where: YamlPath, make: (path: string) => Target, label: string): void => {
    for (const [i, text] of stringsOf(list ?? []).entries())
      if (text !== '' && !/^[a-z]+:\/\//.test(text)) add([...where, i], `${label}: ${text}`, make(text));
  };
  const files = (text: string): Target => ({ type: 'files', candidates: paths(text), recursive: false });
  const built = (text: string): Target => ({ type: 'kustomize', candidates: paths(text) });
  each(manifests['rawYaml'], ['manifests', 'rawYaml'], files, 'rawYaml');
  each(objectOf(deploy['kubectl'])['manifests'], ['deploy', 'kubectl', 'manifests'], files, 'manifests');
  for (const [part, where] of [
    [objectOf(manifests['kustomize']), ['manifests', 'kustomize']],
    [objectOf(deploy['kustomize']), ['deploy', 'kustomize']],
  ] as const) {
    each(part['paths'], [...where, 'paths'], built, 'paths');
    const path = textOf(part['path']);
    if (path !== undefined) add([...where, 'path'], `path: ${path}`, built(path));
  }
  for (const [part, where] of [
    [objectOf(manifests['helm']), ['manifests', 'helm', 'releases']],
    [objectOf(deploy['helm']), ['deploy', 'helm', 'releases']],
  ] as const)
    for (const [i, item] of listOf(part['releases']).entries()) {
      const release = objectOf(item);
      const chart = textOf(release['chartPath']);
      if (chart === undefined) continue;
      add([...where, i, 'chartPath'], `chartPath: ${chart}`, {
        type: 'helm',
        candidates: paths(chart),
        values: stringsOf(release['valuesFiles'] ?? []).map(paths),
        release: textOf(release['name']) ?? 'release-name',
      });
    }
}
