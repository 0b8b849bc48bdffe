import { parseHelmIgnore } from '../../../server/src/claims/helm/helmIgnore.ts';
import { compileGobwas } from '../../../server/src/globs/gobwas.ts';
import { loadChart } from '../../../server/src/gotemplate/chart/loadChart.ts';
import { renderChart } from '../../../server/src/gotemplate/chart/renderChart.ts';
import { mergeUserValues } from '../../../server/src/gotemplate/chart/userValues.ts';
import { fromJson, type GoMap } from '../../../server/src/gotemplate/values.ts';
import type { Row } from '../adapter.ts';

/** A chart and what it is rendered with, as rows give them. */
export interface ChartRow {
  readonly name: string;
  readonly files: Record<string, string>;
  readonly values?: GoMap;
  readonly valueFiles?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly release: { readonly name: string; readonly namespace: string };
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
}

/** The texts by template, or the error. */
export type Answer = { readonly rendered: Record<string, string> } | { readonly error: string };

/** What a release of Helm makes of a chart. */
export function renderRow(row: ChartRow, helmMajor: 3 | 4): Answer {
  const ignore = parseHelmIgnore(row.files['.helmignore'] ?? '');
  const kept = Object.entries(row.files).filter(([path]) => {
    const parents = path.split('/').map((_, i, segments) => segments.slice(0, i + 1).join('/'));
    return !parents.some((part) => ignore.ignoredBy(part, part !== path));
  });
  const files = kept.map(([path, text]) => ({ path, origin: path, text: () => text }));
  const loaded = loadChart(files, helmMajor);
  if ('error' in loaded) return loaded;
  const user = mergeUserValues({
    ...row,
    valueFiles: (row.valueFiles ?? []).map((text, i) => ({ name: `values-${i}.yaml`, text })),
  });
  if ('error' in user) return user;
  const { templates, error } = renderChart(loaded.chart, user.values, {
    release: row.release,
    capabilities: { kubeVersion: row.kubeVersion, apiVersions: row.apiVersions },
    helmMajor,
    glob: (pattern) => {
      const glob = compileGobwas(pattern, '/');
      return 'error' in glob ? undefined : (path) => glob.match(path);
    },
  });
  if (error !== undefined) return { error: error.message };
  return { rendered: Object.fromEntries([...templates].map(([name, { text }]) => [name, text])) };
}

/** The chart around the single templates of the other tables, as the first of them describes it. */
export function singleTemplate(row: Row): ChartRow {
  return {
    name: row['template'] as string,
    files: {
      'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.2.3+b1\nappVersion: "9.9"\nannotations:\n  foo: bar\n',
      'templates/t.yaml': row['template'] as string,
    },
    values: fromJson(row['values']) as GoMap,
    release: { name: 'rel', namespace: 'ns' },
  };
}
