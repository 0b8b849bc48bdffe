import type { Chart, ChartFile } from '../../gotemplate/chart/chart.ts';
import type { SourceRequest } from '../claim.ts';
import { helmOptions } from './options.ts';
import { sourceChart } from './sourceChart.ts';
import { sourceFiles, textOf } from './sourceFiles.ts';

const GROUP = 'argoproj.io';

/**
 * Which templates of a source's chart can give objects of Argo CD. A template need not say so itself: the text may come from a
 * helper, from values or from another file of the chart; then all of them can.
 */
export function argoTemplates(request: SourceRequest): (file: string) => boolean {
  const { chart } = sourceChart(request);
  if (!chart) return () => false;
  const { values, valuesObject } = helmOptions(request.source);
  const everywhere =
    values.includes(GROUP) ||
    (JSON.stringify(valuesObject) ?? '').includes(GROUP) ||
    sourceFiles(request).valueFiles.some((file) => textOf(file)?.includes(GROUP)) ||
    sharedFiles(chart).some(mentions);
  if (everywhere) return () => true;
  const found = new Set(
    templatesOf(chart)
      .filter(mentions)
      .map(({ origin }) => origin),
  );
  return (file) => found.has(file);
}

function mentions(file: ChartFile): boolean {
  return file.text()?.includes(GROUP) ?? false;
}

/** What templates may take text from. */
function sharedFiles(chart: Chart): ChartFile[] {
  const helpers = chart.templates.filter(({ path }) => /(^|\/)_[^/]*$/.test(path));
  const texts = chart.files.filter(({ path }) => /\.(ya?ml|json|tpl|gotmpl)$/.test(path) && !path.startsWith('crds/'));
  const values = chart.own.filter(({ path }) => path === 'values.yaml');
  return [...helpers, ...texts, ...values, ...chart.dependencies.flatMap(sharedFiles)];
}

function templatesOf(chart: Chart): ChartFile[] {
  const crds = chart.files.filter(({ path }) => path.startsWith('crds/'));
  return [...chart.templates, ...crds, ...chart.dependencies.flatMap(templatesOf)];
}
