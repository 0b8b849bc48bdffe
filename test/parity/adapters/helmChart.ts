import type { ParityAdapter, Row, RowContext } from '../adapter.ts';
import { type Answer, type ChartRow, renderRow, singleTemplate } from '../support/chart.ts';

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
  const difference = compare(renderRow(chart, 3), expected);
  if (difference !== undefined) return `${chart.name}: ${difference}`;
  if (context.load('helm4-diff.json').some(({ name }) => name === chart.name)) return undefined;
  const four = renderRow(chart, 4);
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

/** What differs under Helm 4: charts, and single templates in the chart that their own table describes. */
function checkDifference(row: Row, context: RowContext): string | undefined {
  const table = row['table'] as string;
  const chart = table === 'helm-chart.json' ? named(context.load(table), row['name']) : singleTemplate(row);
  // A difference of a chart that the other table lacks can't be looked at.
  if (!chart) return undefined;
  const wanted = row['helm4'];
  const rendered = typeof wanted === 'string' ? { 'c/templates/t.yaml': wanted } : (wanted as Record<string, string>);
  const error = row['helm4Error'] as string | undefined;
  const difference = compare(renderRow(chart, 4), error === undefined ? { rendered } : { error });
  return difference === undefined ? undefined : `${chart.name}: ${difference}`;
}

const adapter: ParityAdapter = {
  tables: ['helm-chart.json', 'helm4-diff.json'],
  check: (row, context) =>
    context.table === 'helm-chart.json' ? checkChart(row, context) : checkDifference(row, context),
};

export default adapter;
