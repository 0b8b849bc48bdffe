import { parseHelmIgnore } from '../../../server/src/claims/helm/helmIgnore.ts';
import { compileGobwas } from '../../../server/src/globs/gobwas.ts';
import { loadChart } from '../../../server/src/gotemplate/chart/loadChart.ts';
import { renderChart } from '../../../server/src/gotemplate/chart/renderChart.ts';
import { mergeUserValues } from '../../../server/src/gotemplate/chart/userValues.ts';
import { fromJson, type GoMap } from '../../../server/src/gotemplate/values.ts';
import type { ParityAdapter, Row, RowContext } from '../adapter.ts';

interface ChartRow {
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

type Answer = { readonly rendered: Record<string, string> } | { readonly error: string };

function render(row: ChartRow, helmMajor: 3 | 4): Answer {
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

function same(ours: unknown, theirs: unknown): boolean {
  const sorted = (record: unknown): string => JSON.stringify(Object.entries(record as object).sort());
  return sorted(ours) === sorted(theirs);
}

function compare(answer: Answer, expected: Answer): string | undefined {
  if ('error' in expected) {
    if (!('error' in answer)) return `expected ${expected.error}, got ${JSON.stringify(answer.rendered)}`;
    return answer.error === expected.error ? undefined : `expected ${expected.error}, got ${answer.error}`;
  }
  if ('error' in answer) return `expected ${JSON.stringify(expected.rendered)}, got ${answer.error}`;
  if (same(answer.rendered, expected.rendered)) return undefined;
  return `expected ${JSON.stringify(expected.rendered)}, got ${JSON.stringify(answer.rendered)}`;
}

/** A chart under Helm 3, and under Helm 4 where the other table tells no difference. */
function checkChart(row: Row, context: RowContext): string | undefined {
  const chart = row as unknown as ChartRow;
  const expected: Answer = row['error']
    ? { error: row['errorText'] as string }
    : { rendered: row['expect'] as Record<string, string> };
  const difference = compare(render(chart, 3), expected);
  if (difference !== undefined) return `${chart.name}: ${difference}`;
  if (context.load('helm4-diff.json').some(({ name }) => name === chart.name)) return undefined;
  const four = render(chart, 4);
  if (row['error'])
    return 'error' in four && four.error.includes(row['errorContains'] as string)
      ? undefined
      : `${chart.name} in Helm 4: expected ${String(row['errorContains'])}, got ${JSON.stringify(four)}`;
  const other = compare(four, expected);
  return other === undefined ? undefined : `${chart.name} in Helm 4: ${other}`;
}

function named(rows: readonly Row[], name: unknown): ChartRow | undefined {
  return rows.find((row) => row['name'] === name) as unknown as ChartRow | undefined;
}

/** The chart around the single templates of the other tables, as the first of them describes it. */
function single(row: Row): ChartRow {
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

/** What differs under Helm 4: charts, and single templates in the chart that their own table describes. */
function checkDifference(row: Row, context: RowContext): string | undefined {
  const table = row['table'] as string;
  const chart = table === 'helm-chart.json' ? named(context.load(table), row['name']) : single(row);
  // A difference of a chart that the other table lacks can't be looked at.
  if (!chart) return undefined;
  const wanted = row['helm4'];
  const rendered = typeof wanted === 'string' ? { 'c/templates/t.yaml': wanted } : (wanted as Record<string, string>);
  const error = row['helm4Error'] as string | undefined;
  const difference = compare(render(chart, 4), error === undefined ? { rendered } : { error });
  return difference === undefined ? undefined : `${chart.name}: ${difference}`;
}

const adapter: ParityAdapter = {
  tables: ['helm-chart.json', 'helm4-diff.json'],
  check: (row, context) =>
    context.table === 'helm-chart.json' ? checkChart(row, context) : checkDifference(row, context),
};

export default adapter;
