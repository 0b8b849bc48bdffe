import { listOf, objectOf } from '../../applications/json.ts';
import { yamlFile } from '../../documents/yamlFile.ts';
import { basename, dirname, join } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { type Host, ROOT_MARK } from '../hosts/host.ts';
import type { RouteDraft } from '../model.ts';
import { candidatesOf, joinPath } from '../shell/path.ts';
import { stringsOf, textOf } from '../values.ts';

/** helmfile: releases whose chart is a directory of the repository. */
export const helmfile: Host = {
  name: 'helmfile',
  declares: true,
  matches: (path) =>
    /^helmfile(?:\.[\w-]+)*\.ya?ml(?:\.gotmpl)?$/.test(basename(path)) ||
    /(?:^|\/)helmfile\.d\/[^/]+\.ya?ml(?:\.gotmpl)?$/.test(path),
  read(tree, path) {
    const routes: RouteDraft[] = [];
    const notes: string[] = [];
    const home = join(ROOT_MARK, dirname(path));
    for (const document of tree.derive(yamlFile, path)?.documents ?? []) {
      // Templates of a .gotmpl are no YAML: what can be read of it is read.
      if (!path.endsWith('.gotmpl')) for (const { message } of document.problems) notes.push(`${path}: ${message}`);
      for (const [i, item] of listOf(objectOf(document.value())['releases']).entries()) {
        const release = objectOf(item);
        const chart = textOf(release['chart']);
        const span = document.valueSpan(['releases', i, 'chart']);
        if (chart === undefined || !span || release['installed'] === false || !/^\.{0,2}\//.test(chart)) continue;
        const paths = (text: string): string[] =>
          candidatesOf(joinPath(home, text.replace(/\{\{.*?\}\}/g, UNKNOWN_TEXT)), []);
        const values = listOf(release['values']).filter((value) => typeof value === 'string');
        routes.push({
          kind: 'helmfile',
          span,
          text: `chart: ${chart}`,
          targets: [
            {
              type: 'helm',
              candidates: paths(chart),
              values: stringsOf(values).map(paths),
              release: textOf(release['name']) ?? 'release-name',
            },
          ],
        });
      }
    }
    return { scripts: [], routes, notes };
  },
};
